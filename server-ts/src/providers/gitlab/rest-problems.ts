// What GitLab's REST API says when it does not answer what was asked, in words that say what to do next.
// https://docs.gitlab.com/api/rest/troubleshooting/

import * as z from 'zod';
import type { HttpAnswer } from '../../ci/http.ts';
import { CiError } from '../../platform/errors.ts';

const TOKEN =
  'Make a token of a member with the role Reporter or more and the scope read_api, and set it as GitLabToken or as the connection’s token.';
const MAX_WORDS = 200;

/** Undefined for an answer that is what was asked for. */
export function problemIn(answer: HttpAnswer, url: string): CiError | undefined {
  const { status, headers } = answer;
  const isPage = headers.get('content-type')?.includes('text/html') ?? false;
  if (status >= 200 && status < 300) return isPage ? webPage(url) : undefined;
  const words = isPage ? '' : wordsOf(answer.text);
  const said = words === '' ? '' : ` It says: ${words}`;
  switch (status) {
    case 401:
      return new CiError('CI_GITLAB_UNAUTHORIZED', `GitLab does not accept the token.${said}`, TOKEN);
    case 403:
      return new CiError('CI_GITLAB_FORBIDDEN', `GitLab does not allow this to the token.${said}`, TOKEN);
    case 404:
      return new CiError(
        'CI_GITLAB_NOT_FOUND',
        `GitLab does not find it, or hides it from the token.${said}`,
        `It may have been deleted. ${TOKEN}`,
      );
    case 429:
      return new CiError('CI_GITLAB_RATE_LIMITED', `GitLab was asked too often${waitOf(headers)}.`, 'It is tried again by itself.');
  }
  if (status >= 500) return new CiError('CI_GITLAB_UNAVAILABLE', `GitLab is not available (${status}).`, 'It is tried again by itself.');
  if (status >= 300 && status < 400) return webPage(url);
  return new CiError('CI_GITLAB_REJECTED', `GitLab rejects the question (${status}).${said}`, 'See the connection’s address and token.');
}

export function unreadable(cause: unknown): CiError {
  return new CiError(
    'CI_GITLAB_UNREADABLE',
    'GitLab’s answer is not what its API answers.',
    'Check GitLabURL: it must be GitLab’s own address.',
    cause,
  );
}

/** A sign-in page, or a proxy's. */
function webPage(url: string): CiError {
  const message = `A web page or a redirect answered instead of GitLab’s API at ${url}.`;
  return new CiError('CI_GITLAB_NOT_THE_API', message, 'Check GitLabURL, and whether a sign-in proxy stands before it.');
}

/** Seconds, or a date. */
function waitOf(headers: Headers): string {
  const after = headers.get('retry-after') ?? '';
  if (/^\d{1,6}$/.test(after)) return ` and asks for a pause of ${after} s`;
  const reset = Number(headers.get('ratelimit-reset') ?? Number.NaN) * 1000 || Date.parse(after);
  return reset > 0 && reset < 1e14 ? ` and asks for a pause until ${new Date(reset).toISOString()}` : '';
}

const text = z.string().catch('');
const errorSchema = z
  .object({ message: z.unknown().optional(), error: text, error_description: text })
  .catch({ message: '', error: '', error_description: '' });

/** `message` as text, list or object of lists; `error` with or without a description; plain text. */
function wordsOf(body: string): string {
  const trimmed = body.trim();
  if (!trimmed.startsWith('{')) return trimmed.slice(0, MAX_WORDS);
  const { message, error, error_description: description } = errorSchema.parse(parse(trimmed));
  return [...flatten(message), error, description]
    .filter((part) => part !== '')
    .join(': ')
    .slice(0, MAX_WORDS);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

/** Depth and breadth are what an error has, not what a joker may send. */
function flatten(message: unknown, depth = 0): readonly string[] {
  if (typeof message === 'string') return [message];
  if (typeof message !== 'object' || message === null || depth > 3) return [];
  if (Array.isArray(message)) return message.slice(0, 10).flatMap((each) => flatten(each, depth + 1));
  return Object.entries(message)
    .slice(0, 10)
    .map(([field, value]) => `${field} ${flatten(value, depth + 1).join(', ')}`);
}
