import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startGitLab, type GitLab } from '../../../../../test/stand-ins/gitlab/index.ts';
import type { Reach } from '../../../ci/account.ts';
import { createHttp } from '../../../platform/http.ts';
import { putHook } from '../api/hooks.ts';
import { changeHook, findHooks } from './hooks.ts';

jest.setTimeout(60_000);

const old = 'http://127.0.0.1:9/plugins/com.github.manland.mattermost-plugin-gitlab/webhook';
const target = { url: 'http://127.0.0.1:9/plugins/ci-command-center/webhooks/gitlab', secret: 'made-up-hook-secret' };
const http = createHttp();
let gitlab: GitLab;
const as = (login: string): Reach => ({
  connection: { provider: 'gitlab', name: 'default', url: gitlab.url, webhookSecrets: [] },
  http,
  credentials: { token: gitlab.accessToken(login) },
});

beforeAll(async () => {
  gitlab = await startGitLab({ subpath: '/gitlab' });
  gitlab.person('ada', { roles: { city: 'owner' } });
  gitlab.person('ben', { roles: { city: 'developer' } });
  for (const path of ['city/api', 'city/web', 'city/quiet', 'city/other']) gitlab.project(path);
  for (const path of ['city/api', 'city/web', 'city/other']) {
    const { id, path: whole } = gitlab.project(path);
    await putHook(
      { kind: 'project', id: String(id), path: whole, url: '' },
      { url: old, triggers: new Set(['tag_push_events']) },
      as('ada'),
    );
  }
});
afterAll(() => gitlab.stop());

test('the hooks of what channels are subscribed to are found where they are; of others nothing is told', async () => {
  expect(await findHooks(['city/API', 'city/quiet', 'town/gone'], as('ada'))).toMatchObject({
    found: [{ owner: { kind: 'project', path: 'city/api' }, url: old }],
    hidden: ['town/gone'],
    more: false,
  });
  expect(await findHooks(['city/**'], as('ada'))).toMatchObject({ found: [{}, {}, {}], hidden: [] });
  expect(await findHooks(['city/api'], as('ben'))).toMatchObject({ found: [], hidden: ['city/api'] });
});

test('changed, it keeps its events, comes here with our secret, and is found no more', async () => {
  const [hook] = (await findHooks(['city/api'], as('ada'))).found;
  if (hook === undefined) throw new Error('it was found before');
  const outcome = await changeHook(hook, target, as('ada'));
  // Nobody listens at that address.
  expect(outcome).toEqual({ failure: expect.any(String) });
  expect(gitlab.world.hooks.find(({ of }) => of.path === 'city/api')).toMatchObject({
    hookUrl: target.url,
    token: target.secret,
    events: { tag_push_events: true, pipeline_events: false },
  });
  expect(await findHooks(['city/api'], as('ada'))).toMatchObject({ found: [] });
  expect(await changeHook({ ...hook, id: '999' }, target, as('ada'))).toBeUndefined();
});
