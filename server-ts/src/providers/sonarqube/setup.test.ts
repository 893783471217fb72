import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startReceiver, type Receiver } from '../../../../test/stand-ins/alertmanager/receiver.ts';
import { startSonarQube, type SonarQube, type SonarQubeOptions } from '../../../../test/stand-ins/sonarqube/index.ts';
import type { CheckFinding } from '../../ci/check.ts';
import type { Reach } from '../../ci/account.ts';
import type { SetupOutcome } from '../../ci/setup.ts';
import { createHttp } from '../../platform/http.ts';
import { check } from './check.ts';
import { prove } from './proof.ts';
import { setup } from './setup.ts';

const SECRET = 'made-up-secret-of-sonarqube';
const http = createHttp();
let sonar: SonarQube;
let chat: Receiver;

async function start(options: SonarQubeOptions = {}): Promise<void> {
  await sonar?.stop();
  sonar = await startSonarQube({ context: '/sonar', sendsToItself: true, ...options });
}

beforeEach(async () => {
  chat = await startReceiver();
  await start();
});
afterEach(() => Promise.all([sonar.stop(), chat.stop()]));

const reach = (token: string): Reach => ({
  connection: { provider: 'sonarqube', name: 'default', url: sonar.url, webhookSecrets: [SECRET], token },
  http,
  credentials: { token },
});

function make(token: string, fields: Readonly<Record<string, string>> = {}, secret = SECRET): Promise<SetupOutcome> {
  const own = reach(token);
  const way = setup.ways.find(({ name }) => name === 'make');
  if (way === undefined) throw new Error('there is such a way');
  return way.run({
    connection: own.connection,
    hook: { url: `${chat.url}webhooks/sonarqube`, secret },
    redirects: [],
    fields,
    own: () => own,
    as: () => Promise.resolve(own),
    keepHooks: () => Promise.resolve(),
    progress: () => undefined,
  });
}

async function findings(token: string): Promise<readonly CheckFinding[]> {
  const found: CheckFinding[] = [];
  const hook = { url: `${chat.url}webhooks/sonarqube`, secret: SECRET };
  await check({ ...reach(token), hook, heard: false, redirects: [], projects: [], now: 0 }, (each) => found.push(each));
  return found;
}

test('the webhook is made once, however often; its deliveries are signed with the secret, and the doctor sees how they were answered', async () => {
  const token = sonar.token('all');
  expect((await findings(token)).map(({ code }) => code)).toContain('CI_SONARQUBE_HOOK_MISSING');
  expect(JSON.stringify(await make(token))).toContain('was made');
  expect(JSON.stringify(await make(token))).toContain('was there');
  expect(sonar.webhooks).toMatchObject([{ name: 'Mattermost', project: undefined, secret: SECRET }]);
  await sonar.analyse({ key: 'city-api', gate: 'OK' });
  const delivery = chat.requests.map((each) => ({ ...each, query: new URLSearchParams() }))[0];
  expect(delivery && prove(delivery, reach(token).connection)).toEqual({ ok: true });
  expect(await findings(token)).toContainEqual({ code: 'CI_SONARQUBE_HOOK', level: 'right', message: 'webhook set, last answered 202' });
});

test.each([false, true])(
  'one that is there with another secret, or none, gets this one and keeps its name (before 10.1: %s)',
  async (isOld) => {
    await start({ isOld });
    const token = sonar.token('all');
    await make(token, {}, 'made-up-and-quite-another');
    const [hook] = sonar.webhooks;
    if (hook === undefined) throw new Error('it was made');
    hook.name = 'Chat of ours';
    await make(token);
    expect(sonar.webhooks).toMatchObject([{ name: 'Chat of ours', secret: SECRET }]);
  },
);

test('for one project a token of its administrator is enough; one that is not there is told at its field', async () => {
  sonar.project('city-api');
  const token = sonar.token({ project: 'city-api' });
  await expect(make(token)).rejects.toMatchObject({ code: 'CI_SONARQUBE_FORBIDDEN', remedy: expect.stringContaining('Administer') });
  expect(JSON.stringify(await make(token, { project: 'city-api' }))).toContain('city-api');
  await make(token, { project: ' city-api ' });
  expect(sonar.webhooks).toMatchObject([{ project: 'city-api', secret: SECRET }]);
  expect(await make(token, { project: 'city-ap' })).toMatchObject({ faults: { project: expect.stringContaining('city-ap') } });
});

test('what it refuses is told with what to do, and nothing is made', async () => {
  const token = sonar.token('all');
  await expect(make(token, {}, 'too-short')).rejects.toMatchObject({
    code: 'CI_SONARQUBE_SECRET_LENGTH',
    message: expect.stringContaining('has 9'),
  });
  await expect(make(token, {}, 'x'.repeat(201))).rejects.toMatchObject({ code: 'CI_SONARQUBE_SECRET_LENGTH' });
  await expect(make(sonar.token())).rejects.toMatchObject({ code: 'CI_SONARQUBE_FORBIDDEN' });
  sonar.revoke(token);
  await expect(make(token)).rejects.toMatchObject({ code: 'CI_SONARQUBE_TOKEN' });
  await start({ sendsToItself: false });
  await expect(make(sonar.token('all'))).rejects.toMatchObject({
    code: 'CI_SONARQUBE_LOCAL_NETWORK',
    remedy: expect.stringContaining('Enable local webhooks validation'),
  });
  expect(sonar.webhooks).toEqual([]);
});

test('an eleventh is refused by SonarQube, in its words', async () => {
  const token = sonar.token('all');
  for (let number = 0; number < 10; number += 1) {
    const form = new URLSearchParams({ name: `other ${number}`, url: `http://127.0.0.1:1/${number}` });
    const headers = { Authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}` };
    await fetch(`${sonar.url}/api/webhooks/create`, { method: 'POST', headers, body: form });
  }
  await expect(make(token)).rejects.toMatchObject({
    code: 'CI_SONARQUBE_REJECTED',
    message: expect.stringContaining('Maximum number of global webhooks reached'),
  });
});
