// People link their Jenkins accounts: by a private dialog or a command, on several servers; no token is seen anywhere afterwards.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { z } from 'zod';
import { pollUntil } from '../../build/embedded/poll.ts';
import { idOf } from '../../build/embedded/rest.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { sitDown, type Typist } from '../server/typist.ts';
import { startJenkins, type Jenkins } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(60_000);

const settings = 'PluginSettings.Plugins.ci-command-center';
const dialogSchema = z.object({
  url: z.string(),
  dialog: z.object({
    callback_id: z.string(),
    title: z.string(),
    introduction_text: z.string(),
    state: z.string(),
    elements: z.array(
      z.looseObject({ name: z.string(), type: z.string(), subtype: z.string().default(''), default: z.string().default('') }),
    ),
  }),
});
type Opened = z.infer<typeof dialogSchema>;

let server: TestServer;
let main: Jenkins;
let lab: Jenkins;
let channel: TestChannel;
let alice: Typist;
/** Everything that must never be seen. */
const tokens = new Map<string, string>();

const nameToken = (name: string, token: string): string => {
  tokens.set(name, token);
  return token;
};

beforeAll(async () => {
  server = await testServer();
  [main, lab] = await Promise.all([startJenkins({ context: '/jenkins' }), startJenkins()]);
  nameToken('ada', main.person('ada', { fullName: 'Ada Lovelace' }));
  nameToken('ada again', main.person('ada'));
  nameToken('ben', main.person('ben'));
  nameToken('ada at the lab', lab.person('ada-lab'));
  nameToken('wrong', `11${randomBytes(16).toString('hex')}`);
  await server.mmctl('config', 'set', `${settings}.jenkinsurl`, main.url);
  const connection = `  - {name: lab, provider: jenkins, url: '${lab.url}', webhookSecret: made-up-secret-of-the-lab}`;
  await configure(server, `${usual}connections:\n${connection}\n`);
  channel = await openChannel(server, `connect-${Date.now()}`, 'alice');
  await openChannel(server, 'builds', 'alice');
  alice = await sitDown(server, 'alice');
});

afterAll(async () => {
  alice.close();
  await configure(server, usual);
  await server.mmctl('config', 'set', `${settings}.jenkinsurl`, '');
  await Promise.all([main.stop(), lab.stop()]);
});

const tokenOf = (name: string): string => tokens.get(name) ?? '';

/** The answer is a dialog. */
async function openDialog(command: string): Promise<Opened> {
  const heard = alice.watch.events.length;
  await server.as('alice').post('/api/v4/commands/execute', { channel_id: channel.id, command });
  return alice.watch.until(`the dialog of ${command}`, (event) =>
    event.event === 'open_dialog' && alice.watch.events.indexOf(event) >= heard
      ? dialogSchema.parse(JSON.parse(String(event.data['dialog'])))
      : undefined,
  );
}

const submit = ({ url, dialog }: Opened, submission: Readonly<Record<string, string>>): Promise<unknown> =>
  server.as('alice').post('/api/v4/actions/dialogs/submit', {
    url,
    callback_id: dialog.callback_id,
    state: dialog.state,
    channel_id: channel.id,
    team_id: server.team.id,
    submission,
  });

/** The next thing said to alice alone. */
function nextWord(): Promise<string> {
  const heard = alice.watch.events.length;
  return alice.watch.until('a private answer', (event) => {
    if (event.event !== 'ephemeral_message' || alice.watch.events.indexOf(event) < heard) return undefined;
    const post = JSON.parse(String(event.data['post']));
    const text = [post.message, ...(post.props.attachments ?? []).map((each: { text: string }) => each.text)].join('\n');
    return text.includes('Working on it') ? undefined : text;
  });
}

const type = async (command: string): Promise<string> => (await alice.type(channel.id, command)).replaceAll('\u200B', '');

test('connect opens a private dialog with a secret field; a wrong token is said in it, the right one connects', async () => {
  const opened = await openDialog('/jenkins connect');
  const [name, token] = opened.dialog.elements;
  expect(token?.subtype).toBe('password');
  expect(opened.dialog.introduction_text).toContain(`${main.url}/me/security`);
  const fill = (user: string, secret: string) => submit(opened, { [name?.name ?? '']: user, [token?.name ?? '']: secret });
  const refused = JSON.stringify(await fill('ada', tokenOf('wrong')));
  expect(refused).toContain('does not accept this API token');
  expect(refused).not.toContain(tokenOf('wrong'));
  const told = nextWord();
  expect(await fill('ada', tokenOf('ada'))).not.toHaveProperty('errors');
  expect(await told).toMatch(/connected to Jenkins.*Ada Lovelace/s);
});

test('me tells of every server; another is connected by command, without a word of the token', async () => {
  expect(await type('/jenkins me')).toMatch(/default.*Ada Lovelace.*\n.*lab.*not connected/s);
  const answer = await type(`/jenkins connect ada-lab ${tokenOf('ada at the lab')} --connection lab`);
  expect(answer).toMatch(/connected to Jenkins `lab`/);
  expect(await type('/ci whoami')).toMatch(/Ada Lovelace[^]*lab[^]*ada-lab/i);
  const refused = await type(`/jenkins connect ada-lab ${tokenOf('wrong')} --connection lab`);
  expect(refused).toContain('does not accept this API token');
  const extra = await type(`/jenkins connect ada ${tokenOf('ada')} ${tokenOf('ben')}`);
  for (const said of [answer, refused, extra]) for (const token of tokens.values()) expect(said).not.toContain(token);
  expect(await type('/jenkins me')).toMatch(/lab.*ada-lab/is);
});

