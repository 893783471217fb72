// Pipelines, jobs, deployments and merge requests of GitLab are driven from chat: by commands and by the buttons of their cards, each as
// the person who types or clicks; the card tells who it was.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { pollUntil } from '../../build/embedded/poll.ts';
import { configure, usual } from '../server/configuration.ts';
import { openChannel } from '../server/channel.ts';
import { enterChat, type Chat, type Seen } from '../server/chat.ts';
import { openGitLabDesk, type GitLabDesk } from '../server/gitlab-desk.ts';
import { testServer, type TestServer } from '../server/index.ts';
import type { GitLab, JobPlan } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(120_000);

let server: TestServer;
let desk: GitLabDesk;
let gitlab: GitLab;
let alice: Chat;
let bob: Chat;
let carol: Chat;

const ship = (environment: string): JobPlan => ({
  name: `ship-${environment}`,
  stage: 'deploy',
  seconds: 1,
  outcomes: ['manual', 'success', 'success', 'success'],
  environment,
  allowFailure: true,
});

beforeAll(async () => {
  server = await testServer();
  desk = await openGitLabDesk(server, `gitlab-drive-${Date.now()}`, {
    speed: 40,
    people: { alice: { drive: 'maintainer' }, bob: { drive: 'maintainer' }, carol: { drive: 'reporter' } },
  });
  gitlab = desk.gitlab;
  [alice, bob, carol] = [sitting('alice'), sitting('bob'), sitting('carol')];
  gitlab.project('drive/form', {
    inputs: [
      { name: 'version', regex: '^\\d+$', description: 'What to build' },
      { name: 'shards', type: 'number', default: 2 },
      { name: 'region', options: ['eu', 'us'], default: 'eu' },
      { name: 'dry', type: 'boolean', default: false },
    ],
    variables: [
      { key: 'LEVEL', value: 'info', description: 'How much is logged', options: ['info', 'debug'] },
      { key: 'INTERNAL', value: 'x' },
    ],
  });
  gitlab.project('drive/api', {
    branches: ['feature/search'],
    environments: [{ name: 'staging' }, { name: 'production', requiredApprovals: 1 }],
    runners: [{ description: 'big one' }, { description: 'asleep', online: false }],
    pipeline: [
      { name: 'unit', stage: 'test', seconds: 1, outcomes: ['failed', 'success'], reason: 'script_failure', log: ['unit: 1 failed'] },
      ship('staging'),
      ship('production'),
    ],
  });
});

afterAll(async () => {
  await configure(server, usual);
  await desk.close();
});

function sitting(name: string): Chat {
  const chat = desk.people[name];
  if (chat === undefined) throw new Error(`${name} is not there`);
  return chat;
}

/** `text`: of the answer; others hear cards meanwhile, too. */
async function say(who: Chat, command: string, text: RegExp): Promise<Seen> {
  await who.type(command);
  return who.reads(text);
}

/** The pipeline that the command starts. */
async function begin(who: Chat, command: string) {
  const before = gitlab.pipelines.length;
  await who.type(command);
  return pollUntil('a new pipeline', async () => gitlab.pipelines[before], { limit: 40_000, every: 50 });
}

/** The newest card whose stored text fits, as that person's client has it. */
async function card(of: RegExp, text: RegExp): Promise<Seen> {
  const look = async (): Promise<Seen | undefined> => {
    for (const post of (await desk.channel.cards()).toReversed()) {
      const [attachment] = post.props.attachments;
      const shown = `${post.message}\n${attachment?.title ?? ''}\n${attachment?.text ?? ''}`.replaceAll('\u200B', '');
      if (!of.test(shown)) continue;
      return text.test(shown) ? { id: post.id, private: false, text: shown, files: [], buttons: await buttonsOf(post.id) } : undefined;
    }
    return undefined;
  };
  return pollUntil(`a card like ${text}`, look, { limit: 40_000, every: 150 });
}

const withButtons = z.object({
  props: z.object({ attachments: z.array(z.object({ actions: z.array(z.object({ id: z.string(), name: z.string() })).default([]) })) }),
});

async function buttonsOf(postId: string): Promise<Seen['buttons']> {
  const { props } = withButtons.parse(await server.as('alice').get(`/api/v4/posts/${postId}`));
  return props.attachments.flatMap(({ actions }) => actions.map((action) => ({ ...action, cookie: '' })));
}

