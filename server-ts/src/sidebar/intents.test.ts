import { beforeEach, expect, test } from '@jest/globals';
import type { RunView } from '@ci-command-center/contract';
import type { Intent } from '../intents/intent.ts';
import type { RunOutcome } from '../intents/runs.ts';
import { CiError } from '../platform/errors.ts';
import { viewIntent } from './intent-view.ts';
import { createIntentApi } from './intents.ts';

const channel = 'c'.repeat(26);
const run: RunView = {
  id: 'r7',
  intent: 'ship',
  revision: 1,
  state: 'waiting',
  by: { name: 'Alice' },
  values: [],
  steps: [],
  createdAt: 1,
};
const asked: unknown[] = [];
let outcome: RunOutcome = { kind: 'accepted', id: 'r7' };

const app = createIntentApi({
  isMember: async (user, id) => user !== 'mallory' && id === channel,
  intentsOf: async () => ({ intents: [] }),
  runs: {
    async start(wish) {
      asked.push(wish);
      return outcome;
    },
    view: async (id) => (id === 'r7' ? run : undefined),
    list: async (...all) => {
      asked.push(all);
      return { runs: [run] };
    },
    async decide(decided) {
      asked.push(decided);
      if (decided.userId === 'alice') throw new CiError('CI_RUN_SELF', 'You began it.', 'Somebody else must approve it.');
      return run;
    },
  },
});

const error = (code: string) => ({ code, message: 'No. Write 1.2.' });

beforeEach(() => {
  asked.length = 0;
});

const ask = (path: string, body?: object, headers: Record<string, string> = { 'Mattermost-User-Id': 'alice' }) =>
  app.request(`/api/v1${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });

test('a member runs what the form says; every value is a text for the runbook', async () => {
  const parameters = { version: '1.2', replicas: 2, migrate: true };
  const answer = await ask('/intents/ship/run', { channel_id: channel, parameters, subject: 'https://lab.example/1' });
  expect([answer.status, await answer.json()]).toEqual([202, { id: 'r7' }]);
  const values = { version: '1.2', replicas: '2', migrate: 'true' };
  const wish = { intent: 'ship', values, channelId: channel, subject: 'https://lab.example/1', from: 'sidebar', dryRun: false };
  expect(asked).toEqual([{ ...wish, by: { userId: 'alice' } }]);
});

test('what is wrong is said by parameter, who may not is told so, and what nobody knows is not found', async () => {
  const statuses: unknown[] = [];
  for (const refused of [
    { code: 'CI_RUN_VALUES', fields: { version: 'Too old.' } },
    { code: 'CI_PERMISSION_DENIED' },
    { code: 'CI_RUN_LABELS' },
    { code: 'CI_INTENT_UNKNOWN' },
  ]) {
    outcome = { kind: 'refused', message: 'No.', remedy: 'Write `1.2`.', ...refused };
    const answer = await ask('/intents/ship/run', { channel_id: channel });
    statuses.push([answer.status, await answer.json()]);
  }
  expect(statuses).toEqual([
    [422, { ...error('CI_RUN_VALUES'), fields: { version: 'Too old.' } }],
    [403, error('CI_PERMISSION_DENIED')],
    [403, error('CI_RUN_LABELS')],
    [404, error('CI_INTENT_UNKNOWN')],
  ]);
});

test('nobody but members of the channel sees, runs or decides', async () => {
  const stranger = { 'Mattermost-User-Id': 'mallory' };
  const answers = [
    await ask(`/intents?channel_id=${channel}`, undefined, stranger),
    await ask(`/runs?channel_id=${channel}`, undefined, stranger),
    await ask('/intents/ship/run', { channel_id: channel }, stranger),
    await ask('/runs/r7/approve', { channel_id: channel }, stranger),
    await ask('/intents/ship/run', { channel_id: channel }, {}),
    await ask('/intents/ship/run', { channel_id: channel, parameters: { version: ['1'] } }),
    await ask('/runs/r8'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 401, 400, 404]);
  expect(asked).toEqual([]);
});

test('a decision names who decides, why, and that it came from here; what is refused says why', async () => {
  expect((await ask('/runs/r7/reject', { channel_id: channel, reason: 'not today' }, { 'Mattermost-User-Id': 'bob' })).status).toBe(200);
  const refused = await ask('/runs/r7/approve', { channel_id: channel });
  expect([refused.status, await refused.json()]).toEqual([
    403,
    { code: 'CI_RUN_SELF', message: 'You began it. Somebody else must approve it.' },
  ]);
  expect((await ask(`/runs?channel_id=${channel}&before=b1`)).status).toBe(200);
  expect(asked).toEqual([
    { id: 'r7', userId: 'bob', decision: 'reject', reason: 'not today', from: 'sidebar' },
    { id: 'r7', userId: 'alice', decision: 'approve', from: 'sidebar' },
    [channel, 'b1', 'alice'],
  ]);
});

test('a runbook is shown with its steps and those who are asked, in words', () => {
  const intent: Intent = {
    name: 'ship',
    about: { kind: 'scale', service: 'api', replicas: '3' },
    parameters: [{ name: 'count', type: 'number', required: true, min: 1, default: '2' }],
    labels: [],
    approval: { count: 1, from: { users: ['bob'], groups: ['ops'], roles: ['team_admin'] }, selfApproval: false, expires: 1000 },
    concurrency: 1,
    timeout: 1000,
    steps: [
      {
        name: 'build',
        kind: { of: 'provider', provider: 'forge', step: 'build' },
        input: { texts: { job: 'deploy/{{ count }}' }, switches: {}, values: {} },
      },
      { name: 'wait', kind: { of: 'own', step: 'wait' }, input: { texts: { for: '5m' }, switches: {}, values: {} } },
    ],
    onFailure: { kind: 'stop' },
    source: { kind: 'configuration', line: 1 },
    written: '{}',
  };
  expect(viewIntent(intent, 'Ask bob.')).toEqual({
    name: 'ship',
    kind: 'scale',
    parameters: [{ name: 'count', type: 'number', required: true, min: 1, default: '2' }],
    labels: [],
    steps: ['build: forge.build deploy/{{ count }}', 'wait 5m'],
    approval: { count: 1, from: 'the team’s administrators, the group ops, @bob' },
    refusal: 'Ask bob.',
  });
});
