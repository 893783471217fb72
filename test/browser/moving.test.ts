// What the earlier plugins left, as an administrator sees it before importing it, with pictures for a person to look at.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openChannel } from '../server/channel.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { query } from '../server/leaks.ts';
import { keepFor } from '../server/other-plugin.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';

jest.setTimeout(120_000);

const earlier = 'com.github.manland.mattermost-plugin-gitlab';
let server: TestServer;
let browser: Browser;

const keep = (key: string, value: object) => keepFor(server, earlier, key, value);

beforeAll(async () => {
  server = await testServer();
  browser = await openBrowser(server);
  const names = ['one', 'two', 'three'].map((name) => `moving-${name}-${Date.now()}`);
  const channels = await Promise.all(names.map((name) => openChannel(server, name, 'alice')));
  const wanted = (Repository: string, Features: string) =>
    channels.map(({ id: ChannelID }) => ({ ChannelID, CreatorID: server.as('alice').id, Features, Repository }));
  await keep('subscriptions', {
    Repositories: {
      'city/api': wanted('city/api', 'pipeline,merges'),
      'city/': wanted('city/', 'tag'),
      'city/odd': wanted('city/odd', 'unicorns'),
    },
  });
  await keep('Gitlab_Instance_Configuration_Map', {
    city: {
      gitlaburl: 'https://gitlab.city.example',
      gitlaboauthclientid: 'made-up-id',
      gitlaboauthclientsecret: 'made-up-application-secret',
    },
  });
});
afterAll(async () => {
  await browser?.close();
  await query(server, 'delete from pluginkeyvaluestore where pluginid = $1', [earlier]);
});

test.each([
  ['denim', 1280],
  ['onyx', 320],
] as const)('%s, %i pixels wide: what would come along', async (theme, width) => {
  const page = await browser.open('admin', 'builds', { theme, width });
  await page.getByLabel('Message').fill('/ci setup import');
  await page.getByLabel('Message').press('Enter');
  await page.getByRole('button', { name: 'Set up its GitLab' }).last().waitFor();
  await screenshot(page, `moving-preview-${theme}-${width}`);
  const text = await page.content();
  expect(text).toContain('6 subscriptions in 3 channels');
  expect(text).not.toContain('made-up-application-secret');
});
