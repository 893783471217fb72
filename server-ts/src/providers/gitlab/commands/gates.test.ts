import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startGitLab, type GitLab } from '../../../../../test/stand-ins/gitlab/index.ts';
import { createHttp } from '../../../platform/http.ts';
import { CiError } from '../../../platform/errors.ts';
import type { DeployGates } from '../../../ci/deploy-gate.ts';
import { asking, textOf, type Asking } from './fake-asked.ts';

jest.setTimeout(60_000);

let gitlab: GitLab;
let alice: Asking;
let bob: Asking;
const http = createHttp();

/** One approval of somebody else everywhere, and only from main to production. */
const gates: DeployGates = {
  any: () => true,
  of: (_project, environment, ref) => ({
    branches: environment === 'production' ? ['main'] : [],
    isAllowed: environment !== 'production' || ref === 'main',
    approvals: 1,
    selfApproval: false,
  }),
};

const ship = (environment: string) =>
  ({ name: 'ship', stage: 'deploy', seconds: 1, outcomes: ['manual', 'failed', 'success'], environment, allowFailure: true }) as const;

beforeAll(async () => {
  gitlab = await startGitLab({ speed: 500 });
  for (const person of ['alice', 'bob']) gitlab.person(person, { roles: { city: 'maintainer' } });
  const of = (login: string) => asking({ url: gitlab.url, login, token: gitlab.accessToken(login), http, around: { gates } });
  [alice, bob] = [of('alice'), of('bob')];
  gitlab.project('city/open', { environments: [{ name: 'production' }], branches: ['feature'], pipeline: [ship('production')] });
  gitlab.project('city/vault', { environments: [{ name: 'vault', requiredApprovals: 1 }], pipeline: [ship('vault')] });
});

afterAll(async () => {
  await gitlab.stop();
  await http.close();
});

