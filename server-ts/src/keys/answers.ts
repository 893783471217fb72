// What programs are answered: JSON, kept by nobody on the way.

import type * as z from 'zod';

export interface ApiAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Refusal extends ApiAnswer {
  readonly body: { readonly code: string; readonly message: string; readonly fields?: Readonly<Record<string, string>> };
}

/** `message` says what to do next; Markdown's marks for code are taken out of it. */
export function refused(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Refusal {
  return { status, body: { code, message: message.replaceAll('`', '').trim() }, headers };
}

/** 422: `fields` by the path of each. */
export function wrongFields(code: string, fields: Readonly<Record<string, string>>, message = ''): Refusal {
  const told = message === '' ? `Correct these and send it again: ${Object.keys(fields).join(', ')}.` : message.replaceAll('`', '');
  return { status: 422, body: { code, message: told, fields } };
}

/** Names of foreign fields are repeated: some letters of some. */
const MAX_FIELDS = 20;
const MAX_PATH = 100;

/** Of a check with `reportInput`, so that what is missing can be told from what is wrong. */
export function fieldsOf(error: z.ZodError): Readonly<Record<string, string>> {
  const told = error.issues.slice(0, MAX_FIELDS).flatMap((issue): [string, string][] => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.slice(0, MAX_FIELDS).map((key) => [pathOf([...path, key]), 'is no field here']);
    if (issue.code === 'invalid_key') return [[pathOf(path), issue.issues[0]?.message ?? issue.message]];
    return [[pathOf(path), missing(issue) ? 'is missing' : issue.message]];
  });
  return Object.fromEntries(told);
}

function missing(issue: z.core.$ZodIssue): boolean {
  return (issue.code === 'invalid_type' || issue.code === 'invalid_union') && 'input' in issue && issue.input === undefined;
}

function pathOf(path: readonly string[]): string {
  return path.length === 0 ? 'body' : path.join('.').slice(0, MAX_PATH);
}

/** `wait` in milliseconds. */
export function tooMany(code: string, message: string, wait: number): Refusal {
  return refused(429, code, message, { 'Retry-After': String(Math.max(1, Math.ceil(wait / 1000))) });
}

export function toResponse({ status, body, headers = {} }: ApiAnswer): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}
