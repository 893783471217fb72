// Intents up to their runs: written in the configuration and in a project's file, listed, planned, asked for by a dialog, refused by name.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { pollUntil } from '../../build/embedded/poll.ts';
import { visit } from '../server/browser.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startGitLab, type GitLab, type Project } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(90_000);

const webhookSecret = 'made-up-secret-of-the-books';
const pin = 'made-up-pin-4471';
const file = (name: string): string => `name: ${name}\nsteps:\n  - post: {message: "Good ${name}"}\n`;
const list = z.object({ intents: z.array(z.object({ name: z.string() })) });
let server: TestServer;
let gitlab: GitLab;
let project: Project;
let channel: TestChannel;
let alice: Chat;
let admin: Chat | undefined;

const inline = `
intents:
  - name: announce
    description: Tell the channel
    parameters:
      - {name: what, pattern: '[a-z]+\\d', required: true, help: A word and a digit}
      - {name: region, type: choice, choices: [eu, us], default: eu}
      - {name: pin, type: secret}
    steps:
      - post: {message: "Announced {{ what }} in {{ region }}"}
  - name: scale-api
    kind: scale
    service: api
    replicas: '{{ replicas }}'
    parameters:
      - {name: replicas, type: number, min: 0, max: 20, required: true}
    steps:
      - http: {url: 'https://deploy.example/services/{{ service }}', method: PUT, json: {replicas: '{{ replicas }}'}}
      - wait: 30s
      - post: {channel: builds, message: '{{ service }} runs {{ replicas }} times, {{ steps.http.status }}'}
  - name: labelled
    labels: [deploy-*]
    steps:
      - post: {message: 'Done for {{ run.subject }}'}
  - from: {connection: books, project: city/books, file: intents/day.yaml}
allowedHosts: [deploy.example]
`;

beforeAll(async () => {
  server = await testServer();
  const hookUrl = `${server.url}/plugins/ci-command-center/webhooks/gitlab/books`;
  gitlab = await startGitLab({ hookUrl, token: webhookSecret, speed: 100 });
  gitlab.person('ada', { roles: { city: 'developer' } });
  project = gitlab.project('city/books', { files: { 'intents/day.yaml': file('morning') }, labels: ['deploy-now', 'bug'] });
  const redirectUris = [`${server.url}/plugins/ci-command-center/oauth/gitlab/complete`];
  const { id: clientId, secret: clientSecret } = gitlab.application({ redirectUris, scopes: ['api'] });
  const oauth = { clientId, clientSecret };
  const token = gitlab.accessToken('ada', { scopes: ['api'] });
  const connection = { name: 'books', provider: 'gitlab', url: gitlab.url, webhookSecret, token, oauth };
  channel = await openChannel(server, `intents-${Date.now()}`, 'alice');
  alice = await enterChat(server, 'alice', channel.id);
  await configure(server, `${usual}connections:\n  - ${JSON.stringify(connection)}\n${inline}`);
});

afterAll(async () => {
  await alice?.says('/gitlab disconnect --connection books');
  alice?.close();
  admin?.close();
  await configure(server, usual);
  await gitlab?.stop();
});

const listOf = (): string => `/plugins/ci-command-center/api/v1/intents?channel_id=${channel.id}`;

async function names(): Promise<readonly string[]> {
  return list.parse(await server.as('alice').get(listOf())).intents.map(({ name }) => name);
}

/** The file is another one, and GitLab tells of the push. */
async function push(text: string): Promise<void> {
  project.files.set('intents/day.yaml', text);
  gitlab.tell.push({ project: 'city/books', by: 'ada', branch: 'main', messages: ['Change the runbook'] });
  await gitlab.settled();
}

const said = async (): Promise<string> => (await channel.posts()).map(({ message }) => message.replaceAll('\u200B', '')).join('\n');

test('all that can be run is listed with what it takes, and one is explained', async () => {
  await pollUntil('the file was read', async () => ((await names()).includes('morning') ? true : undefined), { limit: 30_000 });
  await alice.type('/ci intents');
  const { text } = await alice.reads(/announce what \[region\] \[pin\]/);
  for (const name of ['Tell the channel', 'scale-api replicas', 'labelled', 'morning']) expect(text).toContain(name);
  await alice.type('/ci intents announce');
  await alice.reads(/region.*one of eu, us.*eu when not said[\s\S]*pin.*secret/);
  await alice.type('/ci intents anounce');
  await alice.reads(/Did you mean announce\?.*CI_INTENT_UNKNOWN/s);
});

test.each([
  ['intent', '/ci run ', 'an', ['announce', 'labelled', 'morning', 'scale-api']],
  ['value', '/ci run announce ', '', ['what=', 'region=eu', 'region=us']],
  ['value', '/ci run announce region=us ', 'wh', ['what=']],
])('%s: behind “%s%s” is offered what fits', async (name, parsed, typed, offered) => {
  const query = new URLSearchParams({ channel_id: channel.id, parsed, user_input: parsed + typed });
  const found = await server.as('alice').get(`/plugins/ci-command-center/suggestions/ci/${name}?${query}`);
  expect(
    z
      .array(z.object({ Item: z.string() }))
      .parse(found)
      .map(({ Item }) => Item)
      .toSorted(),
  ).toEqual(offered.toSorted());
});

