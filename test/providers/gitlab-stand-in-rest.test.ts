// The stand-in GitLab lets people in and answers them as GitLab would: OAuth, roles, REST v4, hooks that fire, limits and moods.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import * as z from 'zod';
import type { CiEvent } from '../../server-ts/src/ci/event.ts';
import { gitlab as provider } from '../../server-ts/src/providers/gitlab/index.ts';
import { startGitLab, type GitLab, type GitLabOptions, type JobPlan } from '../stand-ins/gitlab/index.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

async function start(options: GitLabOptions = {}): Promise<GitLab> {
  const gitlab = await startGitLab({ speed: 1000, ...options });
  ending.push(() => gitlab.stop());
  return gitlab;
}

/** One person's requests; a body makes a POST. Redirects are not followed. */
function as(gitlab: GitLab, token: string) {
  return async (path: string, body?: object, method = body === undefined ? 'GET' : 'POST', headers: Record<string, string> = {}) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const own = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers };
    const answer = await fetch(`${gitlab.url}/api/v4${path}`, { method, headers: own, redirect: 'manual', ...sent });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: (): unknown => JSON.parse(text) };
  };
}

async function settles(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isSo(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isSo()).toBe(true);
}

const job = (stage: string, name: string, more: Partial<JobPlan> = {}): JobPlan => ({
  stage,
  name,
  seconds: 1,
  outcomes: ['success'],
  ...more,
});
const idSchema = z.object({ id: z.number() });
const idsSchema = z.array(idSchema);
const tokenSchema = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number(), scope: z.string() });
const verifier = 'made-up-verifier-made-up-verifier-made-up-verifier';
const redirectUri = 'https://chat.example/plugins/x/oauth/gitlab/complete';

function oauth(gitlab: GitLab) {
  const application = gitlab.application({ redirectUris: [redirectUri], scopes: ['api', 'read_api', 'read_user'] });
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const asked = { client_id: application.id, redirect_uri: redirectUri, response_type: 'code', state: 'made-up-state' };
  const address = (changed: Readonly<Record<string, string>> = {}) =>
    `${gitlab.url}/oauth/authorize?${new URLSearchParams({ ...asked, scope: 'api', code_challenge: challenge, code_challenge_method: 'S256', ...changed })}`;
  const token = async (fields: Readonly<Record<string, string>>, path = 'token') => {
    const body = new URLSearchParams({ client_id: application.id, client_secret: application.secret, ...fields });
    const answer = await fetch(`${gitlab.url}/oauth/${path}`, { method: 'POST', body });
    return { status: answer.status, json: z.unknown().parse(await answer.json()) };
  };
  const code = async (changed?: Readonly<Record<string, string>>) =>
    (await gitlab.authorize(address(changed), 'alice')).searchParams.get('code') ?? '';
  const redeem = (value: string, changed: Readonly<Record<string, string>> = {}) =>
    token({ grant_type: 'authorization_code', code: value, redirect_uri: redirectUri, code_verifier: verifier, ...changed });
  const refresh = (value: string) => token({ grant_type: 'refresh_token', refresh_token: value });
  return { application, address, token, code, redeem, refresh };
}

test('lets an application in by code and PKCE, turns refresh tokens over, and ends the family of one that is used twice', async () => {
  const gitlab = await start({ subpath: '/gitlab' });
  gitlab.person('alice');
  const { application, address, token, code, redeem, refresh } = oauth(gitlab);

  const back = await gitlab.authorize(address(), 'alice');
  expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([redirectUri, 'made-up-state']);
  const refused = await gitlab.authorize(address(), 'alice', true);
  expect(Object.fromEntries(refused.searchParams)).toMatchObject({ error: 'access_denied', state: 'made-up-state' });
  expect((await gitlab.authorize(address({ scope: 'sudo' }), 'alice')).searchParams.get('error')).toBe('invalid_scope');
  await expect(gitlab.authorize(address({ redirect_uri: `${redirectUri}/` }), 'alice')).rejects.toThrow(/redirect URI/u);

  const invalid = { status: 400, json: { error: 'invalid_grant' } };
  expect(await redeem(await code(), { code_verifier: `${verifier}x` })).toMatchObject(invalid);
  expect(await redeem(await code(), { redirect_uri: 'https://other.example/' })).toMatchObject(invalid);
  expect(await redeem(await code(), { client_secret: 'wrong-made-up' })).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
  const other = gitlab.application({ redirectUris: [redirectUri] });
  expect(await redeem(await code(), { client_id: other.id, client_secret: other.secret })).toMatchObject(invalid);

  const good = await code();
  const first = tokenSchema.parse((await redeem(good)).json);
  expect(first).toMatchObject({ expires_in: 7200, scope: 'api' });
  expect(await redeem(good)).toMatchObject(invalid);
  expect((await as(gitlab, first.access_token)('/user')).json()).toMatchObject({ username: 'alice' });

  gitlab.expireTokens('alice');
  const expired = await as(gitlab, first.access_token)('/user');
  expect([expired.status, expired.json()]).toEqual([
    401,
    { error: 'invalid_token', error_description: expect.stringContaining('expired') },
  ]);
  const second = tokenSchema.parse((await refresh(first.refresh_token)).json);
  expect((await as(gitlab, second.access_token)('/user')).status).toBe(200);
  expect(await refresh(first.refresh_token)).toMatchObject(invalid);
  expect((await as(gitlab, second.access_token)('/user')).status).toBe(401);
  expect(await refresh(second.refresh_token)).toMatchObject(invalid);

  const third = tokenSchema.parse((await redeem(await code({ scope: 'read_api' }))).json);
  gitlab.project('city/api');
  const mine = as(gitlab, third.access_token);
  expect((await mine('/projects/city%2Fapi')).status).toBe(200);
  expect((await mine('/projects/city%2Fapi/pipeline', { ref: 'main' })).json()).toMatchObject({
    error: 'insufficient_scope',
    scope: 'api',
  });
  expect(await token({ token: third.access_token }, 'revoke')).toEqual({ status: 200, json: {} });
  expect((await mine('/user')).status).toBe(401);

  const secrets = [application.secret, good, verifier, first.access_token, first.refresh_token, third.access_token];
  const noted = JSON.stringify(gitlab.calls);
  expect(secrets.filter((each) => noted.includes(each))).toEqual([]);
});

