import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startGitLab, type GitLab } from '../../../../../test/stand-ins/gitlab/index.ts';
import { createHttp } from '../../../platform/http.ts';
import { asking, textOf, type Asking } from './fake-asked.ts';

let gitlab: GitLab;
let alice: Asking;
let bob: Asking;
let eve: Asking;
const http = createHttp();

beforeAll(async () => {
  gitlab = await startGitLab({ speed: 500 });
  gitlab.person('alice', { roles: { city: 'maintainer' } });
  gitlab.person('bob', { roles: { city: 'maintainer' } });
  gitlab.person('eve', { roles: { city: 'reporter' } });
  const of = (login: string) => asking({ url: gitlab.url, login, token: gitlab.accessToken(login), http });
  [alice, bob, eve] = [of('alice'), of('bob'), of('eve')];
  gitlab.project('city/api', {
    environments: [{ name: 'production' }, { name: 'staging' }, { name: 'guarded', deployLevel: 40, requiredApprovals: 1 }],
    runners: [{ description: 'big one' }, { description: 'old one', online: false }, { description: 'resting', paused: true }],
    pipeline: [
      { name: 'build', stage: 'build', seconds: 1, outcomes: ['success'] },
      {
        name: 'ship',
        stage: 'deploy',
        seconds: 1,
        outcomes: ['manual', 'success', 'success', 'success'],
        environment: 'production',
        allowFailure: true,
      },
    ],
  });
  gitlab.project('city/guarded', {
    environments: [{ name: 'vault', deployLevel: 40, requiredApprovals: 1 }],
    pipeline: [{ name: 'ship', stage: 'deploy', seconds: 1, outcomes: ['manual', 'success'], environment: 'vault', allowFailure: true }],
  });
  gitlab.project('city/bare');
});

afterAll(async () => {
  await gitlab.stop();
  await http.close();
});