test('a dry run shows each call, to the person only, and does nothing', async () => {
  await alice.type('/ci run scale-api replicas=3 --dry-run');
  const { text, private: isPrivate } = await alice.reads(/dry run/);
  expect(isPrivate).toBe(true);
  expect(text).toContain('PUT https://deploy.example/services/api');
  expect(text).toMatch(/Sends .*"replicas":"3"/);
  expect(text).toMatch(/Waits 30s[\s\S]*api runs 3 times, \(steps\.http\.status\)/);
  expect(await said()).not.toMatch(/runs 3 times|scale-api/);
});

test('missing values are asked for in a dialog, secret ones there only; wrong ones are named, and it stays open', async () => {
  await alice.type('/ci run announce region=us');
  const opened = await alice.dialog();
  expect(opened.dialog.title).toBe('Run: announce');
  const fields = opened.dialog.elements.map(({ name, subtype, default: preset }) => [name, subtype, preset]);
  expect(fields).toEqual([
    ['what', '', ''],
    ['region', '', 'us'],
    ['pin', 'password', ''],
  ]);
  expect(await alice.submit(opened, { what: 'Nothing', region: 'us', pin })).toMatchObject({
    errors: { what: expect.stringContaining('does not match') },
  });
  expect(await alice.submit(opened, { what: 'fire1', region: 'us', pin })).toEqual({});
  await alice.reads(/Announced fire1 in us/);
  expect(await said()).not.toContain(pin);
});

test.each([
  ['/ci run announce what=NO', /what: “NO” does not match.*CI_RUN_VALUES/s],
  ['/ci run announce waht=fire1', /takes no waht\. Did you mean what\?/],
  [`/ci run announce what=fire1 pin=${pin}`, /^(?!.*made-up-pin)announce was not run\. pin is secret/s],
  ['/ci run scale-api replicas=21', /replicas: 21 is more than 20/],
  ['/ci run scale-api replicas=many', /replicas: “many” is no number/],
  ['/ci run anounce', /Did you mean announce\?/],
])('%s is refused by name', async (typed, told) => {
  await alice.type(typed);
  expect((await alice.reads(told)).private).toBe(true);
});

test('the merge request must carry the labels', async () => {
  await alice.type('/gitlab connect --connection books');
  const link = /\((http[^)\s]*\/oauth\/gitlab\/connect[^)\s]*)\)/.exec((await alice.reads(/oauth\/gitlab\/connect/)).text)?.[1] ?? '';
  const { next } = await visit(server, link, 'alice');
  await visit(server, (await gitlab.authorize(next, 'ada')).href, 'alice');
  const request = { project: 'city/books', by: 'ada', title: 'Turn the page', sourceBranch: 'page', action: 'open' } as const;
  gitlab.tell.mergeRequest({ ...request, iid: 7, labels: ['bug'] });
  gitlab.tell.mergeRequest({ ...request, iid: 8, labels: ['bug', 'Deploy-Now'] });
  const refused = await alice.says(`/ci run labelled --for ${gitlab.url}/city/books/-/merge_requests/7`);
  expect(refused.text).toMatch(/!7 Turn the page does not carry deploy-\W*,.*CI_RUN_LABELS/s);
  await alice.type(`/ci run labelled --for ${gitlab.url}/city/books/-/merge_requests/8`);
  await alice.reads(/Done for .*merge_requests\/8/);
  await alice.type('/ci run labelled');
  expect((await alice.dialog()).dialog.elements.map((element) => element['display_name'])).toEqual(['For']);
});

test('a push changes what the file says; of a wrong one the last good stays, and /ci doctor tells the line', async () => {
  await push(file('evening'));
  await pollUntil('the file was read again', async () => ((await names()).includes('evening') ? true : undefined), { limit: 30_000 });
  expect(await names()).not.toContain('morning');
  await push('name: night\nsteps:\n  - pots: {message: x}\n');
  admin = await enterChat(server, 'admin', channel.id);
  const faults = async () => z.object({ faults: z.array(z.string()) }).safeParse(await server.as('admin').get(listOf())).data?.faults;
  expect(await pollUntil('it was read', faults, { limit: 30_000 })).toEqual([expect.stringContaining('line 3')]);
  await admin.type('/ci doctor');
  const { text } = await admin.reads(/CI Command Center|problem|day\.yaml/);
  expect(text).toMatch(/city\/books, intents\/day\.yaml, line 3, steps\W+0\W+pots: is unknown\. Did you mean post\?/);
  expect(await names()).toContain('evening');
  await alice.type('/ci run evening');
  await alice.reads(/Good evening/);
});