test('shows each person what their role lets them see and do, with the words of GitLab', async () => {
  const gitlab = await start();
  gitlab.group('city/inner');
  gitlab.project('city/inner/api', { visibility: 'private', protectedBranches: { main: 40 }, branches: ['feature'] });
  gitlab.person('max', { roles: { city: 'maintainer' } });
  const max = as(gitlab, gitlab.accessToken('max'));
  gitlab.person('dev', { roles: { 'city/inner': 'developer' } });
  const dev = as(gitlab, gitlab.accessToken('dev'));
  gitlab.person('guest', { roles: { 'city/inner/api': 'guest' } });
  const guest = as(gitlab, gitlab.accessToken('guest'));
  const outsider = as(gitlab, gitlab.accessToken('outsider'));
  const project = '/projects/city%2Finner%2Fapi';

  expect((await as(gitlab, 'glpat-wrong')('/user')).json()).toEqual({ message: '401 Unauthorized' });
  expect((await outsider(project)).json()).toEqual({ message: '404 Project Not Found' });
  expect((await guest(`${project}/repository/branches`)).json()).toEqual({ message: '403 Forbidden' });
  expect((await guest(`${project}/pipeline`, { ref: 'feature' })).status).toBe(403);
  expect((await dev(`${project}/pipeline`, { ref: 'main' })).text).toContain('You do not have sufficient permission to run a pipeline');
  expect((await dev(`${project}/pipeline`, { ref: 'feature' })).status).toBe(201);
  expect((await dev(`${project}/hooks`)).status).toBe(403);
  expect((await max(`${project}/hooks`)).status).toBe(200);
  expect((await dev('/groups/city/hooks')).status).toBe(403);

  gitlab.tell.issue({ project: 'city/inner/api', by: 'max', iid: 5, title: 'Leak', action: 'open', confidential: true });
  expect([(await guest(`${project}/issues/5`)).status, (await dev(`${project}/issues/5`)).status]).toEqual([404, 200]);

  gitlab.rename('city/inner/api', 'city/core');
  const moved = await max(`${project}/issues/5`);
  expect([moved.status, moved.headers.get('location')]).toEqual([301, `${gitlab.url}/api/v4/projects/1/issues/5`]);
  expect((await max(`${project}/issues`, { title: 'x' })).json()).toEqual({
    message: 'Non GET methods are not allowed for moved projects',
  });
  gitlab.archive('city/core');
  expect((await max('/projects/1/pipeline', { ref: 'main' })).status).toBe(403);
  expect((await max('/projects/1')).json()).toMatchObject({ archived: true, path_with_namespace: 'city/core' });
});

