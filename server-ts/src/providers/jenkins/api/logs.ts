// A build's log: its end, or the part from some position on as it grows.
// https://github.com/jenkinsci/stapler, `LargeText#doProgressText`: `X-Text-Size` is where the next part begins, `X-More-Data` that one comes.

import type { Reach } from '../../../ci/account.ts';
import type { LogPart } from '../../../ci/follow.ts';
import type { HttpAnswer, HttpRequest } from '../../../ci/http.ts';
import { safeLength } from '../../../ci/log-part.ts';
import { CiError } from '../../../platform/errors.ts';
import { readableName } from '../job-address.ts';
import { buildPath, type BuildPlace } from './build-path.ts';
import { brokenAnswer } from './problems.ts';
import { ask } from './request.ts';

/** Bytes of one part: what a browser shows without a stutter, and the plugin holds without growing. */
const PART = 1024 * 1024;
/** Bytes: of a longer log only the end is shown at first. */
const FIRST = 8 * PART;

export interface LogEnd {
  readonly text: string;
  /** There is more before it. */
  readonly cut: boolean;
}

/** The last `most` bytes. Throws CI_JENKINS_NOT_FOUND when there is no such build. */
export async function logEnd(place: BuildPlace, reach: Reach, most: number): Promise<LogEnd> {
  const size = await sizeOf(place, reach);
  const start = Math.max(0, size - most);
  // It may have grown in between, and as text it is longer than in Jenkins' file.
  const { text, cut } = await progressive(place, reach, start, { limit: most, keep: 'end' });
  return start === 0 && !cut ? { text, cut } : { text: text.slice(text.indexOf('\n') + 1), cut: true };
}

/** At `start` 0 a huge log begins near its end, and says so in its first line. */
export async function logPart(place: BuildPlace, start: number, reach: Reach): Promise<LogPart> {
  if (start > 0) return await partFrom(place, start, reach);
  const size = await sizeOf(place, reach);
  if (size <= FIRST) return await partFrom(place, 0, reach);
  const { text, ...part } = await partFrom(place, size - FIRST, reach);
  const left = Math.round((size - FIRST) / 1_000_000);
  return { ...part, text: `[… the first ${left} MB are left out: the whole log is in Jenkins]\n${text.slice(text.indexOf('\n') + 1)}` };
}

async function partFrom(place: BuildPlace, start: number, reach: Reach): Promise<LogPart> {
  const { text, raw, size, more, cut } = await progressive(place, reach, start, { limit: PART });
  if (!cut && !more) return { text, next: size, more };
  const end = safeLength(raw);
  const [lines, rest] = [raw.slice(0, cut && end === 0 ? raw.length : end), raw.slice(end)];
  // Where the lines end in Jenkins' file is counted, as no header tells it: from its end, unless a letter is broken off there.
  const next = cut || rest.includes('\uFFFD') ? start + Buffer.byteLength(lines) : size - Buffer.byteLength(rest);
  return { text: plain(lines, reach), next, more: true };
}

type Amount = Pick<HttpRequest, 'limit' | 'keep'>;

interface Progress {
  readonly text: string;
  /** As in Jenkins' file, its notes still in it. */
  readonly raw: string;
  readonly size: number;
  readonly more: boolean;
  readonly cut: boolean;
}

async function progressive(place: BuildPlace, reach: Reach, start: number, amount: Amount): Promise<Progress> {
  const answer = await askLog(place, reach, start, amount);
  // Line ends are sent as CR LF, whatever they are.
  const raw = answer.text.replaceAll('\r\n', '\n');
  const size = Number(answer.headers.get('x-text-size') ?? Number.NaN);
  return {
    text: plain(raw, reach),
    raw,
    size: Number.isSafeInteger(size) && size >= 0 ? size : start + Buffer.byteLength(raw),
    more: answer.headers.get('x-more-data') === 'true',
    cut: answer.cut,
  };
}

/** Asked for from its start, and not read on: the headers tell. Older servers write all of it for that, as for their own pages. */
async function sizeOf(place: BuildPlace, reach: Reach): Promise<number> {
  const answer = await askLog(place, reach, 0, { limit: 0 });
  return Number(answer.headers.get('x-text-size') ?? 0) || 0;
}

/** A log is any text, so only the type of the answer tells a page of somebody else from it. */
async function askLog(place: BuildPlace, reach: Reach, start: number, amount: Amount): Promise<HttpAnswer> {
  const path = `${buildPath(place)}/logText/progressiveText`;
  const answer = await ask(reach, path, { query: { start: String(start) }, ...amount, also: [404] });
  if (answer.status === 404) throw noBuild(place);
  const type = answer.headers.get('content-type') ?? 'text/plain';
  if (!type.includes('text/html')) return answer;
  throw brokenAnswer(answer, reach);
}

/**
 * Without notes that Jenkins' own page turns into links, which newer servers leave in (`hudson.console.ConsoleNote`), and without the token
 * that it was asked with: a build may have been given it.
 */
function plain(raw: string, { credentials }: Reach): string {
  const text = raw.replaceAll(/\p{Cc}\[8mha:[\w+/=:]*\p{Cc}\[0m/gu, '');
  return credentials === undefined || credentials.token === '' ? text : text.replaceAll(credentials.token, '[masked]');
}

export function noBuild({ job, number }: BuildPlace): CiError {
  return new CiError(
    'CI_JENKINS_NOT_FOUND',
    `Jenkins finds no build #${number} of ${readableName(job)}, or hides it from you.`,
    'It may have been deleted: `/jenkins builds <job>` lists those that are there.',
  );
}