async function until(what: () => boolean): Promise<void> {
  for (let round = 0; !what(); round += 1) {
    if (round > 300) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const run = async (who: Asking, project: string): Promise<string> => {
  const { follow } = await who.type('pipelines run', project, 'main', '--defaults');
  if (follow === undefined || !('number' in follow.run)) throw new Error('nothing runs');
  const { number } = follow.run;
  await until(() => jobIn(number, 'ship')?.status === 'manual');
  return number;
};
const jobIn = (number: string, name: string) =>
  gitlab.pipelines.find(({ id }) => String(id) === number)?.jobs.findLast(({ plan }) => plan.name === name);
const press = async (who: Asking, answer: Awaited<ReturnType<Asking['type']>>) => {
  const call = answer.buttons?.[0]?.call;
  if (call === undefined) throw new Error('no button');
  return who.click(call.name, call.args);
};

describe('deploy and rollback', () => {
  test('ask first with what would happen, then play the job that waits; back is the job before', async () => {
    await expect(alice.type('deploy', 'city/api', 'production')).rejects.toMatchObject({ code: 'CI_GITLAB_NOTHING_TO_DEPLOY' });
    const first = await run(alice, 'city/api');
    const asked = await alice.type('deploy', 'city/api', 'Production');
    expect(textOf(asked.text)).toMatch(/nothing was deployed yet\.\nIt would be deployed to: the job ship of pipeline #\d+ on main begins/);
    expect(jobIn(first, 'ship')?.status).toBe('manual');
    expect((await press(alice, asked)).follow?.run).toMatchObject({ number: first });
    await until(() => jobIn(first, 'ship')?.status === 'success');
    await expect(alice.type('rollback', 'city/api', 'production')).rejects.toMatchObject({ code: 'CI_GITLAB_NO_ROLLBACK' });

    const project = gitlab.world.projects.find(({ path }) => path === 'city/api');
    project?.branches.set('main', [{ id: 'b'.repeat(40), message: 'Newer\n', author: 'Alice', at: new Date() }]);
    const second = await run(alice, 'city/api');
    await press(alice, await alice.type('deploy', 'city/api', 'production'));
    await until(() => jobIn(second, 'ship')?.status === 'success');
    const back = await alice.type('rollback', 'city/api', 'production');
    expect(textOf(back.text)).toMatch(/runs main \(bbbbbbbb.*It would go back to main/s);
    expect(back.buttons?.[0]).toMatchObject({ style: 'danger', call: { args: { pipeline: first } } });
    await expect(press(eve, back)).rejects.toMatchObject({ code: 'CI_GITLAB_FORBIDDEN' });
    expect((await press(alice, back)).follow?.run).toMatchObject({ number: first });
  });

  test('an environment that is not there is said with those that are', async () => {
    await expect(alice.type('deploy', 'city/api', 'prodution')).rejects.toMatchObject({
      code: 'CI_GITLAB_NO_ENVIRONMENT',
      message: expect.stringContaining('Did you mean production?'),
    });
    await expect(alice.type('deploy', 'city/bare', 'production')).rejects.toMatchObject({
      message: expect.stringContaining('has no environments'),
    });
  });

  test('a project alone is asked for its environment', async () => {
    await expect(alice.type('deploy', 'city/api')).rejects.toMatchObject({
      message: 'Which environment of city/api?',
      remedy: 'It has: guarded, production, staging.',
    });
    await expect(alice.type('rollback', 'city/bare')).rejects.toMatchObject({ message: expect.stringContaining('has no environments') });
  });

  test('in a channel of one project its name is left out', async () => {
    const here = asking({ url: gitlab.url, login: 'alice', token: gitlab.accessToken('alice'), http, projects: ['city/api'] });
    await expect(here.type('deploy', 'staging')).rejects.toMatchObject({ message: 'Nothing waits to be deployed to staging of city/api.' });
    await expect(here.type('deploy', 'staging', 'v1')).rejects.toMatchObject({ message: expect.stringContaining('from v1') });
  });

  test('what waits for approval is approved by somebody else, and can begin then', async () => {
    const { follow } = await alice.type('pipelines run', 'city/guarded', 'main', '--defaults');
    const number = follow !== undefined && 'number' in follow.run ? follow.run.number : '';
    await until(() => gitlab.world.projects.some(({ deployments }) => deployments.some(({ status }) => status === 'blocked')));
    const asked = await bob.type('deploy', 'city/guarded', 'vault');
    expect(textOf(asked.text)).toMatch(/waits for .* to approve it/);
    await expect(press(alice, asked)).rejects.toMatchObject({ message: expect.stringContaining('cannot approve your own') });
    const approved = await press(bob, asked);
    expect(textOf(approved.text)).toContain('You approved the deployment to vault');
    await press(bob, approved);
    await until(() => jobIn(number, 'ship')?.status === 'success');
  });
});

test('runners are told to maintainers', async () => {
  const text = textOf((await alice.type('runners', 'city/api')).text);
  expect(text).toMatch(/big one \| projects \| ✓ online/);
  expect(text).toMatch(/old one \| projects \| ✗ offline/);
  expect(text).toMatch(/resting \| projects \| ⏸ paused/);
  await expect(eve.type('runners', 'city/api')).rejects.toMatchObject({ code: 'CI_GITLAB_FORBIDDEN' });
});

test('open merge requests are told with pipeline and approvals', async () => {
  gitlab.project('city/reviewed', { branches: ['feature/x'] });
  const { credentials, connection } = await alice.asked.as();
  expect(textOf((await alice.type('mr', 'city/reviewed')).text)).toBe(
    'city/reviewed has no open merge requests.'.replace('city', '**city').replace('wed ', 'wed** '),
  );
  const made = await http(`${connection.url}/api/v4/projects/city%2Freviewed/merge_requests`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${credentials?.token ?? ''}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ source_branch: 'feature/x', target_branch: 'main', title: 'Find | it' }),
  });
  expect(made.status).toBe(201);
  await gitlab.runPipeline({
    project: 'city/reviewed',
    ref: 'feature/x',
    message: 'Try',
    author: 'Alice',
    jobs: [{ name: 'unit', stage: 'test', seconds: 0, outcomes: ['failed'] }],
  });
  expect(textOf((await alice.type('mr', 'city/reviewed')).text)).toMatch(/!\d+ Find \| it \| Alice \| ✗ failed \| 0 of 1 \| just now/);
});

test('the latest release is told, and a form makes the next one with its notes', async () => {
  gitlab.project('city/released');
  const none = await alice.type('release', 'city/released');
  expect(textOf(none.text)).toContain('has no releases yet');
  const { form } = await press(alice, none);
  expect(form?.fields.map(({ name, ...field }) => [name, 'value' in field ? field.value : undefined])).toEqual([
    ['tag', 'v1.0.0'],
    ['ref', 'main'],
    ['name', undefined],
    ['notes', expect.stringContaining('* Begin main')],
  ]);
  const args = form?.call.args ?? {};
  expect((await alice.click('release-filled', args, { tag: 'no good', ref: 'main' })).faults).toHaveProperty('tag');
  const done = await alice.click('release-filled', args, { tag: 'v1.0.9', ref: 'main', name: 'Nine', notes: 'All *new*' });
  expect(done).toMatchObject({ inChannel: true });
  const now = await alice.type('release', 'city/released');
  expect(textOf(now.text)).toMatch(/^v1\.0\.9 of \*\*city\/released\*\* was released just now by Alice Demo\. Nine/);
  expect((await press(alice, now)).form?.fields[0]).toMatchObject({ value: 'v1.0.10' });
  expect((await alice.click('release-filled', args, { tag: 'v1.0.9', ref: 'main' })).faults).toEqual({
    tag: expect.stringContaining('already exists'),
  });
});
