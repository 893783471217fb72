// SonarQube and Artifactory set up by /ci setup: it makes the webhooks by their APIs, and what those send, signed, becomes cards.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { enterChat, type Chat, type Seen } from '../server/chat.ts';
import { directChannel } from '../server/direct.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { query } from '../server/leaks.ts';
import { beginSetupAnew, forgetSetup, patience } from '../server/setup-anew.ts';
import { startArtifactory, type Artifactory } from '../stand-ins/artifactory/index.ts';
import { startSonarQube, type SonarQube } from '../stand-ins/sonarqube/index.ts';

jest.setTimeout(90_000);

const settings = 'PluginSettings.Plugins.ci-command-center';
const begun = Date.now();
const sha = begun.toString(16).padStart(40, 'a');
let server: TestServer;
let channel: TestChannel;
let admin: Chat;
let room: Chat;
let sonar: SonarQube;
let jfrog: Artifactory;
let post: Seen;

beforeAll(async () => {
  server = await testServer();
  await beginSetupAnew(server);
  channel = await openChannel(server, `setup-hooks-${begun}`, 'alice');
  await server.as('admin').post(`/api/v4/channels/${channel.id}/members`, { user_id: server.as('admin').id });
  room = await enterChat(server, 'admin', channel.id);
  admin = await enterChat(server, 'admin', await directChannel(server, 'admin'));
  [sonar, jfrog] = await Promise.all([
    startSonarQube({ context: '/sonar', sendsToItself: true }),
    startArtifactory({ sendsToPrivate: true, masksSecrets: true }),
  ]);
  for (const [provider, project] of [
    ['sonarqube', `hooked-${begun}`],
    ['artifactory', `hooked-docker-${begun}`],
  ]) {
    await room.type(`/ci subscribe ${provider} ${project}`);
    await room.reads(/hooked-/);
  }
});

afterAll(async () => {
  for (const each of [admin, room]) each.close();
  for (const key of ['sonarqubeurl', 'sonarqubetoken', 'artifactoryurl', 'artifactorytoken'])
    await server.mmctl('config', 'set', `${settings}.${key}`, '');
  await forgetSetup(server);
  await Promise.all([sonar.stop(), jfrog.stop()]);
});

/** Address and token into the form of that step; answers what the check of it said. */
async function connect(name: string, title: string, url: string, token: string): Promise<string> {
  await admin.press(post, 'Go to …', name);
  post = await admin.reads(new RegExp(`Set up ${title}|(?:#### |\\*\\*)${title}`));
  await admin.press(post, `Set up ${title} …`);
  await admin.submit(await admin.dialog(), { url, token });
  const { text } = await admin.reads(new RegExp(`${title} is saved`));
  post = await admin.reads(/Nothing has come yet/);
  return text;
}

let clicked = 0;

async function makeBy(button: string, submission: Readonly<Record<string, unknown>>): Promise<string> {
  await patience(clicked);
  await admin.press(post, button);
  clicked = Date.now();
  await admin.submit(await admin.dialog(), submission);
  return (await admin.reads(/^✓|CI_/)).text;
}

async function shown(text: RegExp): Promise<void> {
  await pollUntil(
    `a post like ${text}`,
    async () =>
      (await channel.posts()).find(({ message, props: { attachments } }) =>
        text.test([message, ...attachments.map((each) => `${each.title} ${each.text}`)].join('\n').replaceAll('\u200B', '')),
      ),
    { limit: 60_000, every: 200 },
  );
}

test('SonarQube: address and token are checked at once, the webhook is made, twice it is one, and its gate is a card', async () => {
  await admin.type('/ci setup');
  post = await admin.reads(/Setting up CI Command Center/);
  expect(await connect('sonarqube', 'SonarQube', sonar.url, sonar.token('all'))).toMatch(
    /SonarQube has no webhook for this Mattermost.*SonarQube 2026\.1 · token accepted/s,
  );
  expect(await makeBy('Make the webhook …', { project: '' })).toMatch(/✓ The webhook was made, for all projects/);
  expect(await makeBy('Make the webhook …', { project: '' })).toMatch(/✓ The webhook was there/);
  expect(sonar.webhooks).toMatchObject([
    { url: `${server.url}/plugins/ci-command-center/webhooks/sonarqube`, secret: server.webhookSecret, project: undefined },
  ]);
  const conditions = [{ metric: 'new_coverage', operator: 'LESS_THAN', value: '61', threshold: '80', fails: true }] as const;
  const told = await sonar.analyse({ key: `hooked-${begun}`, sha, gate: 'ERROR', conditions });
  expect(told).toMatchObject([{ status: 202 }]);
  await shown(new RegExp(`hooked-${begun}`));
});

test('Artifactory: a webhook for each kind that was chosen, and an image that is pushed is a card', async () => {
  post = await admin.reads(/✓ \*\*SonarQube|✓ SonarQube/);
  expect(await connect('artifactory', 'Artifactory', jfrog.url, jfrog.token('admin'))).toMatch(
    /Artifactory has no webhook for this Mattermost.*Artifactory 7\.122\.2 · token accepted/s,
  );
  const wish = { images: true, builds: false, files: false, bundles: false };
  expect(await makeBy('Make the webhooks …', wish)).toMatch(/✓ 2 webhooks were made/);
  expect(await makeBy('Make the webhooks …', { ...wish, builds: true })).toMatch(/✓ 1 webhook was made; 2 were there/);
  expect(jfrog.subscriptions.map(({ key }) => key)).toEqual(['mattermost-docker', 'mattermost-artifact_property', 'mattermost-build']);
  const image = { image: 'city/hooked', tag: `1.0.${begun}`, repository: `hooked-docker-${begun}` };
  // With its commit: without, its card waits half a minute for one.
  expect(await jfrog.push(image, sha)).toMatchObject([{ status: 202 }, { status: 202 }]);
  await shown(new RegExp(`1\\.0\\.${begun}`));
});

test('the doctor sees both webhooks, and how they were answered; neither token nor secret stands in a post', async () => {
  await admin.type('/ci doctor');
  const { text } = await admin.reads(/\*\*Deliveries\*\*/);
  expect(text).toMatch(/webhook set, last answered 202/);
  expect(text).toMatch(/webhooks of docker, artifact_property, build set/);
  const secret = server.webhookSecret;
  const found = await query(
    server,
    `select message from posts where message || props::text ~ '${secret}|squ_[0-9a-f]{32}|made-up\\.[0-9a-f-]{36}'`,
  );
  expect(found).toEqual([]);
});
