// A channel subscribes to GitLab as in the earlier plugin: every spelling, every feature alone, labels, groups; and hears what became of it.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { z } from 'zod';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { openGitLabDesk, type GitLabDesk } from '../server/gitlab-desk.ts';
import { deliver } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { untilTold } from '../server/news.ts';
import type { GitLab } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(240_000);

const begun = Date.now();
let server: TestServer;
let desk: GitLabDesk;
let gitlab: GitLab;
let channel: TestChannel;
let alice: Chat;
let bob: Chat;
let carol: Chat;

beforeAll(async () => {
  server = await testServer();
  desk = await openGitLabDesk(server, `gitlab-subscriptions-${begun}`, {
    speed: 100,
    people: { alice: { subs: 'maintainer' }, bob: { 'subs/api': 'guest' } },
  });
  ({ gitlab, channel } = desk);
  const [one, two] = [desk.people['alice'], desk.people['bob']];
  if (one === undefined || two === undefined) throw new Error('both sit there');
  [alice, bob] = [one, two];
  await openChannel(server, `gitlab-subscriptions-${begun}`, 'carol');
  carol = await enterChat(server, 'carol', channel.id);
  gitlab.group('subs', { visibility: 'private' });
  for (const path of ['subs/api', 'subs/deep/er/lib', 'subs/old']) gitlab.project(path, { visibility: 'private' });
  gitlab.project('others/site');
  // Nobody else hears of it.
  await configure(server, `${usual}routes:\n  - {match: {project: ["subs/**", "subz/**", "others/**"]}, to: []}\n`);
});

afterAll(async () => {
  for (const project of ['subs', 'subs/api', 'subs/old', 'others/site', 'subz'])
    await say(alice, `/gitlab unsubscribe ${project}`).catch(() => '');
  carol.close();
  await configure(server, usual);
  await desk.close();
});

/** The answer to what was typed, private or said to all. */
async function say(who: Chat, command: string): Promise<string> {
  return (await who.says(command)).text;
}

const privately = (who: Chat, text: RegExp) => who.lines().some((line) => text.test(line));