const withDeeds = z.object({
  pipelines: z.array(
    z.object({ deeds: z.array(z.object({ verb: z.string(), what: z.string().default(''), by: z.array(z.string()) })).default([]) }),
  ),
});

/** On the live card of one of the channel's pipelines; a post has only so many versions. */
async function deed(verb: string, what: string, by: string): Promise<void> {
  const path = `/plugins/ci-command-center/api/v1/pipelines?channel_id=${desk.channel.id}`;
  const look = async (): Promise<true | undefined> => {
    const { pipelines } = withDeeds.parse(await server.as('alice').get(path));
    const all = pipelines.flatMap(({ deeds }) => deeds);
    return all.some((each) => each.verb === verb && each.what === what && each.by.includes(by)) || undefined;
  };
  await pollUntil(`${verb} ${what} by ${by}`, look, { limit: 40_000, every: 150 });
}

const newest = () => gitlab.pipelines.at(-1);

test('a pipeline is asked for in the form of its inputs and variables; a wrong value is said there', async () => {
  await alice.type('/gitlab pipelines run drive/form main');
  const dialog = await alice.dialog();
  expect(dialog.dialog.elements.map(({ name, default: value }) => [name, value])).toEqual([
    ['ref', 'main'],
    ['input_version', ''],
    ['input_shards', '2'],
    ['input_region', 'eu'],
    ['input_dry', expect.anything()],
    ['variable_LEVEL', 'info'],
    ['others', ''],
  ]);
  expect(JSON.stringify(dialog.dialog.elements[1])).toMatch(/What to build · Must match/);
  const given = { ref: 'main', input_version: '7', input_shards: 'many', input_region: 'us', variable_LEVEL: 'debug', others: 'EXTRA=1' };
  expect(await alice.submit(dialog, given)).toMatchObject({ errors: { input_shards: expect.stringContaining('is no number') } });
  expect(await alice.submit(dialog, { ...given, input_shards: '3' })).toEqual({});
  expect((await alice.reads(/hears nothing/)).text).toContain('/gitlab subscriptions add drive/form pipeline');
  expect(newest()).toMatchObject({ inputs: { version: '7', shards: 3, region: 'us' }, variables: { LEVEL: 'debug', EXTRA: '1' } });
});