test('runs what people ask for over REST, and tells of it to the hooks they added, signed', async () => {
  const gitlab = await start();
  const signingToken = `whsec_${Buffer.from('made-up-signing-key-32-bytes-long').toString('base64')}`;
  const heard: CiEvent[] = [];
  const unproven: string[] = [];
  const hooks = createServer(async (request, response) => {
    const headers = new Headers(Object.entries(request.headersDistinct).map(([key, [value = ''] = []]) => [key, value]));
    const delivery = { headers, query: new URLSearchParams(), body: await buffer(request) };
    const connection = { provider: 'gitlab', name: 'default', url: gitlab.url, webhookSecrets: [signingToken] };
    const reading = provider.read(delivery, connection);
    if (!provider.prove(delivery, connection, Date.now()).ok) unproven.push(delivery.body.toString());
    if (reading.kind === 'event') heard.push(reading.event);
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve));
  ending.push(() => new Promise((resolve) => hooks.close(resolve)));
  const address = hooks.address();
  const hookUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;

  gitlab.person('max', { roles: { city: 'owner' } });
  gitlab.person('dev', { roles: { city: 'developer' } });
  const [max, dev] = [as(gitlab, gitlab.accessToken('max')), as(gitlab, gitlab.accessToken('dev'))];
  gitlab.project('city/api', {
    environments: [{ name: 'production', requiredApprovals: 1 }],
    inputs: [
      { name: 'size', type: 'number', options: [1, 2] },
      { name: 'where', default: 'staging' },
    ],
    pipeline: ({ inputs }) => ({
      jobs: [
        job('build', `compile ${String(inputs['size'])}`, { hold: 'compile', artifacts: { 'out/a.txt': 'ferry' } }),
        job('test', 'unit', { outcomes: ['failed', 'success'], failedTests: ['TestFerries'] }),
        job('test', 'child', { triggers: { jobs: [job('inner', 'below')] } }),
        job('deploy', 'ship', { environment: 'production' }),
      ],
    }),
  });
  const flags = { pipeline_events: true, job_events: true, deployment_events: true, push_events: false };
  const hook = await max('/groups/city/hooks', { url: hookUrl, signing_token: signingToken, ...flags });
  expect([hook.status, hook.text.includes(signingToken)]).toEqual([201, false]);

  const question = `query { project(fullPath: "city/api") { ciPipelineCreationInputs(ref: "main") { name type required default options } } }`;
  const asked = await fetch(`${gitlab.url}/api/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${gitlab.accessToken('dev')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: question }),
  });
  expect(await asked.json()).toMatchObject({
    data: {
      project: {
        ciPipelineCreationInputs: [
          { name: 'size', type: 'NUMBER', required: true, options: [1, 2] },
          { name: 'where', default: 'staging' },
        ],
      },
    },
  });
  expect((await dev('/projects/1/pipeline', { ref: 'main' })).text).toContain('required value has not been provided');
  const made = await dev('/projects/1/pipeline', { ref: 'main', inputs: { size: 2 }, variables: [{ key: 'WHY', value: 'now' }] });
  expect([made.status, made.json()]).toEqual([201, expect.objectContaining({ status: 'created', source: 'api' })]);
  const pipeline = `/projects/1/pipelines/${idSchema.parse(made.json()).id}`;
  expect((await dev(`${pipeline}/variables`)).json()).toMatchObject([{ key: 'WHY', value: 'now' }]);
  const status = () => gitlab.pipelines[0]?.status;
  await settles(() => gitlab.pipelines[0]?.jobs[0]?.status === 'running');
  const named = async (name: string, query = '') =>
    z
      .array(z.object({ id: z.number(), name: z.string(), status: z.string() }))
      .parse((await dev(`${pipeline}/jobs${query}`)).json())
      .find((each) => each.name === name);
  const compile = (await named('compile 2'))?.id;
  const begun = await dev(`/projects/1/jobs/${compile}/trace`, undefined, 'GET', { range: 'bytes=0-9' });
  expect([begun.status, begun.text.length]).toEqual([206, 10]);
  gitlab.release('compile');
  await settles(() => status() === 'failed');
  expect((await dev(`/projects/1/jobs/${compile}/artifacts/out/a.txt`)).text).toBe('ferry');
  expect((await dev(`${pipeline}/bridges`)).json()).toMatchObject([
    { name: 'child', downstream_pipeline: { status: 'success', source: 'parent_pipeline' } },
  ]);
  expect((await dev(`${pipeline}/test_report`)).json()).toMatchObject({ failed_count: 1, total_count: 11 });

  const unit = await named('unit');
  const again = idSchema.parse((await dev(`/projects/1/jobs/${unit?.id}/retry`, {})).json()).id;
  expect(again).not.toBe(unit?.id);
  expect((await dev(`/projects/1/jobs/${unit?.id}/retry`, {})).json()).toEqual({ message: '403 Forbidden - Job is not retryable' });
  await settles(() => status() === 'manual');
  const ship = await named('ship', '?scope[]=manual');
  expect((await dev(`/projects/1/jobs/${ship?.id}/play`, {})).json()).toEqual({ message: '400 Bad request - Unplayable Job' });
  const [blocked] = idsSchema.parse((await dev('/projects/1/deployments?status=blocked')).json());
  const approval = `/projects/1/deployments/${blocked?.id}/approval`;
  expect((await dev(approval, { status: 'approved' })).text).toContain('cannot approve your own');
  expect((await max(approval, { status: 'approved' })).status).toBe(201);
  expect((await dev(`/projects/1/jobs/${ship?.id}/play`, {})).status).toBe(200);
  await settles(() => status() === 'success');
  await gitlab.settled();
  const seen = heard.flatMap((event) =>
    event.kind === 'pipeline' && event.pipeline.id === String(gitlab.pipelines[0]?.id) ? [event.snapshot.status] : [],
  );
  expect(seen).toEqual(expect.arrayContaining(['running', 'failed', 'success']));
  expect(heard.filter(({ kind }) => kind === 'deployment').length).toBeGreaterThan(0);
  expect(unproven).toEqual([]);
});

test('gives lists in pages, counts requests, and can be out of sorts', async () => {
  const gitlab = await start({ apiToken: 'glpat-made-up-root' });
  const root = as(gitlab, 'glpat-made-up-root');
  for (let n = 1; n <= 5; n += 1) gitlab.project(`city/p${n}`);
  const page = await root('/projects?per_page=2&page=2');
  expect(idsSchema.parse(page.json()).map(({ id }) => id)).toEqual([3, 2]);
  expect(['x-next-page', 'x-total', 'x-total-pages'].map((name) => page.headers.get(name))).toEqual(['3', '5', '3']);
  const seen: number[] = [];
  for (let next: string | undefined = '/projects?pagination=keyset&order_by=id&sort=asc&per_page=2'; next !== undefined;) {
    const answer: Awaited<ReturnType<typeof root>> = await root(next);
    seen.push(...idsSchema.parse(answer.json()).map(({ id }) => id));
    next = /<[^>]*\/api\/v4([^>]+)>; rel="next"/u.exec(answer.headers.get('link') ?? '')?.[1];
  }
  expect(seen).toEqual([1, 2, 3, 4, 5]);

  gitlab.rateLimit({ requests: 1 });
  expect((await root('/user')).headers.get('ratelimit-remaining')).toBe('0');
  const limited = await root('/user');
  expect([limited.status, limited.text, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, 'Retry later\n', true]);
  gitlab.rateLimit(undefined);

  const takeBack = gitlab.mood({ kind: 'error-page', status: 502 }, { on: /\/user$/u });
  expect((await root('/user')).headers.get('content-type')).toContain('text/html');
  expect((await root('/version')).status).toBe(200);
  takeBack();
  gitlab.mood({ kind: 'maintenance' });
  expect([(await root('/user')).status, (await root('/projects/1/pipeline', { ref: 'main' })).status]).toEqual([200, 503]);
  gitlab.mood({ kind: 'cut' }, { times: 1 });
  await expect(root('/user')).rejects.toThrow();
});

test('keeps reviews, comments and to-dos as people make them', async () => {
  const gitlab = await start();
  gitlab.project('city/api', { branches: ['feature'] });
  const [alice, bob] = ['alice', 'bob'].map((name) => {
    const { id } = gitlab.person(name, { roles: { city: 'developer' } });
    return { id, ask: as(gitlab, gitlab.accessToken(name)) };
  });
  if (alice === undefined || bob === undefined) throw new Error('nobody');
  const asked = { source_branch: 'feature', target_branch: 'main', title: 'Count ferries', reviewer_ids: [bob.id] };
  expect((await alice.ask('/projects/1/merge_requests', asked)).status).toBe(201);
  expect((await alice.ask('/projects/1/merge_requests', asked)).status).toBe(409);
  expect((await bob.ask('/todos')).json()).toMatchObject([{ action_name: 'review_requested', target: { title: 'Count ferries' } }]);
  expect((await alice.ask('/projects/1/merge_requests/1/approve', {})).json()).toEqual({ message: '401 Unauthorized' });
  expect((await bob.ask('/projects/1/merge_requests/1/approve', {})).json()).toMatchObject({
    approved: true,
    approved_by: [{ user: { username: 'bob' } }],
  });
  expect((await bob.ask('/projects/1/merge_requests/1/approve', {})).status).toBe(401);
  await bob.ask('/projects/1/merge_requests/1/notes', { body: '@alice fine' });
  expect((await alice.ask('/todos')).json()).toMatchObject([{ action_name: 'directly_addressed', body: '@alice fine' }]);
  expect((await alice.ask('/projects/1/merge_requests/1/merge', {}, 'PUT')).json()).toMatchObject({ state: 'merged' });
  await alice.ask('/projects/1/issues', { title: 'Ferries sink', assignee_ids: [bob.id], labels: 'bug' });
  expect((await bob.ask('/issues?scope=assigned_to_me')).json()).toMatchObject([{ iid: 1, labels: ['bug'] }]);
  expect((await bob.ask('/search?scope=issues&search=sink')).json()).toMatchObject([{ title: 'Ferries sink' }]);
});
