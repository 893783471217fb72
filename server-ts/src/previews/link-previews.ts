// What an address leads to, for the person who sees it: as their own account may, or as anybody may.

import type { PreviewAnswer } from '@ci-command-center/contract';
import type { Reach } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { PageAddress } from '../ci/preview.ts';
import type { Clock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import { pageAt, type Found, type Place } from './places.ts';

export interface LinkPreviewPorts {
  places(): readonly Place[];
  /** Throws CiError CI_ACCOUNT_… when they linked no account that can be used. */
  as(userId: string, connection: Connection): Promise<Reach>;
  anybody(connection: Connection): Reach;
  readonly now: Clock;
}

/** Milliseconds: who points at a link again is not worth another question. */
const FRESH = 30_000;
const MOST_KEPT = 500;

/** Throws CiError when the CI system cannot be asked. */
export function createLinkPreviews(ports: LinkPreviewPorts): (userId: string, url: string) => Promise<PreviewAnswer> {
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<PreviewAnswer> }>();
  return async (userId, url) => {
    const found = pageAt(ports.places(), url);
    if (found === undefined) return { kind: 'nothing' };
    const { address, connection } = found;
    const key = JSON.stringify([userId, connection.provider, connection.name, connection.url, address]);
    const known = kept.get(key);
    if (known !== undefined && known.until > ports.now()) return known.answer;
    const answer = look(ports, userId, found);
    kept.delete(key);
    kept.set(key, { until: ports.now() + FRESH, answer });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    // Who connects now is not to wait, and what failed may work the next time.
    answer.then(
      ({ kind }) => kind === 'connect' && kept.delete(key),
      () => kept.delete(key),
    );
    return answer;
  };
}

async function look(ports: LinkPreviewPorts, userId: string, found: Found<PageAddress>): Promise<PreviewAnswer> {
  const { previews, address, connection } = found;
  const reach = await ports.as(userId, connection).catch((error: unknown) => {
    if (error instanceof CiError && error.code.startsWith('CI_ACCOUNT_')) return undefined;
    throw error;
  });
  if (reach !== undefined) return answerOf(await previews.look(address, reach), 'nothing');
  return answerOf(await previews.look(address, ports.anybody(connection)).catch(hidden), 'connect');
}

/** Nobody is refused: with an account it may be seen. */
function hidden(error: unknown): undefined {
  if (error instanceof CiError && /_(?:UNAUTHORIZED|FORBIDDEN)$/.test(error.code)) return undefined;
  throw error;
}

function answerOf(preview: Awaited<ReturnType<Place['previews']['look']>>, otherwise: 'nothing' | 'connect'): PreviewAnswer {
  return preview === undefined ? { kind: otherwise } : { kind: 'preview', preview };
}
