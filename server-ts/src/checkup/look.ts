// One connection, looked at from its name to what it says of itself: each finding as soon as it is there, and whatever is there when time is up.

import { right, wrong, type Check, type CheckFinding, type CheckSubject } from '../ci/check.ts';
import type { Http } from '../ci/http.ts';
import { asProblem } from '../platform/errors.ts';
import { lookAtCertificate, lookForUpgrade, mixedUp, resolve } from './way.ts';

export interface LookOptions {
  /** Undefined where the CI system cannot be asked. */
  readonly check: Check | undefined;
  /** Address of the proxy that requests go by, as its business is the way to the server; undefined without one. */
  readonly proxy: string | undefined;
  /** Milliseconds for all of it. */
  readonly within: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Milliseconds for one request. */
const REQUEST = 4_000;
/** Milliseconds that two clocks may differ: signatures age within minutes, and `Date` counts whole seconds. */
const CLOCK = 60_000;
/** Whatever the way breaks by before anybody answers, which http and https taken for each other explain. */
const BROKEN = new Set(['CI_HTTP_BROKEN', 'CI_HTTP_TLS_PROTOCOL']);

/** Never rejects. */
export async function lookAt(subject: CheckSubject, options: LookOptions): Promise<readonly CheckFinding[]> {
  const found: CheckFinding[] = [];
  const { promise: late, resolve: isLate } = Promise.withResolvers<'late'>();
  const timer = setTimeout(isLate, options.within, 'late');
  const looked = examine(subject, options, (finding) => void found.push(finding)).catch((error: unknown) => {
    found.push(findingOf(error));
  });
  const outcome = await Promise.race([looked, late]).finally(() => clearTimeout(timer));
  if (outcome !== 'late') return found;
  const words = `It did not answer everything within ${Math.round(options.within / 1000)} s.`;
  return [...found, wrong('CI_CHECK_SLOW', words, 'Type `/ci doctor` again; if it stays so, see what slows it or the way to it.')];
}

type Tell = (finding: CheckFinding) => void;

async function examine(subject: CheckSubject, options: LookOptions, tell: Tell): Promise<void> {
  const { connection } = subject;
  if (connection.url === '') return;
  const address = new URL(connection.url);
  if (options.proxy !== undefined) tell(right('CI_CHECK_PROXY', `by the proxy ${URL.parse(options.proxy)?.host ?? 'of the environment'}`));
  else if (!(await isKnown(address, tell))) return;
  const clock = clockOf(subject.http, options.now);
  try {
    if (options.check === undefined) await clock.http(connection.url, { stay: true });
    else await options.check({ ...subject, http: clock.http }, tell);
  } catch (error) {
    tell((await explained(error, address, subject.http)) ?? findingOf(error));
    if (BROKEN.has(asProblem(error).code) || asProblem(error).code.startsWith('CI_HTTP_TLS')) return;
  }
  for (const finding of clock.findings()) tell(finding);
  if (options.proxy !== undefined || !clock.answered()) return;
  const more =
    address.protocol === 'https:' ? lookAtCertificate(address, connection.ca ?? '', options.now()) : lookForUpgrade(address, subject.http);
  for (const finding of await more) tell(finding);
}

async function isKnown({ hostname }: URL, tell: Tell): Promise<boolean> {
  const addresses = await resolve(hostname);
  if (addresses.length > 0) {
    const shown = addresses.slice(0, 4).join(', ');
    tell(right('CI_CHECK_NAME', addresses[0] === hostname ? `at ${shown}` : `${hostname} is ${shown}`));
    return true;
  }
  const remedy = 'Check the address in System Console → Plugins → CI Command Center, and the DNS of the Mattermost server.';
  tell(wrong('CI_HTTP_NAME_NOT_FOUND', `The name ${hostname} is not known to the Mattermost server.`, remedy));
  return false;
}

async function explained(error: unknown, address: URL, http: Http): Promise<CheckFinding | undefined> {
  const { code } = asProblem(error);
  const isOfTheWay = BROKEN.has(code) || (address.protocol === 'http:' && !code.startsWith('CI_HTTP'));
  return isOfTheWay ? await mixedUp(address, http) : undefined;
}

function findingOf(error: unknown): CheckFinding {
  const { code, message, remedy } = asProblem(error);
  return wrong(code, message, remedy);
}

/** Notes by each answer how far the clocks are from each other. */
function clockOf(http: Http, now: () => number) {
  let least: number | undefined;
  let answers = 0;
  const noting: Http = async (address, request = {}) => {
    const begun = now();
    const answer = await http(address, { ...request, timeout: Math.min(request.timeout ?? REQUEST, REQUEST) });
    answers += 1;
    const told = Date.parse(answer.headers.get('date') ?? '');
    const apart = Number.isNaN(told) ? undefined : told < begun - 1000 ? told - begun : told > now() ? told - now() : 0;
    if (apart !== undefined && (least === undefined || Math.abs(apart) < Math.abs(least))) least = apart;
    return answer;
  };
  const findings = (): readonly CheckFinding[] => {
    if (least === undefined) return [];
    if (Math.abs(least) <= CLOCK) return [right('CI_CHECK_CLOCK', 'same time')];
    const words = `Its clock is ${Math.round(Math.abs(least) / 1000)} s ${least > 0 ? 'ahead of' : 'behind'} the one of the Mattermost server.`;
    return [wrong('CI_CHECK_CLOCK', words, 'Have both set by NTP: signatures, tokens and certificates are good for a time only.')];
  };
  return { http: noting, findings, answered: () => answers > 0 };
}
