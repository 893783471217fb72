// Counts and times the requests to CI systems, and how often they say that there were too many.
import type { Http, HttpAnswer } from '../ci/http.ts';
import { OTHER, type CallOutcome, type Meters } from './meters.ts';

/** Who is behind an address: the beginning of all addresses there. */
export interface Behind {
  readonly provider: string;
  readonly url: string;
}

/** `connections`: those of now. */
export function meterHttp(http: Http, meters: Pick<Meters, 'call'>, connections: () => readonly Behind[]): Http {
  return async (address, request) => {
    const begun = performance.now();
    let answer: HttpAnswer | undefined;
    try {
      answer = await http(address, request);
      return answer;
    } finally {
      meters.call(providerAt(connections(), address), outcomeOf(answer?.status), (performance.now() - begun) / 1000);
    }
  };
}

/** Where several begin alike the longest counts. */
function providerAt(connections: readonly Behind[], address: string): string {
  let found: Behind | undefined;
  for (const each of connections)
    if (each.url !== '' && each.url.length > (found?.url.length ?? 0) && isBelow(address, each.url)) found = each;
  return found?.provider ?? OTHER;
}

function isBelow(address: string, url: string): boolean {
  const base = url.replace(/\/+$/, '');
  return address.startsWith(base) && /^(?:[/?#]|$)/.test(address.slice(base.length));
}

function outcomeOf(status: number | undefined): CallOutcome {
  if (status === undefined) return 'unreachable';
  if (status === 429) return 'limited';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
}