async function query(sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(server.databaseUrl);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const counter = { round: 0 };
const said = z.looseObject({ root_id: z.string(), message: z.string(), props: z.looseObject({ attachments: z.unknown().optional() }) });
const thread = z.object({ posts: z.record(z.string(), said) });

async function repliesTo(id: string): Promise<readonly z.infer<typeof said>[]> {
  const { posts } = thread.parse(await server.as('alice').get(`/api/v4/posts/${id}/thread`));
  return Object.values(posts).filter(({ root_id: root }) => root === id);
}

/** Everything that a project tells of happens once, each with a mark of its own; answers which marks the channel holds afterwards. */
async function everything(project: string): Promise<ReadonlySet<string>> {
  counter.round += 1;
  const before = new Set((await channel.posts()).map(({ id }) => id));
  const at = (begun % 10_000_000) * 100 + counter.round * 10;
  const mark = (word: string) => `${word}x${at}`;
  const { tell } = gitlab;
  const by = 'Ada Lovelace';
  tell.mergeRequest({ project, by, iid: at, title: mark('opened'), action: 'open' });
  const assignees = { previous: [], current: ['Grace Hopper'] };
  tell.mergeRequest({
    project,
    by,
    iid: at + 1,
    title: mark('assigned'),
    action: 'update',
    assignees: ['Grace Hopper'],
    changes: { assignees },
  });
  tell.mergeRequest({ project, by, iid: at + 2, title: mark('approved'), action: 'approved' });
  tell.note({ project, by, on: { mergeRequest: at + 3 }, title: mark('noted'), text: 'Well done' });
  tell.issue({ project, by, iid: at + 4, title: mark('issue'), action: 'open' });
  tell.note({ project, by, on: { issue: at + 5 }, title: mark('asked'), text: 'Why' });
  tell.issue({ project, by, iid: at + 6, title: 'Hidden words', action: 'open', confidential: true });
  tell.push({ project, by, branch: mark('pushed'), messages: ['One'], created: true });
  tell.tag({ project, by, tag: mark('tagged') });
  tell.release({ project, tag: mark('released'), name: mark('released') });
  tell.deployment({ project, by, id: at, environment: mark('deployed'), status: 'success', sha: at.toString(16).padStart(40, 'd') });
  const jobs = [{ name: mark('job'), stage: 'test', seconds: 1, outcomes: ['success'] }] as const;
  await gitlab.runPipeline({ project, ref: mark('piped'), message: 'Two', author: by, jobs });
  await gitlab.settled();
  await untilTold(server);
  const cards = (await channel.posts()).filter(({ id }) => !before.has(id));
  const replies = await Promise.all(cards.map(({ id }) => repliesTo(id)));
  const text = [...cards, ...replies.flat()].map(({ message, props }) => JSON.stringify([message, props.attachments])).join('\n');
  expect(text).not.toContain('Hidden words');
  const words = ['opened', 'assigned', 'approved', 'noted', 'issue', 'asked', 'pushed', 'tagged', 'released', 'deployed', 'piped', 'job'];
  const found = words.filter((word) => text.includes(mark(word)));
  return new Set([...found, ...(text.includes(`#${at + 6}`) ? ['confidential'] : [])]);
}

const heardBy: Readonly<Record<string, readonly string[]>> = {
  merges: ['opened', 'assigned', 'approved'],
  issues: ['issue'],
  tag: ['tagged'],
  pushes: ['pushed'],
  pipeline: ['piped'],
  jobs: ['piped', 'job'],
  merge_request_comments: ['noted'],
  issue_comments: ['asked'],
  pull_reviews: ['approved'],
  merge_request_assigns: ['assigned'],
  deployments: ['deployed'],
  releases: ['released'],
  confidential_issues: ['confidential'],
};

test('who may not is told why, to them alone, and nothing is stored', async () => {
  expect(await say(carol, '/gitlab subscriptions add subs/api')).toContain('CI_ACCOUNT_MISSING');
  expect(await say(bob, '/gitlab subscriptions add subs/api')).toContain('CI_SUBSCRIPTION_FORBIDDEN');
  expect(await say(bob, '/ci subscribe gitlab subs/api')).toContain('CI_SUBSCRIPTION_FORBIDDEN');
  expect(await say(bob, '/gitlab subscribe subs')).toMatch(/CI_GITLAB_NO_PROJECT|CI_SUBSCRIPTION_/);
  expect(await say(bob, '/ci subscribe gitlab **')).toContain('CI_SUBSCRIPTION_WIDE');
  expect(await say(alice, '/gitlab subscriptions add subs/api merges,isues')).toMatch(/no feature isues.*issues.*CI_GITLAB_FEATURE/s);
  expect(await say(alice, '/gitlab subscriptions add subs/apj')).toMatch(/subs\/api/);
  expect(await say(alice, '/gitlab subscriptions add https://elsewhere.example/a/b')).toMatch(/CI_GITLAB_ADDRESS|CI_/);
  expect(privately(bob, /CI_SUBSCRIPTION_FORBIDDEN/)).toBe(true);
  expect((await channel.posts()).filter(({ message }) => /subscri|CI_/.test(message))).toEqual([]);
  expect(await say(alice, '/gitlab subscriptions list')).toContain('no subscriptions');
});

test('every spelling adds, changes, lists and ends the same subscription, and the channel sees who did it', async () => {
  expect(await say(alice, '/gitlab subscriptions add subs/api')).toMatch(
    /alice subscribed this channel to `subs\/api` · merges, issues, tag/,
  );
  expect(await say(alice, '/gitlab subscription list')).toMatch(/1.*subs\/api.*merges, issues, tag.*alice/s);
  expect(await say(alice, `/gitlab subscribe ${gitlab.url}/subs/api/-/tree/main pipeline`)).toMatch(/changed subscription 1.*pipeline/s);
  expect(await say(alice, '/gitlab subscribe add subs/api merges, merge_request_assigns')).toMatch(/merges.*adds nothing/s);
  expect(await say(alice, '/ci subscriptions')).toMatch(/1.*GitLab `subs\/api`.*merge request, assignment/s);
  expect(await say(alice, '/gitlab subscribe list')).toContain('merge_request_assigns');
  expect(await say(alice, '/gitlab subscribe delete subs/api')).toMatch(/alice ended subscription 1/);
  expect(await say(alice, '/gitlab unsubscribe subs/api')).toContain('CI_GITLAB_NO_SUBSCRIPTION');
  expect(await say(alice, '/gitlab subscribe subs/api releases')).toMatch(/subscribed this channel/);
  expect(await say(alice, '/gitlab unsubscribe subs/api')).toMatch(/ended subscription 2/);
  expect(await say(alice, '/gitlab subscription add subs/api')).toMatch(/webhook add subs\/api/);
  const shown = (await channel.posts()).filter(({ message, props }) => /subscribed|ended/.test(JSON.stringify([message, props])));
  expect(shown.length).toBeGreaterThanOrEqual(4);
});

test('each feature brings what it names, and only that', async () => {
  for (const [feature, expected] of Object.entries(heardBy)) {
    await say(alice, `/gitlab subscriptions add subs/api ${feature}`);
    const heard = await everything('subs/api');
    expect({ feature, heard: [...heard].toSorted() }).toEqual({ feature, heard: [...expected].toSorted() });
  }
  await say(alice, `/gitlab subscriptions add subs/api ${Object.keys(heardBy).join(',')}`);
  expect(await everything('subs/api')).toEqual(new Set(Object.values(heardBy).flat()));
});

test('only what has one of the labels comes, also when it is given one later', async () => {
  await say(alice, '/gitlab subscriptions add subs/api issues,label:"to do","bug"');
  const shows = async (title: string) => {
    await gitlab.settled();
    await untilTold(server);
    return (await channel.posts()).some(({ message }) => message.includes(title));
  };
  const [project, by, iid] = ['subs/api', 'Ada Lovelace', (begun % 10_000_000) * 10];
  gitlab.tell.issue({ project, by, iid, title: 'Unlabelled one', action: 'open' });
  gitlab.tell.issue({ project, by, iid: iid + 1, title: 'Labelled one', action: 'open', labels: ['bug', 'ui'] });
  expect([await shows('Labelled one'), await shows('Unlabelled one')]).toEqual([true, false]);
  // GitLab's hooks tell times to the second.
  const second = Math.floor(Date.now() / 1000);
  await pollUntil('the next second', async () => Math.floor(Date.now() / 1000) > second || undefined, { limit: 5_000, every: 100 });
  const labels = { previous: [], current: ['to do'] };
  gitlab.tell.issue({ project, by, iid, title: 'Unlabelled one', action: 'update', labels: ['to do'], changes: { labels } });
  expect(await shows('Unlabelled one')).toBe(true);
});

test('a group reaches its subgroups; a public project needs no account', async () => {
  await say(alice, '/gitlab unsubscribe subs/api');
  expect(await say(alice, '/gitlab subscriptions add subs releases')).toMatch(/`subs\/\*\*` · releases/);
  expect(await everything('subs/deep/er/lib')).toEqual(new Set(['released']));
  expect(await everything('others/site')).toEqual(new Set());
  expect(await say(carol, '/gitlab subscriptions add others/site tag')).toMatch(/carol subscribed this channel to `others\/site`/);
  expect(await everything('others/site')).toEqual(new Set(['tagged']));
  expect(await say(alice, '/gitlab unsubscribe subs')).toMatch(/ended subscription/);
});

/** A post like that comes by itself. */
function told(text: RegExp): Promise<string> {
  const find = async () => (await channel.posts()).find(({ message }) => text.test(message))?.message;
  return pollUntil(`a post like ${text}`, find, { limit: 60_000, every: 250 });
}

test('a project that is renamed, by its group too, is followed, and one that is archived or deleted is told', async () => {
  await say(alice, '/gitlab subscriptions add subs/old releases');
  gitlab.rename('subs/old', 'subz/new');
  gitlab.person('alice', { roles: { subz: 'maintainer' } });
  expect(await everything('subz/new')).toEqual(new Set(['released']));
  await told(/`subs\/old` is called `subz\/new` now/);
  expect(await say(alice, '/gitlab subscriptions list')).toContain('subz/new');
  gitlab.archive('subz/new');
  gitlab.system('project_update', 'subz/new');
  await told(/`subz\/new`\) is of a project that was archived/);
  gitlab.archive('subz/new', false);
  gitlab.system('project_update', 'subz/new');
  await told(/goes on: its project is not archived/);
  // Of its projects nothing is told then.
  gitlab.rename('subz', 'suby');
  gitlab.person('alice', { roles: { suby: 'maintainer' } });
  const renamed = JSON.stringify({ event_name: 'group_rename', group_id: 7, full_path: 'suby', old_full_path: 'subz' });
  expect((await deliver(server, renamed, { 'X-Gitlab-Event': 'System Hook' })).status).toBe(200);
  await told(/`subz\/new` is called `suby\/new` now/);
  gitlab.system('project_destroy', 'suby/new');
  await told(/`suby\/new`\) has ended: its project was deleted/);
  expect((await channel.posts()).filter(({ message }) => /is called/.test(message))).toHaveLength(2);
  await say(alice, '/gitlab unsubscribe suby/new');
});

