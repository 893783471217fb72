// A Mattermost below a path: what is registered in GitLab leads back there, and buttons and dialogs work.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startEmbedded, type Embedded } from '../../build/embedded/index.ts';
import { untilWell } from '../../build/embedded/plugin.ts';
import { restClient } from '../../build/embedded/rest.ts';
import { visit } from '../server/browser.ts';
import { openChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { testServer, type ServerSeen } from '../server/index.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(180_000);

const secret = 'made-up-subpath-secret-0123456789';
let embedded: Embedded;
let server: ServerSeen;
let gitlab: GitLab;
let admin: Chat;

beforeAll(async () => {
  const shared = await testServer();
  gitlab = await startGitLab();
  gitlab.person('ada', { roles: { city: 'maintainer' } });
  gitlab.project('city/api');
  embedded = await startEmbedded({ subpath: '/chat', plugin: { WebhookSecret: secret, Team: 'ci-demo' } });
  await embedded.installPlugin(shared.bundle);
  const { url, team, users, mmctl } = embedded;
  await untilWell(url);
  const as = (name: string) => ({ ...restClient(url, users[name]?.token ?? ''), id: users[name]?.id ?? '' });
  server = { url, team, mmctl, as, users };
  const channel = await openChannel(server, 'below', 'admin');
  admin = await enterChat(server, 'admin', channel.id);
});

afterAll(async () => {
  admin?.close();
  await Promise.all([gitlab?.stop(), embedded?.stop()]);
});

async function say(command: string): Promise<string> {
  return (await admin.says(command)).text;
}

test('the redirect address holds the path, and GitLab leads back to it', async () => {
  const redirect = `${server.url}/plugins/ci-command-center/oauth/gitlab/complete`;
  expect(redirect).toContain('/chat/plugins/');
  await admin.type('/gitlab setup oauth');
  const dialog = await admin.dialog();
  expect(dialog.dialog.introduction_text).toContain(redirect);
  const application = gitlab.application({ redirectUris: [redirect], scopes: ['api'] });
  await admin.submit(dialog, { name: 'default', url: gitlab.url, id: application.id, secret: application.secret, ca: '' });
  await admin.reads(/was added/);
  const offer = await say('/gitlab connect');
  expect(offer).toContain('/chat/plugins/ci-command-center/oauth/gitlab/connect');
  const link = /\((http[^)\s]*)\)/.exec(offer)?.[1] ?? '';
  const { next } = await visit(server, link, 'admin');
  const back = await gitlab.authorize(next, 'ada');
  expect(back.pathname).toContain('/chat/plugins/');
  expect((await visit(server, back.href, 'admin')).status).toBe(200);
});

test('webhooks come there, and buttons are heard', async () => {
  await admin.type('/gitlab webhook list city/api');
  const none = await admin.reads(/no webhooks/);
  await admin.press(none, 'Add ours');
  await admin.reads(/created.*arrived/s);
  expect(gitlab.world.hooks).toMatchObject([{ hookUrl: `${server.url}/plugins/ci-command-center/webhooks/gitlab`, token: secret }]);
});

test('with another Site URL the addresses that are told follow at once', async () => {
  await server.mmctl('config', 'set', 'ServiceSettings.SiteURL', 'https://chat.example/other');
  expect(await say('/gitlab setup')).toContain('https://chat.example/other/plugins/ci-command-center/oauth/gitlab/complete');
});
