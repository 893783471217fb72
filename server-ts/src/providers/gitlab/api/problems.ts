// What GitLab's REST API says when it does not answer what was asked, in words that say what to do next. No proof of ours is in them.
// https://docs.gitlab.com/api/rest/troubleshooting/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { HttpAnswer } from '../../../ci/http.ts';
import { CiError } from '../../../platform/errors.ts';

const OWN_TOKEN =
  'Make a token of a member with the role Reporter or more and the scope read_api, and set it as GitLabToken or as the connection’s token.';
const MAX_WORDS = 200;

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Undefined for an answer that is what was asked for. */
export function problemIn(answer: HttpAnswer, reach: Reach, method: Method): CiError | undefined {
  const { status, headers } = answer;
  const isPage = headers.get('content-type')?.includes('text/html') ?? false;
  if (status >= 200 && status < 300) return isPage ? webPage(reach) : undefined;
  if (status >= 300 && status < 400) return webPage(reach);
  if (status >= 500) return unavailable(status, method);
  const said = { words: isPage ? '' : wordsOf(answer.text), isOwn: isOwn(reach), method };
  switch (status) {
    case 401:
      return unauthorized(said);
    case 403:
      return forbidden(said);
    case 404:
      return notFound(said);
    case 405:
      return notAllowed(said);
    case 409:
      return new CiError('CI_GITLAB_CONFLICT', `GitLab says that this does not go now${tell(said)}`, 'See how it stands, and try again.');
    case 429:
      return new CiError('CI_GITLAB_RATE_LIMITED', `GitLab was asked too often${waitOf(headers)}.`, again(method));
  }
  return new CiError('CI_GITLAB_REJECTED', `GitLab rejects this (${status})${tell(said)}`, remedyFor(said));
}

export function unreadable(cause: unknown): CiError {
  return new CiError(
    'CI_GITLAB_UNREADABLE',
    'GitLab’s answer is not what its API answers.',
    'Check GitLabURL: it must be GitLab’s own address.',
    cause,
  );
}

interface Said {
  /** GitLab's own reason; empty where it gives none. */
  readonly words: string;
  /** Asked with the connection's token, not a person's. */
  readonly isOwn: boolean;
  readonly method: Method;
}

function isOwn({ connection, credentials }: Reach): boolean {
  return credentials !== undefined && credentials.token === connection.token;
}

function tell({ words }: Said): string {
  return words === '' ? '.' : `: ${words.replace(/\.+$/, '')}.`;
}

function unauthorized(said: Said): CiError {
  if (said.isOwn) return new CiError('CI_GITLAB_UNAUTHORIZED', `GitLab does not accept the token${tell(said)}`, OWN_TOKEN);
  return new CiError(
    'CI_GITLAB_UNAUTHORIZED',
    `GitLab does not accept your connection any more${tell(said)}`,
    'Type `/gitlab connect` to connect your account anew.',
  );
}

/** `insufficient_scope` is what a connection answers that may only read. */
function forbidden(said: Said): CiError {
  if (said.isOwn) return new CiError('CI_GITLAB_FORBIDDEN', `GitLab does not allow this to the token${tell(said)}`, OWN_TOKEN);
  if (/insufficient_scope/.test(said.words)) return readOnly();
  return new CiError(
    'CI_GITLAB_FORBIDDEN',
    `GitLab does not allow this to you${tell(said)}`,
    'Ask a maintainer of the project for a role that may; protected branches and environments have lists of their own.',
  );
}

export function readOnly(): CiError {
  return new CiError(
    'CI_GITLAB_READ_ONLY',
    'Your account is connected for reading only, so nothing can be started or changed with it.',
    'Do it in GitLab, or ask an administrator whether writing shall be allowed; then type `/gitlab connect` again.',
  );
}

function notFound(said: Said): CiError {
  if (said.isOwn)
    return new CiError(
      'CI_GITLAB_NOT_FOUND',
      `GitLab does not find it, or hides it from the token${tell(said)}`,
      `It may have been deleted. ${OWN_TOKEN}`,
    );
  return new CiError(
    'CI_GITLAB_NOT_FOUND',
    `GitLab does not find it, or hides it from you${tell(said)}`,
    'It may have been deleted or moved, or you are no member of its project.',
  );
}

/** "Non GET methods are not allowed for moved projects"; else a job or pipeline that cannot do so now. */
function notAllowed(said: Said): CiError {
  const isMoved = /moved project/i.test(said.words);
  return isMoved
    ? new CiError('CI_GITLAB_MOVED', 'This project has moved.', 'Type its new path; its old address leads to it.')
    : new CiError('CI_GITLAB_REJECTED', `GitLab does not let this be done here${tell(said)}`, remedyFor(said));
}

function remedyFor({ isOwn: own, method }: Said): string {
  if (own) return 'See the connection’s address and token.';
  return method === 'GET' ? 'Check what was typed.' : 'See its page in GitLab.';
}

function unavailable(status: number, method: Method): CiError {
  return new CiError('CI_GITLAB_UNAVAILABLE', `GitLab is not available just now (${status}).`, again(method));
}

/** What changes something is never sent twice by itself. */
function again(method: Method): string {
  return method === 'GET' ? 'Try again in a minute.' : 'See in GitLab whether it was done, and try again in a minute.';
}

/** A sign-in page, or a proxy's. */
function webPage({ connection: { url } }: Reach): CiError {
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
