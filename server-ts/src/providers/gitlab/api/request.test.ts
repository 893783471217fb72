import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import type { Account, Reach } from '../../../ci/account.ts';
import type { Connection } from '../../../ci/connection.ts';
import type { Http, HttpRequest } from '../../../ci/http.ts';
import { CiError } from '../../../platform/errors.ts';
import { ask, askGraph, list, read, send } from './request.ts';

const connection: Connection = {
  provider: 'gitlab',
  name: 'default',
  url: 'https://git.example/lab',
  webhookSecrets: [],
  token: 'glpat-made-up',
};

interface Stored {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly text?: string;
}

type Asked = readonly [string, HttpRequest | undefined];

/** Answers one after the other, the last one again and again. */
function reaching(answers: readonly Stored[], account?: Account): { readonly reach: Reach; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const http: Http = async (address, request) => {
    const { status = 200, headers = {}, text = '{}' } = answers[Math.min(asked.length, answers.length - 1)] ?? {};
    asked.push([address, request]);
    return { status, headers: new Headers(headers), text, cut: false };
  };
  const reach = { connection, http, credentials: { token: 'made-up-of-alice' }, ...(account !== undefined && { account }) };
  return { reach, asked };
}

const anything = z.unknown();
const problem = async (answer: Stored, method: 'GET' | 'POST' = 'GET'): Promise<CiError> => {
  const error: unknown = await ask(reaching([answer]).reach, 'projects/7', { method }).catch((thrown: unknown) => thrown);
  if (error instanceof CiError) return error;
  throw new Error('no CiError');
};

test('a person is let in by Bearer, below the path that GitLab runs under; the body is JSON', async () => {
  const { reach, asked } = reaching([{}]);
  await send(reach, 'projects/7/pipeline', anything, { body: { ref: 'main' }, query: { a: 'b c', left: undefined } });
  expect(asked).toEqual([
    [
      'https://git.example/lab/api/v4/projects/7/pipeline?a=b+c',
      { method: 'POST', body: '{"ref":"main"}', headers: { Authorization: 'Bearer made-up-of-alice', 'Content-Type': 'application/json' } },
    ],
  ]);
});

test('an account that may only read is told so before anything is sent', async () => {
  const { reach, asked } = reaching([{}], { login: 'alice', readOnly: true });
  await expect(send(reach, 'projects/7/pipeline', anything)).rejects.toMatchObject({ code: 'CI_GITLAB_READ_ONLY' });
  await expect(send({ ...reach, connection: { ...connection, readOnly: true } }, 'x', anything)).rejects.toBeInstanceOf(CiError);
  expect(asked).toEqual([]);
  await read(reach, 'projects/7', anything);
  expect(asked).toHaveLength(1);
});

const page = (...ids: readonly number[]): string => JSON.stringify(ids.map((id) => ({ id })));

describe('pages', () => {
  const entry = z.object({ id: z.number() });

  test('are read by what their headers tell, from our own address, and no further than is wanted', async () => {
    const next = '<https://internal.example/api/v4/things?cursor=abc&per_page=2>; rel="next", <https://x.example>; rel="first"';
    const { reach, asked } = reaching([
      { text: page(1, 2), headers: { link: next } },
      { text: page(3, 4), headers: { 'x-next-page': '3' } },
    ]);
    expect(await list(reach, 'things', entry, { most: 3 })).toEqual({ all: [{ id: 1 }, { id: 2 }, { id: 3 }], more: true });
    expect(asked.map(([address]) => address)).toEqual([
      'https://git.example/lab/api/v4/things?per_page=3',
      'https://git.example/lab/api/v4/things?cursor=abc&per_page=2',
    ]);
  });

  test('that never end are left; entries that are none are left out', async () => {
    const { reach, asked } = reaching([{ text: '[{"id":1},"odd",{}]', headers: { 'x-next-page': '2' } }]);
    const told = await list(reach, 'things', entry, { most: 250 });
    expect([told?.all.length, told?.more, asked.length]).toEqual([4, true, 4]);
  });

  test('a list of what is not there is none', async () => {
    expect(await list(reaching([{ status: 404 }]).reach, 'things', entry)).toBeUndefined();
  });
});

