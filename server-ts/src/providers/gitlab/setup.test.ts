import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { startReceiver, type Receiver } from '../../../../test/stand-ins/alertmanager/receiver.ts';
import { startGitLab, type GitLab } from '../../../../test/stand-ins/gitlab/index.ts';
import type { Reach } from '../../ci/account.ts';
import type { SetupOutcome } from '../../ci/setup.ts';
import { CiError } from '../../platform/errors.ts';
import { createHttp } from '../../platform/http.ts';
import { setup } from './setup.ts';

jest.setTimeout(60_000);

const secret = 'made-up-hook-secret';
const http = createHttp();
const noAccount = new CiError('CI_ACCOUNT_MISSING', 'You linked no account.', 'Type `/gitlab connect`.');
let gitlab: GitLab;
let chat: Receiver;
let kept: boolean[];

beforeEach(async () => {
  [gitlab, chat, kept] = [await startGitLab({ subpath: '/gitlab' }), await startReceiver(), []];
  gitlab.person('ada', { roles: { city: 'owner' } });
  gitlab.person('ben', { roles: { city: 'developer' } });
  gitlab.person('robot', { roles: { city: 'maintainer' } });
  gitlab.project('city/api');
  gitlab.project('city/web');
});
afterEach(() => Promise.all([gitlab.stop(), chat.stop()]));

interface Who {
  readonly person?: string;
  readonly token?: string;
}

/** `person`: who linked an account; `token`: whose the connection's own is. */
function run(name: string, { person, token }: Who, fields: Readonly<Record<string, string>> = {}): Promise<SetupOutcome> {
  const connection = { provider: 'gitlab', name: 'default', url: gitlab.url, webhookSecrets: [secret] };
  const reach = (login: string): Reach => ({ connection, http, credentials: { token: gitlab.accessToken(login) } });
  const way = setup.ways.find((each) => each.name === name);
  if (way === undefined) throw new Error(`no way ${name}`);
  return way.run({
    connection,
    hook: { url: `${chat.url}webhooks/gitlab`, secret },
    redirects: [],
    fields,
    own: () => (token === undefined ? undefined : reach(token)),
    as: () => (person === undefined ? Promise.reject(noAccount) : Promise.resolve(reach(person))),
    keepHooks: (keep) => Promise.resolve(void kept.push(keep)),
    progress: () => undefined,
  });
}

const said = ({ text }: SetupOutcome): string => text.pieces.map((each) => each.text).join('');
const hooks = () => gitlab.world.hooks.map(({ of, token, sslVerification }) => [of.path, token, sslVerification]);

test('one project, by its path or an address in it: made once, tried by GitLab, with the right of the person', async () => {
  expect(said(await run('one', { person: 'ada' }, { project: 'city/api', ssl: 'true' }))).toMatch(/city\/api.*was made.*it arrived/s);
  expect(said(await run('one', { person: 'ada' }, { project: `${gitlab.url}/city/api/-/pipelines`, ssl: 'false' }))).toContain(
    'right secret now',
  );
  expect(hooks()).toEqual([['city/api', secret, false]]);
  expect(chat.requests[0]?.headers.get('X-Gitlab-Token')).toBe(secret);
});

test('a group; and without an account of the person, as the connection’s own token may', async () => {
  expect(said(await run('one', { person: 'ada' }, { project: 'city' }))).toContain('was made');
  expect(said(await run('one', { token: 'robot' }, { project: 'city/web' }))).toContain('was made');
  expect(hooks().map(([path]) => path)).toEqual(['city', 'city/web']);
  await expect(run('one', {}, { project: 'city/web' })).rejects.toBe(noAccount);
});

test('what is not there is told at its field with the nearest names; who may not make it is told who may', async () => {
  expect(await run('one', { person: 'ada' }, { project: 'city/apj' })).toMatchObject({
    faults: { project: expect.stringContaining('city/api') },
  });
  expect(await run('one', { person: 'ada' }, { project: ' ' })).toMatchObject({ faults: { project: expect.any(String) } });
  await expect(run('one', { person: 'ben' }, { project: 'city/api' })).rejects.toMatchObject({
    code: expect.stringMatching(/^CI_GITLAB_/),
    remedy: expect.stringContaining('Maintainer'),
  });
  expect(hooks()).toEqual([]);
});

test('all that the own token maintains, kept from then on; twice it is the same', async () => {
  expect(said(await run('all', { token: 'robot' }))).toMatch(/2 projects:\*\* 2 got our webhook, 0 had it, 0 failed/);
  expect(said(await run('all', { token: 'robot' }))).toMatch(/0 got our webhook, 2 had it/);
  expect([hooks().map(([path]) => path), kept]).toEqual([
    ['city/api', 'city/web'],
    [true, true],
  ]);
  await expect(run('all', { person: 'ada' })).rejects.toMatchObject({ code: 'CI_GITLAB_NO_TOKEN' });
});

test('what is to be done before has each redirect address as a line of its own to copy', () => {
  const place = { connection: { provider: 'gitlab', name: 'default', url: '', webhookSecrets: [] }, hook: { url: '', secret } };
  const redirects = ['https://chat.example/a', 'https://chat.other.example/a'];
  const before = setup.before?.({ ...place, redirects });
  for (const each of redirects) expect(before?.pieces).toContainEqual({ kind: 'code', text: each });
  expect(setup.before?.({ ...place, redirects: [] }).pieces[0]).toMatchObject({ text: expect.stringContaining('Site URL') });
});
