// What programs can ask with a key: the addresses, what they take, and every answer. The router and assets/openapi.json are made of it.

import type * as z from 'zod';
import { fieldProblem, problem, reportBody, reportTaken, runBody, runPlan, runTaken, runView } from './schema.ts';

export interface Answered {
  readonly description: string;
  readonly schema: z.ZodType;
}

export interface Route {
  readonly method: 'POST' | 'GET';
  /** Below the plugin's address; `{name}` stands for one part of it. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** What the parts of the path are. */
  readonly parts: Readonly<Record<string, string>>;
  /** It takes an `Idempotency-Key`. */
  readonly once: boolean;
  readonly body?: z.ZodType;
  /** By status. */
  readonly answers: Readonly<Record<number, Answered>>;
}

/** What every route may answer. */
const always = {
  401: { description: 'No key, a wrong one, or one that is over.', schema: problem },
  403: { description: 'The key is not for this, its maker may not, or the address is not allowed.', schema: problem },
  429: {
    description: 'Too many requests: more than 60 a minute with a burst of 20. `Retry-After` says when to come again.',
    schema: problem,
  },
  503: { description: 'The database is away. `Retry-After` says when to come again.', schema: problem },
} as const;

const withBody = {
  400: { description: 'The body is no JSON.', schema: problem },
  409: { description: 'A request with this Idempotency-Key is being worked on.', schema: problem },
  413: { description: 'The body is too large.', schema: problem },
} as const;

export const routes = {
  report: {
    method: 'POST',
    path: '/api/v1/reports',
    summary: 'Add figures to the card of a pipeline',
    description:
      'The newest value of each name is shown. A figure that leaves its limits is told to the alerts channel once, and again when it is within them. ' +
      'A report on a pipeline that is not known yet waits for it, for about a day.',
    parts: {},
    once: true,
    body: reportBody,
    answers: {
      202: { description: 'It is stored, and will be shown.', schema: reportTaken },
      ...always,
      ...withBody,
      422: { description: 'The body is not as it must be.', schema: fieldProblem },
    },
  },
  run: {
    method: 'POST',
    path: '/api/v1/intents/{name}/run',
    summary: 'Run an intent',
    description: 'It runs as the person who made the key, and shows in the channel of the intent.',
    parts: { name: 'Name of the intent.' },
    once: true,
    body: runBody,
    answers: {
      200: { description: 'Of a dry run: each call that it would make.', schema: runPlan },
      202: { description: 'It runs, or waits for others or for approval.', schema: runTaken },
      ...always,
      ...withBody,
      404: { description: 'There is no such intent.', schema: problem },
      422: { description: 'Values are missing or wrong.', schema: fieldProblem },
    },
  },
  look: {
    method: 'GET',
    path: '/api/v1/runs/{id}',
    summary: 'How a run stands',
    description: 'Only runs that were started with the same key.',
    parts: { id: 'As it was answered.' },
    once: false,
    answers: {
      200: { description: 'The run with its steps; `revision` rises with every change.', schema: runView },
      ...always,
      404: { description: 'There is no such run of this key.', schema: problem },
    },
  },
} as const satisfies Readonly<Record<string, Route>>;

export type RouteName = keyof typeof routes;

const table: readonly (readonly [RouteName, Route])[] = [
  ['report', routes.report],
  ['run', routes.run],
  ['look', routes.look],
];

export interface Found {
  readonly name: RouteName;
  readonly route: Route;
  /** By the parts' names, decoded. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Undefined for every other address. */
export function findRoute(method: string, path: string): Found | undefined {
  for (const [name, route] of table) {
    const parts = route.method === method ? matched(route.path, path) : undefined;
    if (parts !== undefined) return { name, route, parts };
  }
  return undefined;
}

/** Nothing that is called so has other characters. */
const PART = /^[^\p{Cc}\p{Cs}]{1,200}$/u;

function matched(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const [asked, given] = [template.split('/'), path.split('/')];
  if (asked.length !== given.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [index, part] of asked.entries()) {
    const found = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== found : found === '') return undefined;
    if (name === undefined) continue;
    const value = decoded(found);
    if (!PART.test(value)) return undefined;
    parts[name] = value;
  }
  return parts;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
