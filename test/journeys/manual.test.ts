// The manual in the bundle on the real server: whoever is signed in reads it, help and doctor lead to its pages.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { sitDown, type Typist } from '../server/typist.ts';

jest.setTimeout(60_000);

let server: TestServer;
let channel: TestChannel;
let admin: Typist;

beforeAll(async () => {
  server = await testServer();
  channel = await openChannel(server, 'readers', 'admin');
  admin = await sitDown(server, 'admin');
});
afterAll(async () => {
  admin?.close();
  if (server !== undefined) await configure(server, usual);
});

const read = (path: string, username = 'alice') =>
  fetch(path.startsWith('http') ? path : `${server.url}/plugins/ci-command-center${path}`, {
    headers: { Authorization: `Bearer ${server.users[username]?.token ?? ''}` },
  });

test('whoever is signed in reads the pages; nobody else does', async () => {
  const index = await read('/docs');
  expect([index.status, new URL(index.url).pathname]).toEqual([200, '/plugins/ci-command-center/docs/']);
  expect(await index.text()).toContain('<a href="configure">');
  const page = await read('/docs/connect-jenkins');
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await read('/docs/style.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect((await read('/docs/none')).status).toBe(404);
  const stranger = await fetch(`${server.url}/plugins/ci-command-center/docs/configure`);
  expect([stranger.status, await stranger.text()]).toEqual([401, expect.stringContaining('Sign in to Mattermost first')]);
});

const addressesIn = (text: string) => [...text.matchAll(/\]\((https?:[^)]+\/docs\/[^)]*)\)/g)].map(([, address = '']) => address);

test('what help and doctor lead to is there', async () => {
  const lost = { name: 'lost', provider: 'gitlab', url: 'https://gitlab.invalid', webhookSecret: 'made-up-secret-of-the-lost' };
  await configure(server, `${usual}connections: ${JSON.stringify([lost])}\n`);
  const [help, doctor] = [await admin.type(channel.id, '/ci help'), await admin.type(channel.id, '/ci doctor')];
  const [commands = '', ...rest] = addressesIn(help);
  expect(commands).toBe(`${server.url}/plugins/ci-command-center/docs/commands#all-of-ci`);
  const code = `${server.url}/plugins/ci-command-center/docs/troubleshooting#CI_HTTP_NAME_NOT_FOUND`;
  expect(addressesIn(doctor)).toContain(code);
  for (const address of [commands, code, ...rest]) {
    const page = await read(address);
    expect([address, page.status]).toEqual([address, 200]);
    expect(await page.text()).toContain(`id="${new URL(address).hash.slice(1)}`);
  }
});
