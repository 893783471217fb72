// Two Jenkins servers that speak HTTPS with certificates of two private authorities: each trusted by its own `ca` alone, with people of its own.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { makeAuthority } from '../stand-ins/certificates.ts';
import { startJenkins, type Jenkins } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(90_000);

const authorities = { mill: makeAuthority('Made-up CA of the mill'), dock: makeAuthority('Made-up CA of the dock') };
let server: TestServer;
let mill: Jenkins;
let dock: Jenkins;
let alice: Chat;

const start = (name: keyof typeof authorities, context: string): Promise<Jenkins> =>
  startJenkins({ context, tls: authorities[name].issue(['127.0.0.1']), speed: 200 });

beforeAll(async () => {
  server = await testServer();
  [mill, dock] = await Promise.all([start('mill', '/jenkins'), start('dock', '')]);
  for (const jenkins of [mill, dock]) jenkins.job('city/api');
  const channel = await openChannel(server, `jenkins-several-${Date.now()}`, 'alice');
  alice = await enterChat(server, 'alice', channel.id);
});

afterAll(async () => {
  for (const name of ['mill', 'dock']) await alice.type(`/jenkins disconnect --connection ${name}`);
  alice.close();
  await configure(server, usual);
  await Promise.all([mill.stop(), dock.stop()]);
});

/** With the certificate authority of each, or with none. */
async function know(cas: { readonly mill?: string; readonly dock?: string }): Promise<void> {
  const entry = (name: 'mill' | 'dock', { url }: Jenkins): string =>
    `  - ${JSON.stringify({ name, provider: 'jenkins', url, webhookSecret: `made-up-secret-of-the-${name}`, ca: cas[name] })}\n`;
  await configure(server, `${usual}connections:\n${entry('mill', mill)}${entry('dock', dock)}`);
}

async function say(command: string): Promise<string> {
  return (await alice.says(command)).text;
}

test('a certificate that nobody trusts is said with its chain and the remedy, and nothing is sent before', async () => {
  await know({});
  const token = mill.person('ada');
  const told = await say(`/jenkins connect ada ${token} --connection mill`);
  expect(told).toMatch(/Made-up CA of the mill[^]*CI_HTTP_TLS_UNTRUSTED/);
  expect(told).toMatch(/`ca`|CustomCA/);
  expect(told).not.toContain(token);
  expect(mill.calls).toEqual([]);
});

test('the authority of one server vouches for no other', async () => {
  await know({ mill: authorities.mill.certificate, dock: authorities.mill.certificate });
  expect(await say(`/jenkins connect ada ${mill.person('ada')} --connection mill`)).toMatch(/connected to Jenkins `mill`/);
  expect(await say(`/jenkins connect ada-dock ${dock.person('ada-dock')} --connection dock`)).toContain('CI_HTTP_TLS_UNTRUSTED');
  expect(dock.calls).toEqual([]);
});

test('each builds as its own person: chosen by name, or by the address that was typed', async () => {
  await know({ mill: authorities.mill.certificate, dock: authorities.dock.certificate });
  expect(await say(`/jenkins connect ada-dock ${dock.person('ada-dock')} --connection dock`)).toMatch(/connected to Jenkins `dock`/);
  expect(await say('/jenkins me')).toMatch(/dock[^\n]*ada-dock/);
  expect(await say('/jenkins me')).toMatch(/mill[^\n]*ada(?!-)/);
  expect(await say('/jenkins build city/api')).toMatch(/dock[^]*mill|mill[^]*dock/);
  await alice.type('/jenkins build city/api --connection mill');
  await alice.reads(/#1 passed/);
  await alice.type(`/jenkins build ${dock.url}/job/city/job/api/`);
  await alice.reads(/#1 passed/);
  expect([mill.build('city/api')?.number, dock.build('city/api')?.number]).toEqual([1, 1]);
  expect(mill.calls.every(({ person }) => person === undefined || person === 'ada')).toBe(true);
  expect(dock.calls.every(({ person }) => person === undefined || person === 'ada-dock')).toBe(true);
});