test('another token replaces the one before after it was checked; the dialog says as whom one is connected', async () => {
  const { dialog } = await openDialog('/ci connect jenkins');
  expect(dialog.introduction_text).toMatch(/You are connected to Jenkins.*Ada Lovelace/s);
  expect(dialog.elements[0]?.default).toBe('ada');
  expect(await type(`/jenkins connect ada ${tokenOf('ada again')}`)).toContain('The token before is gone.');
});

const keysOfAlice = () => query(`select key_id from ci_command_center.accounts where user_id = '${alice.id}'`);

test('a new key signs nobody out', async () => {
  const before = await keysOfAlice();
  const key = (await server.mmctl('config', 'get', `${settings}.encryptionkey`)).trim().replaceAll('"', '');
  const next = randomBytes(32);
  try {
    await server.mmctl('config', 'set', `${settings}.encryptionkey`, next.toString('hex'));
    expect(await type('/jenkins me')).toContain('Ada Lovelace');
    const after = await keysOfAlice();
    expect(after).toHaveLength(before.length);
    expect(after[0]).not.toEqual(before[0]);
    // What is done as alice proves itself by the token that was opened with the new key.
    const asked = main.calls.length;
    await type('/jenkins queue --connection default');
    expect(main.calls.length).toBeGreaterThan(asked);
  } finally {
    await server.mmctl('config', 'set', `${settings}.encryptionkey`, key);
  }
});

test('the web app sends a typed token to the plugin alone: Mattermost’s audit log, which keeps every command, never sees it', async () => {
  const privately = (command: string) =>
    server.as('alice').post('/plugins/ci-command-center/api/v1/commands', { command, channel_id: channel.id });
  expect(await server.as('alice').get('/plugins/ci-command-center/api/v1/commands')).toMatchObject({
    commands: expect.arrayContaining(['jenkins connect']),
  });
  const unheard = nameToken('sent privately', main.person('ada'));
  const told = nextWord();
  await privately(`/jenkins connect ada ${unheard} --connection default`);
  expect(await told).toContain('The token before is gone.');
  await expect(privately('/jenkins queue')).rejects.toThrow('CI_API_COMMAND');
  const audit = await readFile(server.auditFile, 'utf8');
  // So it does keep what is typed, and would have kept this.
  expect(audit).toContain('/jenkins connect ada-lab');
  expect(audit).not.toContain(unheard);
});

test('no token is in the server’s log, in posts, or anywhere in the database', async () => {
  const log = await readFile(server.logFile, 'utf8');
  const dumped = await dumpDatabase();
  // Where tokens would be found.
  expect(log).toContain('An account was linked');
  for (const known of ['ada-lab', channel.id]) expect(dumped).toContain(known);
  for (const [whose, token] of tokens) {
    for (const form of [token, Buffer.from(token).toString('hex'), Buffer.from(`ada:${token}`).toString('base64')]) {
      expect({ whose, place: 'log', found: log.includes(form) }).toEqual({ whose, place: 'log', found: false });
      expect({ whose, place: 'database', found: dumped.includes(form) }).toEqual({ whose, place: 'database', found: false });
    }
  }
});

test('with somebody who is deactivated their tokens go', async () => {
  const name = `leaver-${Date.now()}`;
  const admin = server.as('admin');
  const leaver = idOf(await admin.post('/api/v4/users', { username: name, email: `${name}@example.com`, password: 'Made-up-password-1' }));
  await query(`
    insert into ci_command_center.accounts (user_id, provider, connection, address, kind, login, profile, key_id, sealed, linked_at)
    select '${leaver}', provider, connection, address, kind, login, profile, key_id, sealed, linked_at
    from ci_command_center.accounts where user_id = '${alice.id}' and connection = 'lab'`);
  const left = () => query(`select connection from ci_command_center.accounts where user_id = '${leaver}'`);
  expect(await left()).toHaveLength(1);
  await admin.put(`/api/v4/users/${leaver}/active`, { active: false });
  await pollUntil('the tokens being gone', async () => (await left()).length === 0 || undefined, { limit: 10_000, every: 50 });
});

test('disconnect removes the token for good and says where to revoke it; the other server stays', async () => {
  const said = await type('/jenkins disconnect --connection default');
  expect(said).toMatch(/Your token was removed here\.[^]*me\/security/);
  expect(await type('/jenkins me')).toMatch(/default.*not connected[^]*lab.*ada-lab/i);
  expect(await query(`select connection from ci_command_center.accounts where user_id = '${alice.id}'`)).toEqual([{ connection: 'lab' }]);
  expect(await type('/jenkins queue --connection default')).toContain('CI_ACCOUNT_MISSING');
  await type('/ci disconnect jenkins --connection lab');
  expect(await query('select * from ci_command_center.accounts')).toEqual([]);
});

async function query(text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(server.databaseUrl);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** All rows of the plugin's schemas, and of Mattermost's tables in which something that was said could stand. */
async function dumpDatabase(): Promise<string> {
  const tables = await query(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and (table_schema like 'ci\\_command%' or table_schema = 'public')`);
  const texts = await Promise.all(tables.map(({ name }) => query(`select t::text as row from ${String(name)} t`)));
  return texts.flatMap((rows) => rows.map(({ row }) => String(row))).join('\n');
}