describe('a project that has moved', () => {
  test('is asked for at the connection’s own address, wherever GitLab sends us', async () => {
    const { reach, asked } = reaching([
      { status: 301, headers: { location: 'http://internal.example:8080/api/v4/projects/7/pipelines?ref=main' } },
      { text: '[]' },
    ]);
    await list(reach, 'projects/old%2Fname/pipelines', anything);
    expect(asked[1]?.[0]).toBe('https://git.example/lab/api/v4/projects/7/pipelines?ref=main');
  });

  test.each(['https://sso.example/sign_in', '/users/sign_in', 'https://x.example/api/v4/../../projects'])('not to %s', async (location) => {
    const { reach, asked } = reaching([{ status: 302, headers: { location } }]);
    await expect(read(reach, 'projects/7', anything)).rejects.toMatchObject({ code: 'CI_GITLAB_NOT_THE_API' });
    expect(asked).toHaveLength(1);
  });

  test('what would change something is not sent on', async () => {
    const moved = { status: 405, text: '{"message":"405 (Method Not Allowed) - Non GET methods are not allowed for moved projects"}' };
    expect(await problem(moved, 'POST')).toMatchObject({ code: 'CI_GITLAB_MOVED' });
  });
});

test.each([
  [401, '{"error":"invalid_token","error_description":"Token is expired."}', 'CI_GITLAB_UNAUTHORIZED', 'Token is expired'],
  [403, '{"message":"403 Forbidden - Not allowed"}', 'CI_GITLAB_FORBIDDEN', 'Not allowed'],
  [403, '{"error":"insufficient_scope","scope":"api"}', 'CI_GITLAB_READ_ONLY', 'reading only'],
  [404, '{"message":"404 Project Not Found"}', 'CI_GITLAB_NOT_FOUND', '404 Project Not Found'],
  [409, '{"message":"Release already exists"}', 'CI_GITLAB_CONFLICT', 'Release already exists'],
  [422, '{"message":{"tag":["is invalid"]}}', 'CI_GITLAB_REJECTED', 'tag is invalid'],
])('%s with %s is %s', async (status, text, code, words) => {
  const error = await problem({ status, text }, 'POST');
  expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)]);
  expect(`${error.message}${error.remedy}`).not.toMatch(/made-up/);
  expect(error.remedy).not.toContain('GitLabToken');
});

test('what may have been done is not called undone, and pages of others are not repeated', async () => {
  const broken = { status: 502, text: '<html><h1>Whoops</h1></html>', headers: { 'content-type': 'text/html' } };
  const [asked, sent] = [await problem(broken), await problem(broken, 'POST')];
  expect([asked.code, asked.remedy]).toEqual(['CI_GITLAB_UNAVAILABLE', 'Try again in a minute.']);
  expect(sent.remedy).toContain('whether it was done');
  expect(asked.message).not.toContain('Whoops');
  const wait = await problem({ status: 429, headers: { 'retry-after': '17' } });
  expect([wait.code, wait.message]).toEqual(['CI_GITLAB_RATE_LIMITED', expect.stringContaining('17 s')]);
});

describe('what only GraphQL tells', () => {
  const schema = z.object({ project: z.object({ x: z.number() }) });
  const asks = (answer: Stored) => askGraph(reaching([answer]).reach, 'query', {}, schema);

  test('is asked beside the REST API', async () => {
    const { reach, asked } = reaching([{ text: '{"data":{"project":{"x":1}}}' }]);
    expect(await askGraph(reach, 'query', { path: 'a' }, schema)).toEqual({ project: { x: 1 } });
    expect(asked[0]?.[0]).toBe('https://git.example/lab/api/graphql');
  });

  test('is nothing where this GitLab does not know the question', async () => {
    expect(await asks({ text: '{"errors":[{"message":"Field does not exist"}]}' })).toBeUndefined();
    expect(await asks({ status: 404 })).toBeUndefined();
    await expect(asks({ status: 401 })).rejects.toMatchObject({ code: 'CI_GITLAB_UNAUTHORIZED' });
  });
});
