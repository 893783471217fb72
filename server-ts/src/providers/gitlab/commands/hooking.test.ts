import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { startGitLab, type GitLab } from '../../../../../test/stand-ins/gitlab/index.ts';
import type { AskedVerb } from '../../../ci/command.ts';
import type { ConnectionDesk } from '../../../ci/connection-desk.ts';
import { fakeSurroundings } from '../../../ci/fake-surroundings.ts';
import { createHttp } from '../../../platform/http.ts';
import { asking, textOf, type Asking } from './fake-asked.ts';

jest.setTimeout(60_000);

let gitlab: GitLab;
let receiver: Server;
let received: { readonly token: string | undefined; readonly signed: boolean; readonly event: string | undefined }[];
let status: number;
let ours: string;
const secret = 'made-up-hook-secret';
const http = createHttp();

beforeEach(async () => {
  gitlab = await startGitLab({ subpath: '/gitlab' });
  gitlab.person('ada', { roles: { city: 'owner' } });
  gitlab.person('ben', { roles: { city: 'developer' } });
  gitlab.project('city/api');
  [received, status] = [[], 202];
  receiver = createServer(({ headers }, response) => {
    const [token, event] = [headers['x-gitlab-token'], headers['x-gitlab-event']].map(String);
    received.push({ token, event, signed: headers['webhook-signature'] !== undefined });
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => receiver.once('listening', resolve));
  ours = `http://127.0.0.1:${portOf(receiver)}/plugins/ci-command-center/webhooks/gitlab`;
});

afterEach(async () => {
  await gitlab.stop();
  receiver.close();
});

function as(login: string, around: Partial<AskedVerb> = {}): Asking {
  return asking({ url: gitlab.url, login, token: gitlab.accessToken(login), http, around: { webhook: { url: ours, secret }, ...around } });
}
const hooks = () => gitlab.world.hooks;
const answer = async (asker: Asking, ...typed: readonly [string, ...string[]]): Promise<string> =>
  textOf((await asker.type(...typed)).text);

describe('webhook add', () => {
  test('all events to our address with our secret; asked again it is updated, and no secret is told', async () => {
    const first = await answer(as('ada'), 'webhook add', 'city/api');
    expect(first).toContain('Webhook created for **city/api**');
    expect(first).toContain('all events');
    expect(first).toContain('a test, and it arrived');
    expect(received).toEqual([{ token: secret, event: 'Resource Access Token Hook', signed: false }]);
    const again = await answer(as('ada'), 'webhook add', `${gitlab.url}/city/api/-/hooks`, 'PushEvents,pipelineevents');
    expect(again).toContain('it was updated');
    expect(again).toContain('PushEvents, PipelineEvents · certificate not verified');
    expect(hooks()).toHaveLength(1);
    expect(`${first}${again}`).not.toContain(secret);
  });

  test('its options are those of the earlier plugin, and a wrong one is told with the nearest', async () => {
    await answer(as('ada'), 'webhook add', 'city/api', '*noSSL');
    expect(hooks()[0]?.sslVerification).toBe(false);
    await expect(as('ada').type('webhook add', 'city/api', 'PushEvent')).rejects.toMatchObject({
      message: expect.stringContaining('Did you mean PushEvents?'),
    });
  });

  test('our secret goes to nobody else’s address, but for an administrator; a secret that was typed does', async () => {
    const other = ours.replace('/webhooks/gitlab', '/elsewhere');
    expect(await answer(as('ada'), 'webhook add', 'city/api', '*', other)).toContain('It has no secret');
    await answer(as('ada'), 'webhook add', 'city/api', '*', `${other}/2`, 'made-up-typed');
    await answer(as('ada', { isAdministrator: async () => true }), 'webhook add', 'city/api', '*', `${other}/3`);
    expect(hooks().map(({ token }) => token)).toEqual([undefined, 'made-up-typed', secret]);
    expect(received).toEqual([]);
  });

  test('a signing token signs, and where GitLab knows none it is sent as the secret', async () => {
    const signing = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    await answer(as('ada', { webhook: { url: ours, secret: signing } }), 'webhook add', 'city/api');
    expect(received).toEqual([expect.objectContaining({ signed: true, token: 'undefined' })]);
    gitlab.world.policies.signs = false;
    gitlab.project('city/old');
    await answer(as('ada', { webhook: { url: ours, secret: signing } }), 'webhook add', 'city/old');
    expect(received[1]).toMatchObject({ signed: false, token: signing });
  });

  test('what GitLab refuses is told with what to do', async () => {
    gitlab.world.policies.blocksLocal = true;
    await expect(as('ada').type('webhook add', 'city/api')).rejects.toMatchObject({
      code: 'CI_GITLAB_HOOK_BLOCKED',
      remedy: expect.stringContaining('Outbound requests'),
    });
    await expect(as('ben').type('webhook add', 'city/api')).rejects.toMatchObject({
      code: 'CI_GITLAB_FORBIDDEN',
      remedy: expect.stringContaining('Maintainer'),
    });
    gitlab.world.policies.groupHooks = false;
    await expect(as('ada').type('webhook add', 'city')).rejects.toMatchObject({ code: 'CI_GITLAB_HOOK_GROUP' });
    await expect(as('ada').type('webhook add', 'city/apl')).rejects.toMatchObject({ code: 'CI_GITLAB_NO_PROJECT' });
  });

  test('a group by its address; a test that does not arrive is told with its reason', async () => {
    status = 401;
    const told = await answer(as('ada'), 'webhook add', `${gitlab.url}/groups/city/-/hooks`);
    expect(told).toContain('Webhook created for **city**');
    expect(told).toMatch(/did not arrive: .*401.*another one/s);
    expect(hooks()[0]?.kind).toBe('group');
  });
});

test('a list tells whose they are; one of the earlier plugin comes here with its events, and secrets in addresses stay there', async () => {
  const earlier = 'https://chat.example/plugins/com.github.manland.mattermost-plugin-gitlab/webhook';
  await as('ada').type('webhook add', 'city/api', 'TagPushEvents', earlier, 'made-up-old');
  await as('ada').type('webhook add', 'city/api', 'PushEvents', 'https://other.example/x?key=made-up-key');
  const { text, buttons = [] } = await as('ada').type('webhook list', 'city/api');
  expect(textOf(text)).toMatch(/earlier GitLab plugin’s\): TagPushEvents/);
  expect(textOf(text)).not.toContain('made-up-key');
  expect(buttons.map(({ label }) => label)).toEqual(['Add ours', `Change #${hooks()[0]?.id} to here`]);
  const [, change] = buttons;
  const changed = await as('ada').click(change?.call.name ?? '', change?.call.args ?? {});
  expect(textOf(changed.text)).toMatch(/updated.*TagPushEvents.*arrived/s);
  expect(hooks()[0]).toMatchObject({ hookUrl: ours, token: secret });
  expect((await as('ada').type('webhook list', 'city/api')).buttons).toEqual([]);
  await expect(as('ben').click('hook-add', { kind: 'project', owner: '1' })).rejects.toMatchObject({ code: 'CI_GITLAB_FORBIDDEN' });
});