test('two people retry at once: it is done once, the other one is told who did it, and the card tells all', async () => {
  await alice.type('/gitlab pipelines run drive/api main');
  const failed = await card(/drive\/api/, /pipeline #\d+ failed/i);
  await Promise.all([alice.press(failed, 'Retry failed'), bob.press(failed, 'Retry failed')]);
  const heard = await Promise.all([alice.reads(/Runs again|nothing to run again/), bob.reads(/Runs again|nothing to run again/)]);
  expect(heard.filter(({ text }) => text.includes('Runs again: unit'))).toHaveLength(1);
  expect(newest()?.jobs.filter(({ plan }) => plan.name === 'unit')).toHaveLength(2);
  const late = heard.find(({ text }) => !text.includes('Runs again'));
  expect(late?.private).toBe(true);
  expect(late?.text).toMatch(/@(alice|bob) did so just now/);
  expect((await card(/drive\/api/, /retried by @(alice|bob)/)).text).not.toMatch(/started from chat by @?(bob)/);
});

test('who may not play is told so alone, with GitLab’s reason; who may is asked first, and is on the card', async () => {
  const waiting = await card(/drive\/api/, /waiting|passed/i);
  const button = waiting.buttons.find(({ name }) => /staging/.test(name))?.name ?? '';
  await carol.press(waiting, button);
  expect(await carol.submit(await carol.dialog())).toMatchObject({
    error: expect.stringContaining('does not allow this to you: 403 Forbidden'),
  });
  await alice.press(waiting, button);
  const question = await alice.dialog();
  expect(question.dialog.introduction_text).toContain('deploys to staging');
  await alice.submit(question);
  await deed('deployed', 'staging', 'alice');
  const job = newest()?.jobs.find(({ plan }) => plan.name === 'ship-staging');
  expect((await say(bob, `/gitlab job play ${job?.id} drive/api`, /CI_GITLAB_NOT_MANUAL/)).text).toContain('@alice did so just now');
});

test('a protected environment waits for somebody else’s approval, then it is deployed; each is on the card', async () => {
  const asked = await say(bob, '/gitlab deploy drive/api production', /waits for one person/);
  expect(asked.private).toBe(true);
  await bob.press(asked, 'Approve for production');
  const approved = await bob.reads(/It can begin now|cannot approve/);
  expect(approved.text).toContain('You approved the deployment to production');
  await bob.press(approved, 'Deploy to production');
  await bob.reads(/ship-production begins/);
  await deed('deployment-approved', 'production', 'bob');
  await deed('deployed', 'production', 'bob');
  await pollUntil('the deployment', async () => newest()?.status === 'success' || undefined, { limit: 40_000, every: 100 });
});

test('a gate of the Configuration holds for every way to deploy, and says where it is set', async () => {
  await configure(server, `${usual}environments: [{project: drive/api, name: staging, branches: ["release/*"]}]\n`);
  const refused = await say(alice, '/gitlab deploy drive/api staging main', /CI_GITLAB_GATE_BRANCH/);
  expect(refused.text.replaceAll('\\', '')).toContain('deployed only from release/*, and this is main');
  const job = newest()?.jobs.findLast(({ plan }) => plan.name === 'ship-staging');
  await say(alice, `/gitlab job retry ${job?.id} drive/api`, /CI_GITLAB_GATE_BRANCH/);
  await configure(server, usual);
});

test('what ran before can be brought back; logs, runners, jobs and pipelines are read and changed by number and by address', async () => {
  await say(alice, '/gitlab rollback drive/api staging', /CI_GITLAB_NO_ROLLBACK/);
  const second = await begin(alice, '/gitlab pipelines run drive/api feature/search');
  await pollUntil('a failure', async () => second.status === 'failed' || undefined, { limit: 40_000, every: 50 });
  const page = `${gitlab.url}/drive/api/-/pipelines/${second.id}`;
  await say(alice, `/gitlab pipeline retry ${page}`, /Runs again: unit/);
  const staging = await pollUntil(
    'the job',
    async () => second.jobs.find(({ plan, status }) => plan.name === 'ship-staging' && status === 'manual'),
    {
      limit: 40_000,
      every: 50,
    },
  );
  await say(alice, `/gitlab job play ${gitlab.url}/drive/api/-/jobs/${staging.id}`, /ship-staging begins/);
  await pollUntil('the deployment', async () => staging.status === 'success' || undefined, { limit: 40_000, every: 50 });
  const back = await say(alice, '/gitlab rollback drive/api staging', /It would go back to/);
  await alice.press(back, 'Roll staging back');
  await alice.reads(/ship-staging begins/);
  await deed('rolled-back', 'staging', 'alice');
  const again = (): string | undefined => second.jobs.findLast(({ plan }) => plan.name === 'ship-staging')?.status;
  await pollUntil('the rollback', async () => again() === 'success' || undefined, { limit: 40_000, every: 50 });
  const unit = second.jobs.find(({ plan }) => plan.name === 'unit');
  const log = await say(bob, `/gitlab job log ${unit?.id} drive/api`, /Log of .*unit/);
  expect(log.text).toContain('unit: 1 failed');
  await say(alice, '/gitlab runners drive/api', /big one[^]*✓ online[^]*asleep[^]*offline/);
  await say(carol, '/gitlab runners drive/api', /CI_GITLAB_FORBIDDEN/);
  await say(alice, '/gitlab pipelines list drive/api feature/search', new RegExp(`#${second.id}[^]*feature/search`));
  await say(alice, `/gitlab pipeline cancel ${second.id} drive/api`, /CI_GITLAB_OVER/);
});

test('a running pipeline and a running job are cancelled, and the channel is told by whom', async () => {
  gitlab.project('drive/slow', { pipeline: [{ name: 'long', stage: 'test', seconds: 1, outcomes: ['success'], hold: 'for ever' }] });
  const first = await begin(alice, '/gitlab pipelines run drive/slow main');
  await say(bob, `/gitlab pipeline cancel ${first.id} drive/slow`, /@bob cancels/);
  await card(/drive\/slow/, /canceled by @bob/);
  const next = await begin(alice, '/gitlab pipelines run drive/slow main');
  const job = await pollUntil('the job', async () => next.jobs.find(({ status }) => status === 'running'), {
    limit: 40_000,
    every: 50,
  });
  await say(alice, `/gitlab job cancel ${job.id} drive/slow`, /@alice cancels the job .*long/);
  expect(job.status).toBe('canceled');
  await say(bob, `/gitlab job retry ${gitlab.url}/drive/slow/-/jobs/${job.id}`, /long runs again/);
});

test('a merge request is approved and merged from its card; its author may not approve it, and new commits are not approved unseen', async () => {
  const room = await openChannel(server, 'code-reviews', 'bob');
  await Promise.all(['alice', 'carol'].map((name) => openChannel(server, 'code-reviews', name)));
  const [author, reviewer, guest] = await Promise.all(['alice', 'bob', 'carol'].map((name) => enterChat(server, name, room.id)));
  if (author === undefined || reviewer === undefined || guest === undefined) throw new Error('nobody is there');
  const request = { project: 'drive/api', by: 'alice', iid: 12, title: 'Find stops by old names', sourceBranch: 'feature/search' } as const;
  gitlab.tell.mergeRequest({ ...request, author: 'alice', action: 'open', sha: 'a'.repeat(40) });
  const shown = await reviewer.reads(/Find stops by old names/);
  expect(shown.buttons.map(({ name }) => name)).toEqual(['Approve', 'Merge']);
  await author.press(shown, 'Approve');
  expect((await author.reads(/CI_GITLAB_FORBIDDEN/)).text).toContain('does not let you approve it');
  await guest.press(shown, 'Approve');
  expect((await guest.reads(/CI_GITLAB_FORBIDDEN/)).private).toBe(true);
  await reviewer.press(shown, 'Approve');
  const approved = await reviewer.reads(/You approved/);
  expect(approved.buttons.map(({ name }) => name)).toEqual(['Merge !12', 'Take it back']);
  const told = async () => (await room.posts()).find(({ id }) => id === shown.id)?.props.attachments[0]?.text.replaceAll('\u200B', '');
  await pollUntil('who approved it', async () => (await told())?.includes('Approved by:** @bob') || undefined, {
    limit: 40_000,
    every: 100,
  });
  gitlab.tell.mergeRequest({ ...request, author: 'alice', action: 'update', oldrev: 'a'.repeat(40), sha: 'b'.repeat(40) });
  await reviewer.press(approved, 'Merge !12');
  await reviewer.submit(await reviewer.dialog());
  const stale = await reviewer.reads(/newer commits/);
  await reviewer.press(stale, 'Merge !12');
  await reviewer.submit(await reviewer.dialog());
  await reviewer.reads(/You merged/);
  await say(reviewer, '/gitlab mr drive/api', /no open merge requests/);
  for (const chat of [author, reviewer, guest]) chat.close();
});

test('a release is described in a form, with what came since the last as its notes', async () => {
  const none = await say(alice, '/gitlab release drive/api', /has no releases yet/);
  await alice.press(none, 'New release …');
  const form = await alice.dialog();
  expect(await alice.submit(form, { tag: 'v 1', ref: 'main', name: '', notes: '' })).toMatchObject({ errors: { tag: expect.any(String) } });
  expect(await alice.submit(form, { tag: 'v1.0.0', ref: 'main', name: '', notes: 'First' })).toEqual({});
  expect((await alice.reads(/released/)).text).toMatch(/@alice released.*v1\.0\.0/);
});

test('when GitLab is out of sorts, what it is and what to do is said', async () => {
  const moods = [
    [{ kind: 'too-many', retryAfterSeconds: 7 }, /CI_GITLAB_RATE_LIMITED/, /pause of 7 s/],
    [{ kind: 'error-page', status: 502 }, /CI_GITLAB_UNAVAILABLE/, /\(502\)/],
    [{ kind: 'error' }, /CI_GITLAB_UNAVAILABLE/, /\(500\)/],
    [{ kind: 'login-redirect' }, /CI_GITLAB_NOT_THE_API/, /sign-in proxy/],
    [{ kind: 'broken-json' }, /CI_GITLAB_UNREADABLE/, /GitLabURL/],
  ] as const;
  for (const [mood, code, words] of moods) {
    const mend = gitlab.mood(mood, { on: /api\/v4\/projects/ });
    expect((await say(alice, '/gitlab pipelines list drive/api', code)).text).toMatch(words);
    mend();
  }
  await say(alice, '/gitlab pipelines list drive/apu', /Is it one of these: drive\/api/);
});