test('a dead token and lost access are told once, go on for a while, then stop with a word; who may takes over', async () => {
  await say(alice, '/gitlab subscriptions add subs/api releases');
  gitlab.revoke('alice');
  gitlab.revokeGrants('alice');
  await alice.type('/gitlab pipelines list subs/api');
  // The channel may be told first.
  await alice.reads(/CI_ACCOUNT_ENDED/);
  await told(/was made by alice, who is not connected to GitLab any more. It goes on until/);
  expect(await everything('subs/api')).toEqual(new Set(['released']));
  expect((await channel.posts()).filter(({ message }) => /It goes on until/.test(message))).toHaveLength(1);
  await query(
    `update ci_command_center.subscriptions set doubt = jsonb_set(doubt, '{since}', '0'), check_at = now() - interval '1 minute',
      checked_at = checked_at - interval '1 day' where channel_id = '${channel.id}' and doubt is not null`,
  );
  await server.restartPlugin();
  await everything('subs/api');
  await told(/has stopped, since nobody answers for it/);
  expect(await everything('subs/api')).toEqual(new Set());
  gitlab.person('bob', { roles: { subs: 'developer' } });
  expect(await say(bob, '/gitlab subscriptions add subs/api releases')).toMatch(/bob changed subscription/);
  expect(await everything('subs/api')).toEqual(new Set(['released']));
  expect(await say(bob, '/gitlab unsubscribe subs/api')).toMatch(/ended/);
});