/** Answers its number and that of the job that waits. */
async function run(project: string, ref: string): Promise<{ readonly pipeline: string; readonly job: string }> {
  const { follow } = await alice.type('pipelines run', project, ref, '--defaults');
  if (follow === undefined || !('number' in follow.run)) throw new Error('nothing runs');
  const { number } = follow.run;
  for (;;) {
    const job = gitlab.pipelines.find(({ id }) => String(id) === number)?.jobs.find(({ status }) => status === 'manual');
    if (job !== undefined) return { pipeline: number, job: String(job.id) };
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const played = (project: string): boolean =>
  gitlab.pipelines.some(({ project: { path }, jobs }) => path === project && jobs.some((job) => job.played === true));

test('no way to deploy leads around a gate: not from another branch, nor without the approvals that GitLab asks of nobody', async () => {
  const feature = await run('city/open', 'feature');
  const main = await run('city/open', 'main');
  const project = String(gitlab.world.findProject('city/open')?.id);
  for (const [number, code] of [
    [feature, 'CI_GITLAB_GATE_BRANCH'],
    [main, 'CI_GITLAB_GATE_APPROVALS'],
  ] as const) {
    const args = { project, ...number };
    const ways = [
      () => alice.click('play', args),
      () => alice.click('play', { ...args, choice: number.job }),
      () => alice.click('deploy', args),
      () => alice.type('job play', number.job, 'city/open'),
    ];
    for (const way of ways) await expect(way()).rejects.toMatchObject({ code });
  }
  await expect(alice.type('deploy', 'city/open', 'production', 'feature')).rejects.toMatchObject({ code: 'CI_GITLAB_GATE_BRANCH' });
  await expect(alice.type('deploy', 'city/open', 'production')).rejects.toMatchObject({
    message: expect.stringContaining('1 other person'),
    remedy: expect.stringContaining('protect the environment in GitLab'),
  });
  expect(played('city/open')).toBe(false);
});

test('GitLab’s own approvals count: somebody else’s, not one’s own', async () => {
  const { pipeline, job } = await run('city/vault', 'main');
  const waiting = await alice.type('deploy', 'city/vault', 'vault');
  const approve = waiting.buttons?.[0]?.call;
  if (approve === undefined) throw new Error('no button');
  await expect(alice.click(approve.name, approve.args)).rejects.toMatchObject({ code: 'CI_GITLAB_GATE_SELF' });
  // Whatever pipeline a click names, the deployment's own is told.
  const approved = await bob.click(approve.name, { ...approve.args, pipeline: '123' });
  expect(approved.did?.[0]?.key).toMatch(new RegExp(`/${pipeline}$`));
  expect(textOf(approved.text)).toContain('You approved the deployment to vault. It can begin now.');
  expect(approved.did?.map(({ verb, what }) => [verb, what])).toEqual([
    ['deployment-approved', 'vault'],
    ['deployment-approved', 'vault'],
  ]);
  await expect(bob.click(approve.name, approve.args)).rejects.toMatchObject({ code: 'CI_GITLAB_NOT_BLOCKED' });
  const { did } = await alice.click('play', { project: approve.args['project'] ?? '', pipeline, job });
  expect(did).toMatchObject([{ verb: 'deployed', what: 'vault' }]);
  expect(played('city/vault')).toBe(true);
});

test('a gate holds also where a thousand previews were deployed since; where nobody can tell, nothing begins', async () => {
  gitlab.project('city/busy', {
    environments: [{ name: 'production' }, { name: 'review' }],
    branches: ['feature'],
    pipeline: [ship('production')],
  });
  const number = await run('city/busy', 'feature');
  const { id, deployments, environments } = gitlab.world.findProject('city/busy') ?? {};
  const production = deployments?.at(-1);
  if (deployments === undefined || production === undefined) throw new Error('nothing waits');
  const later = (name: string): void => {
    const environment = environments?.find((each) => each.name === name) ?? production.environment;
    const { job: _job, ...rest } = production;
    const createdAt = new Date(Date.now() + 600_000);
    const first = deployments.length;
    for (let each = first; each < first + 1_000; each += 1)
      deployments.push({ ...rest, id: production.id + each, iid: each, environment, createdAt, status: 'success' });
  };
  const ways = [
    () => alice.click('play', { project: String(id), ...number }),
    () => alice.click('deploy', { project: String(id), ...number }),
  ];
  later('review');
  for (const way of ways) await expect(way()).rejects.toMatchObject({ code: 'CI_GITLAB_GATE_BRANCH' });
  later('production');
  for (const way of ways) await expect(way()).rejects.toMatchObject({ code: 'CI_GITLAB_GATE_UNSEEN' });
  expect(played('city/busy')).toBe(false);
}, 60_000);

test('who may not deploy begins no job that deploys, by no way, but still any other; without such a rule nothing is looked up', async () => {
  const denied = new CiError('CI_PERMISSION_DENIED', 'No.', 'Ask.');
  const asked: string[] = [];
  const permit = async (kind: string): Promise<void> => {
    asked.push(kind);
    throw denied;
  };
  const url = gitlab.url;
  const carol = asking({ url, login: 'alice', token: gitlab.accessToken('alice'), http, around: { permit } });
  gitlab.project('city/free', {
    environments: [{ name: 'production' }],
    pipeline: [ship('production'), { stage: 'test', name: 'extra', seconds: 1, outcomes: ['manual', 'success'], allowFailure: true }],
  });
  const { pipeline } = await run('city/free', 'main');
  const jobs = gitlab.pipelines.find(({ id }) => String(id) === pipeline)?.jobs ?? [];
  const [shipping, extra] = ['ship', 'extra'].map((name) => String(jobs.find(({ plan }) => plan.name === name)?.id));
  const args = { project: String(gitlab.world.findProject('city/free')?.id), pipeline, job: shipping ?? '' };
  const ways = [
    () => carol.click('play', args),
    () => carol.click('deploy', args),
    () => carol.type('job play', shipping ?? '', 'city/free'),
    () => carol.type('deploy', 'city/free', 'production'),
  ];
  for (const way of ways) await expect(way()).rejects.toBe(denied);
  expect(new Set(asked)).toEqual(new Set(['deploy']));
  expect(played('city/free')).toBe(false);
  await carol.click('play', { ...args, job: extra ?? '' });
  expect(played('city/free')).toBe(true);
});
