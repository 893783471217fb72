// A job fails: the end of its log that says why, and its failed tests, stand in the card's thread, with no secret in them.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { hookPath } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startGitLab, type GitLab, type Scenario } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(60_000);

const prefix = 'PluginSettings.Plugins.ci-command-center';
const apiToken = 'made-up-service-token-0123456789';

let server: TestServer;
let builds: TestChannel;
let gitlab: GitLab;

const set = (key: string, value: string) => server.mmctl('config', 'set', `${prefix}.${key}`, value);

beforeAll(async () => {
  server = await testServer();
  builds = await openChannel(server, 'builds', 'alice');
  const firstId = 96_000_000 + (Date.now() % 900_000);
  gitlab = await startGitLab({ hookUrl: server.url + hookPath, token: server.webhookSecret, speed: 600, apiToken, firstId });
  await set('gitlaburl', gitlab.url);
  await set('gitlabtoken', apiToken);
});

afterAll(async () => {
  await set('gitlaburl', '');
  await set('gitlabtoken', '');
  await gitlab.stop();
});

const log = [
  '\u001B[0KRunning with gitlab-runner 18.2.0\u001B[0;m',
  'section_start:1773480420:step_script\r\u001B[0K\u001B[36;1m$ make unit\u001B[0;m',
  'Downloading with password=made-up-and-hidden-4711',
  '\u001B[31mAssertionError: expected 2 departures, got 3 @all\u001B[0m',
  'section_end:1773480480:step_script\r\u001B[0K',
  'section_start:1773480481:cleanup_file_variables\r\u001B[0KCleaning up project directory and file based variables',
  'section_end:1773480482:cleanup_file_variables\r\u001B[0K',
  '\u001B[31;1mERROR: Job failed: exit code 1\u001B[0;m',
];

const scenario = (number: number): Scenario => ({
  project: 'city/log-thread',
  ref: `branch-${number}`,
  message: 'Count departures',
  author: 'Alice Demo',
  jobs: [
    { stage: 'test', name: 'unit', seconds: 2, outcomes: ['failed'], reason: 'script_failure', log, failedTests: ['counts departures'] },
  ],
});

test('the log’s last meaningful lines and the failed test are in the thread, once, and nothing in them acts', async () => {
  const { id } = await gitlab.runPipeline(scenario(1));
  const card = await pollUntil(
    'the card',
    async () => (await builds.cards()).find(({ props, message }) => props.ci_pipeline.number === String(id) && message.includes('failed')),
    { limit: 20_000 },
  );
  const repliesTo = async () => (await builds.posts()).filter((post) => post.root_id === card.id);
  const reply = await pollUntil(
    'the log in the thread',
    async () => (await repliesTo()).find(({ message }) => message.includes('unit failed')),
    {
      limit: 20_000,
    },
  );
  const text = reply.props.attachments.map((each) => each.text).join('\n');
  expect(text).toContain('AssertionError: expected 2 departures, got 3');
  expect(text).toMatch(/new.*counts departures/);
  for (const hidden of ['made-up-and-hidden', '\u001B', 'section_', 'Cleaning up']) expect(text).not.toContain(hidden);
  expect(reply.message).toContain('1 test failed, 1 new');
  expect((await repliesTo()).filter(({ message }) => message.includes('unit failed'))).toHaveLength(1);
});
