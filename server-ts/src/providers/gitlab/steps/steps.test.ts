import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startGitLab, type GitLab } from '../../../../../test/stand-ins/gitlab/index.ts';
import type { DeployGates } from '../../../ci/deploy-gate.ts';
import type { StepAsked, StepInput, StepKind, StepSeen } from '../../../ci/step.ts';
import { createHttp } from '../../../platform/http.ts';
import { textOf } from '../commands/fake-asked.ts';
import { steps } from './index.ts';

let gitlab: GitLab;
const http = createHttp();

beforeAll(async () => {
  gitlab = await startGitLab({ speed: 500 });
  gitlab.person('alice', { roles: { city: 'maintainer' } });
  const ship = {
    name: 'ship',
    stage: 'deploy',
    seconds: 1,
    outcomes: ['manual', 'success'],
    environment: 'production',
    allowFailure: true,
  } as const;
  gitlab.project('city/api', {
    inputs: [{ name: 'version', description: 'What to ship' }],
    pipeline: [{ name: 'unit', stage: 'test', seconds: 1, outcomes: ['failed'], reason: 'script_failure' }],
  });
  gitlab.project('city/held', { pipeline: [{ name: 'unit', stage: 'test', seconds: 1, outcomes: ['success'], hold: 'lunch' }] });
  gitlab.project('city/open', { environments: [{ name: 'production' }], branches: ['feature'], pipeline: [ship] });
});

afterAll(async () => {
  await gitlab.stop();
  await http.close();
});

function step(name: string): StepKind {
  const found = steps[name];
  if (found === undefined) throw new Error(`no step ${name}`);
  return found;
}

const input = (texts: Record<string, string>, variables: Record<string, string> = {}): StepInput => ({
  texts,
  switches: {},
  values: { variables },
});

function asked(gates?: DeployGates): StepAsked {
  const connection = { provider: 'gitlab', name: 'default', url: gitlab.url, webhookSecrets: [] };
  const reach = { connection, http, credentials: { token: gitlab.accessToken('alice') }, account: { login: 'alice' } };
  return { reach, now: Date.now(), ...(gates !== undefined && { gates }) };
}

/** To its end. */
async function through(kind: StepKind, begun: StepSeen): Promise<StepSeen> {
  let seen = begun;
  while (seen.kind === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 20));
    seen = await kind.look(seen.handle, asked());
  }
  return seen;
}

test('a pipeline is run with its inputs to its end; one that fails brings the log of the job that failed', async () => {
  const kind = step('pipeline');
  const begun = await kind.start(input({ project: 'city/api', ref: 'main' }, { version: '1.2.3' }), asked());
  expect(begun).toMatchObject({
    kind: 'running',
    run: expect.stringMatching(/^gitlab\/default\/\d+\/\d+$/),
    outputs: { id: expect.stringMatching(/^\d+$/), url: expect.stringContaining('/pipelines/') },
  });
  const over = await through(kind, begun);
  expect(over).toMatchObject({ kind: 'failed', outputs: { status: 'failed' }, log: expect.arrayContaining([expect.any(String)]) });
  expect(textOf(over.text)).toMatch(/city\/api: ✗ failed/);
}, 20_000);

test('what is missing or wrong is said before anything begins', async () => {
  const before = gitlab.pipelines.length;
  await expect(step('pipeline').start(input({ project: 'city/nowhere' }), asked())).rejects.toMatchObject({ code: 'CI_GITLAB_NO_PROJECT' });
  await expect(step('pipeline').start(input({ project: 'city/api' }), asked())).rejects.toMatchObject({ code: 'CI_GITLAB_VALUE' });
  await expect(step('deploy').start(input({ project: 'city/open', environment: 'moon' }), asked())).rejects.toMatchObject({
    code: 'CI_GITLAB_NO_ENVIRONMENT',
  });
  expect(gitlab.pipelines.length).toBe(before);
}, 20_000);

test('a pipeline that is stopped is cancelled, and stopping it again is no error', async () => {
  const kind = step('pipeline');
  const begun = await kind.start(input({ project: 'city/held' }), asked());
  if (begun.kind !== 'running') throw new Error('it does not run');
  await kind.stop?.(begun.handle, asked());
  expect(await through(kind, begun)).toMatchObject({ kind: 'failed', outputs: { status: 'canceled' } });
}, 20_000);

test('a job that waits begins, and a deployment does, unless a gate of the environment holds them back', async () => {
  const made = await step('pipeline').start({ ...input({ project: 'city/open', ref: 'feature' }), switches: { wait: false } }, asked());
  expect(made).toMatchObject({ kind: 'succeeded' });
  const closed: DeployGates = {
    any: () => true,
    of: (_project, _environment, ref) => ({ branches: ['main'], isAllowed: ref === 'main', approvals: 0, selfApproval: false }),
  };
  while (!gitlab.pipelines.some(({ jobs }) => jobs.some(({ status }) => status === 'manual')))
    await new Promise((resolve) => setTimeout(resolve, 20));
  const job = input({ project: 'city/open', job: 'ship', pipeline: made.outputs['id'] ?? '' });
  const deployment = input({ project: 'city/open', environment: 'production', ref: 'feature' });
  await expect(step('job').start(job, asked(closed))).rejects.toMatchObject({ code: 'CI_GITLAB_GATE_BRANCH' });
  await expect(step('deploy').start(deployment, asked(closed))).rejects.toMatchObject({ code: 'CI_GITLAB_GATE_BRANCH' });
  const played = await through(step('deploy'), await step('deploy').start(deployment, asked()));
  expect(played).toMatchObject({ kind: 'succeeded', outputs: { pipeline: made.outputs['id'] } });
  const again = await through(step('job'), await step('job').start(job, asked()));
  expect([again.kind, again.outputs['id'] === played.outputs['id']]).toEqual(['succeeded', false]);
}, 20_000);
