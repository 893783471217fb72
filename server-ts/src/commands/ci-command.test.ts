import { expect, test } from '@jest/globals';
import type { PipelineView } from '@ci-command-center/contract';
import { CiError } from '../platform/errors.ts';
import { runCiCommand } from './ci-command.ts';
import { fakePorts, here as context } from './fake-ports.ts';
import type { CiPorts, PipelineQuestion } from './ports.ts';

const failed: PipelineView = {
  key: 'lab/default/1/4711',
  revision: 3,
  provider: 'Lab',
  project: { path: 'platform/api', url: 'https://ci.example/platform/api' },
  number: '4711',
  url: 'https://ci.example/platform/api/-/pipelines/4711',
  status: 'failed',
  ref: { kind: 'branch', name: '@all' },
  stages: [],
  jobs: [{ id: '1', name: 'unit', stage: 'test', status: 'failed', allowFailure: false }],
  updatedAt: 0,
  finishedAt: 0,
  duration: 283,
};

function ports(pipelines: readonly PipelineView[], asked: PipelineQuestion[] = []): CiPorts {
  const fake = fakePorts(pipelines);
  const recentPipelines: CiPorts['recentPipelines'] = (question) => {
    asked.push(question);
    return fake.recentPipelines(question);
  };
  return { ...fake, recentPipelines };
}

function broken(error: Error): CiPorts {
  return {
    ...fakePorts(),
    recentPipelines: async () => {
      throw error;
    },
  };
}

test('/ci status leaves out a branch that nobody told', async () => {
  const reply = await runCiCommand('/ci status', context, ports([{ ...failed, ref: { kind: 'branch', name: '' } }]));
  const row = reply.attachments?.[0]?.text.split(' · ') ?? [];
  expect(row).toHaveLength(4);
  expect(row).not.toContain('');
});

test('/ci status lists the pipelines of this channel, with the links out of the message', async () => {
  const reply = await runCiCommand('/ci status', context, ports([failed]));
  expect(reply.text).toBe('The latest pipeline of this channel:');
  expect(reply.attachments?.[0]?.text).toBe(
    '- ✗ failed (unit) · platform/api [\\#\u200B4711](https://ci.example/platform/api/-/pipelines/4711) · @\u200Ball · 5 min ago · 4 min 43 s',
  );
});

async function rowOf(view: Partial<PipelineView>): Promise<string | undefined> {
  return (await runCiCommand('/ci status', context, ports([{ ...failed, ...view }]))).attachments?.[0]?.text;
}

test('/ci status says whose each is: by the name here of who linked an account, which calls nobody', async () => {
  expect(await rowOf({ triggeredBy: { name: 'Ada [x](y)' } })).toContain(' · by Ada \\[x\\](y) · ');
  const commit = { sha: 'a', title: 'b', author: { name: 'Ada', mention: 'ada' } };
  expect(await rowOf({ commit })).toContain(' · by @\u200Bada · ');
});

test('an address stands for its project and branch', async () => {
  const asked: PipelineQuestion[] = [];
  await runCiCommand('/ci status https://ci.example/platform/api/-/tree/main', context, ports([failed], asked));
  expect(asked[0]).toEqual({ channelId: 'c1', project: 'platform/api', branch: 'main', limit: 10 });
});

test('a channel without pipelines is told the one next step', async () => {
  const { text } = await runCiCommand('/ci status', context, ports([]));
  expect(text).toContain('- Lab: `https://chat.example/plugins/ci-command-center/webhooks/lab`');
});

test('a project that is nearly one of the channel is guessed', async () => {
  const { text } = await runCiCommand('/ci status platform/apo', context, ports([failed]));
  expect(text).toBe('No pipeline of platform/apo has been seen in this channel. Did you mean platform/api?');
  const other = await runCiCommand('/ci status platform/api next', context, ports([failed]));
  expect(other.text).toContain('Leave out the branch');
});

test('/ci help names the other commands there are', async () => {
  expect((await runCiCommand('/ci help', context, ports([]))).text).toMatch(/`\/ci help.*\n\n- `\/lab help` Drive the lab$/);
  expect((await runCiCommand('/ci help status', context, ports([]))).text).not.toContain('/lab');
});

test('/ci alone is help, a wrong word is answered with what was probably meant', async () => {
  expect((await runCiCommand('/ci', context, ports([]))).text).toContain('`/ci status [project] [branch]`');
  const { text } = await runCiCommand('/ci sttaus @channel', context, ports([]));
  expect(text).toBe('There is no command sttaus. Did you mean status? `/ci help` lists all there are.');
  expect((await runCiCommand('/ci @channel', context, ports([]))).text).not.toContain('@channel');
});

test('/ci about says the version', async () => {
  expect((await runCiCommand('/ci about', context, ports([]))).text).toContain('0.1.0');
});

test('an expected failure is said with its remedy, a surprise is not swallowed', async () => {
  const reply = await runCiCommand(
    '/ci status',
    context,
    broken(new CiError('CI_STORAGE_UNREACHABLE', 'The database is away.', 'Try again.')),
  );
  expect(reply.text).toBe('The database is away. Try again. (CI_STORAGE_UNREACHABLE)');
  await expect(runCiCommand('/ci status', context, broken(new Error('bug')))).rejects.toThrow('bug');
});