describe('hooks sync', () => {
  /** With how many webhooks there were then. */
  const kept: [boolean, number][] = [];
  const desk: ConnectionDesk = {
    ...fakeSurroundings.desk,
    keepHooks: async (_provider, _name, keep) => void kept.push([keep, hooks().length]),
  };
  const administrator = (token?: string) =>
    as('ada', {
      isAdministrator: async () => true,
      desk,
      own: () => {
        const connection = {
          provider: 'gitlab',
          name: 'default',
          url: gitlab.url,
          webhookSecrets: [secret],
          ...(token !== undefined && { token }),
        };
        return token === undefined ? undefined : { connection, http, credentials: { token } };
      },
    });

  test('every project that the token maintains has it once, however often; what fails is told by name', async () => {
    gitlab.person('bot', { roles: { city: 'maintainer', village: 'developer' } });
    for (let number = 0; number < 120; number += 1) gitlab.project(`city/p${number}`);
    gitlab.project('village/shop');
    gitlab.archive('city/p7');
    gitlab.mood({ kind: 'too-many', retryAfterSeconds: 0 }, { on: /projects\/5\/hooks/, times: 2 });
    gitlab.mood({ kind: 'error' }, { on: /POST .*projects\/12\/hooks/ });
    const token = gitlab.accessToken('bot');
    expect(await answer(administrator(token), 'hooks sync')).toMatch(
      /120 projects:.*119 got our webhook, 0 had it, 1 failed.*city\/p10: /s,
    );
    expect(hooks()).toHaveLength(119);
    expect(await answer(administrator(token), 'hooks sync')).toContain('0 got our webhook, 119 had it, 1 failed');
    expect(hooks()).toHaveLength(119);
    expect(hooks().some(({ of }) => of.path.startsWith('village'))).toBe(false);
    // Whoever stops it halfway has it gone on with.
    expect(kept).toEqual([
      [true, 0],
      [true, 119],
    ]);
  });

  test('an administrator’s token reaches all projects and has GitLab tell of new ones', async () => {
    gitlab.person('root', { isAdmin: true });
    gitlab.project('village/shop');
    const told = await answer(administrator(gitlab.accessToken('root')), 'hooks sync');
    expect(told).toContain('2 projects:');
    expect(told).toContain('system hook');
    expect(gitlab.world.systemHooks).toMatchObject([{ hookUrl: ours, token: secret }]);
  });

  test('only administrators, and only with a service token; stopping is remembered', async () => {
    await expect(as('ada').type('hooks sync')).rejects.toMatchObject({ code: 'CI_NOT_ADMINISTRATOR' });
    await expect(administrator().type('hooks sync')).rejects.toMatchObject({
      code: 'CI_GITLAB_NO_TOKEN',
      remedy: expect.stringContaining('GitLabToken'),
    });
    await administrator().type('hooks sync', '--stop');
    expect(kept.at(-1)?.[0]).toBe(false);
    const before = kept.length;
    await expect(administrator('made-up-wrong').type('hooks sync')).rejects.toMatchObject({ code: expect.stringContaining('CI_') });
    expect(kept).toHaveLength(before);
  });
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
