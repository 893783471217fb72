import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startReceiver, type Receiver } from '../../../../test/stand-ins/alertmanager/receiver.ts';
import { startArtifactory, type Artifactory, type ArtifactoryOptions } from '../../../../test/stand-ins/artifactory/index.ts';
import type { Reach } from '../../ci/account.ts';
import type { CheckFinding } from '../../ci/check.ts';
import type { SetupOutcome } from '../../ci/setup.ts';
import { createHttp } from '../../platform/http.ts';
import { check } from './check/index.ts';
import { prove } from './proof.ts';
import { setup } from './setup.ts';

const SECRET = 'made-up-secret-of-artifactory';
const usual = { images: 'true', builds: 'true', files: 'false', bundles: 'false' };
const http = createHttp();
let jfrog: Artifactory;
let chat: Receiver;

async function start(options: ArtifactoryOptions = {}): Promise<void> {
  await jfrog?.stop();
  jfrog = await startArtifactory({ sendsToPrivate: true, ...options });
}

beforeEach(async () => {
  chat = await startReceiver();
  await start();
});
afterEach(() => Promise.all([jfrog.stop(), chat.stop()]));

const address = (): string => `${chat.url}webhooks/artifactory`;
const reach = (token: string): Reach => ({
  connection: { provider: 'artifactory', name: 'default', url: jfrog.url, webhookSecrets: [SECRET], token },
  http,
  credentials: { token },
});

function make(token: string, fields: Readonly<Record<string, string>> = usual, url = address(), secret = SECRET): Promise<SetupOutcome> {
  const own = reach(token);
  const way = setup.ways.find(({ name }) => name === 'make');
  if (way === undefined) throw new Error('there is such a way');
  return way.run({
    connection: own.connection,
    hook: { url, secret },
    redirects: [],
    fields,
    own: () => own,
    as: () => Promise.resolve(own),
    keepHooks: () => Promise.resolve(),
    progress: () => undefined,
  });
}

const textOf = ({ text }: SetupOutcome): string => text.pieces.map((each) => each.text).join('');

async function findings(token: string, heard = false): Promise<readonly CheckFinding[]> {
  const found: CheckFinding[] = [];
  const hook = { url: address(), secret: SECRET };
  await check({ ...reach(token), hook, heard, redirects: [], projects: [], now: 0 }, (each) => found.push(each));
  return found;
}

test('webhooks are made once, however often; what they send is signed, and the doctor sees them', async () => {
  const token = jfrog.token('admin');
  expect(textOf(await make(token))).toContain('3 webhooks were made');
  expect(textOf(await make(token))).toContain('were there');
  expect(jfrog.subscriptions.map(({ key, event_filter: { domain } }) => [key, domain])).toEqual([
    ['mattermost-docker', 'docker'],
    ['mattermost-artifact_property', 'artifact_property'],
    ['mattermost-build', 'build'],
  ]);
  await jfrog.push({ image: 'city/api', tag: '1.2.3' }, 'c6d86dc654b12425e706bcf951adfe5a8627a517');
  expect(chat.requests).toHaveLength(2);
  for (const { headers, body } of chat.requests) {
    expect(prove({ headers, body, query: new URLSearchParams() }, reach(token).connection)).toEqual({ ok: true });
    expect(headers.get('X-JFrog-Event-Auth')).not.toBe(SECRET);
  }
  const message = 'webhooks of docker, artifact_property, build set';
  expect(await findings(token)).toContainEqual({ code: 'CI_ARTIFACTORY_HOOK', level: 'right', message });
});

test('one that is there keeps how it was narrowed, is switched on, and gets the secret; one of another Mattermost is left alone', async () => {
  const token = jfrog.token('admin');
  await make(token, usual, 'https://other.example/webhooks/artifactory', 'made-up-other');
  await make(token, { images: 'true' }, address(), 'made-up-old');
  const ours = jfrog.subscriptions.find(({ key }) => key === 'mattermost-docker-2');
  if (ours === undefined) throw new Error('it was made beside the other');
  ours.enabled = false;
  ours.event_filter.criteria = { anyLocal: false, repoKeys: ['docker-prod'] };
  expect(await findings(token)).toContainEqual(expect.objectContaining({ code: 'CI_ARTIFACTORY_HOOK_OFF' }));
  await make(token, { images: 'true' });
  expect(jfrog.subscriptions.find(({ key }) => key === 'mattermost-docker-2')).toMatchObject({
    enabled: true,
    event_filter: { criteria: { anyLocal: false, repoKeys: ['docker-prod'] } },
    handlers: [{ secret: SECRET, use_secret_for_signing: true }],
  });
  expect(jfrog.subscriptions.find(({ key }) => key === 'mattermost-docker')).toMatchObject({ handlers: [{ secret: 'made-up-other' }] });
});

test('what it refuses is told with what to do, and nothing is made', async () => {
  const token = jfrog.token('admin');
  expect(await make(token, {})).toMatchObject({ faults: { images: expect.stringMatching(/at least one/) } });
  await expect(make(jfrog.token('member'))).rejects.toMatchObject({ code: 'CI_ARTIFACTORY_FORBIDDEN' });
  jfrog.revoke(token);
  await expect(make(token)).rejects.toMatchObject({ code: 'CI_ARTIFACTORY_TOKEN' });
  expect(jfrog.subscriptions).toEqual([]);
  await start({ hasNoEvents: true });
  await expect(make(jfrog.token('admin'))).rejects.toMatchObject({
    code: 'CI_ARTIFACTORY_NO_EVENTS',
    remedy: expect.stringContaining('/event/'),
  });
  await start({ sendsToPrivate: false });
  await expect(make(jfrog.token('admin'))).rejects.toMatchObject({
    code: 'CI_ARTIFACTORY_LOCAL_NETWORK',
    remedy: expect.stringContaining('urlStrictPolicy'),
  });
  expect(jfrog.subscriptions).toEqual([]);
});

test('the doctor names what is wrong with webhooks: none, another address, no or another secret, hidden', async () => {
  const token = jfrog.token('admin');
  const wrongCodes = async (as = token, heard = false) =>
    (await findings(as, heard)).filter(({ level }) => level !== 'right').map(({ code }) => code);
  expect(await wrongCodes()).toEqual(['CI_ARTIFACTORY_HOOK_MISSING']);
  expect(await wrongCodes(token, true)).toEqual([]);
  expect(await wrongCodes(jfrog.token('member'))).toEqual(['CI_ARTIFACTORY_HOOK_HIDDEN']);
  await make(token, { builds: 'true' }, 'https://old.example/plugins/ci-command-center/webhooks/artifactory');
  expect(await wrongCodes()).toEqual(['CI_ARTIFACTORY_HOOK_ADDRESS']);
  await make(token, { builds: 'true' }, address(), 'made-up-other');
  expect(await wrongCodes()).toEqual(['CI_ARTIFACTORY_HOOK_SECRET']);
  const handler = jfrog.subscriptions.at(-1)?.handlers[0];
  if (handler !== undefined) delete handler.secret;
  expect(await wrongCodes()).toEqual(['CI_ARTIFACTORY_HOOK_SECRET']);
});

test('a secret that is not shown is not taken for another one', async () => {
  await start({ masksSecrets: true });
  const token = jfrog.token('admin');
  await make(token);
  await make(token);
  expect(jfrog.subscriptions[0]).toMatchObject({ handlers: [{ secret: SECRET }] });
  expect((await findings(token)).map(({ level }) => level)).not.toContain('wrong');
  expect((await findings(token)).map(({ code }) => code)).not.toContain('CI_ARTIFACTORY_HOOK_SECRET');
});
