import { expect, test } from '@jest/globals';
import type { Reach } from '../../../ci/account.ts';
import type { Http, HttpRequest } from '../../../ci/http.ts';
import { readDeclared } from './declared.ts';
import { logPart } from './jobs.ts';
import type { GitLabJob } from './pipelines.ts';

type Answering = (request: HttpRequest) => { readonly status?: number; readonly text: string; readonly cut?: boolean };

function reaching(answer: Answering): Reach {
  const http: Http = async (_address, request = {}) => {
    const { status = 200, text, cut = false } = answer(request);
    return { status, headers: new Headers(), text, cut };
  };
  const connection = { provider: 'gitlab', name: 'default', url: 'https://git.example', webhookSecrets: [] };
  return { connection, http, credentials: { token: 'made-up' } };
}

const project = (fields: object) => ({ text: JSON.stringify({ data: { project: fields } }) });

test('variables with a description are asked for, once GitLab has read the file', async () => {
  let asked = 0;
  const told = [
    { key: 'REGION', value: 'eu', description: 'Where to', valueOptions: ['eu', 'us'] },
    { key: 'INTERNAL', value: '1', description: null, valueOptions: null },
  ];
  const reach = reaching(({ body = '' }) => {
    if (body.includes('ciPipelineCreationInputs')) return project({ ciPipelineCreationInputs: null });
    asked += 1;
    return project({ ciConfigVariables: asked < 3 ? null : told });
  });
  expect(await readDeclared('city/api', 'main', reach, 0)).toEqual({
    inputs: [],
    variables: [{ name: 'REGION', description: 'Where to', preset: 'eu', choices: ['eu', 'us'] }],
  });
});

test('a file that is never read, and a GitLab that knows neither, ask for nothing', async () => {
  const never = reaching(() => project({ ciConfigVariables: null }));
  const old = reaching(() => ({ text: '{"errors":[{"message":"Field does not exist on type Project"}]}' }));
  for (const reach of [never, old]) expect(await readDeclared('city/api', 'main', reach, 0)).toEqual({ inputs: [], variables: [] });
});

const job: GitLabJob = { id: 6, name: 'unit', status: 'running', allow_failure: false };
const TRACE = Buffer.from('one\nzwölf\nthree');

test.each([
  ['the whole each time', false],
  ['the part that is asked for', true],
])('a log that grows comes in whole lines, where the server sends %s', async (_how, ranges) => {
  let length = 6;
  const reach = reaching(({ headers = {} }) => {
    const start = ranges ? Number(/^bytes=(\d+)-$/.exec(headers['Range'] ?? '')?.[1] ?? 0) : 0;
    if (start > 0 && start >= length) return { status: 416, text: '' };
    return { status: start > 0 ? 206 : 200, text: TRACE.subarray(start, length).toString() };
  });
  const first = await logPart('7', job, 0, reach);
  expect(first).toEqual({ text: 'one\n', next: 4, more: true });
  expect(await logPart('7', job, first.next, reach)).toEqual({ text: '', next: 4, more: true });
  length = TRACE.length;
  const second = await logPart('7', job, first.next, reach);
  expect(second).toEqual({ text: 'zwölf\n', next: 11, more: true });
  const last = await logPart('7', { ...job, status: 'success' }, second.next, reach);
  expect(last).toEqual({ text: 'three', next: TRACE.length, more: false });
  expect(await logPart('7', { ...job, status: 'success' }, last.next, reach)).toEqual({ text: '', next: TRACE.length, more: false });
});
