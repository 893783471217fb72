import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startGitLab, type GitLab } from '../../../../../test/stand-ins/gitlab/index.ts';
import { createHttp } from '../../../platform/http.ts';
import { asking, textOf, type Asking } from './fake-asked.ts';

let gitlab: GitLab;
let alice: Asking;
const http = createHttp();
const [first, second, main] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)] as const;

beforeAll(async () => {
  gitlab = await startGitLab();
  gitlab.person('alice', { roles: { city: 'maintainer' } });
  gitlab.person('bob', { roles: { city: 'maintainer' } });
  alice = asking({ url: gitlab.url, login: 'alice', token: gitlab.accessToken('alice'), http });
  gitlab.project('city/api', { branches: ['search'] });
});

afterAll(async () => {
  await gitlab.stop();
  await http.close();
});

/** A merge request whose newest commit is the second one; what a button of the card of pipeline 46 names. */
function opened(iid: number): { readonly project: string; readonly pipeline: string; readonly request: string } {
  gitlab.tell.mergeRequest({
    project: 'city/api',
    by: 'bob',
    author: 'bob',
    iid,
    title: 'Search',
    action: 'open',
    sourceBranch: 'search',
    sha: second,
  });
  return { project: String(cityApi().id), pipeline: '46', request: String(iid) };
}

function cityApi() {
  const found = gitlab.world.projects.find(({ path }) => path === 'city/api');
  if (found === undefined) throw new Error('there is no project');
  return found;
}

const made = (id: string, merged: string) => ({ id, message: 'Merge', author: 'bob', at: new Date(), parent: main, merged });
const approvers = (iid: number) => [...(cityApi().mergeRequests.get(iid)?.approvedBy ?? [])].map(({ username }) => username);

test('a pipeline of older commits approves nothing, and says so; whoever looked then approves, and both cards tell', async () => {
  const args = opened(1);
  const late = await alice.click('approve-request', { ...args, sha: first });
  expect(textOf(late.text)).toMatch(/There are newer commits in !1 Search than this card knew, the last is bbbbbbbb. Nothing was done/);
  expect(approvers(1)).toEqual([]);
  const now = late.buttons?.[0]?.call;
  const done = await alice.click(now?.name ?? '', now?.args ?? {});
  expect(done.did?.map(({ key, what }) => [key.endsWith('/46'), what])).toEqual([
    [false, undefined],
    [true, '!1'],
  ]);
  expect(approvers(1)).toEqual(['alice']);
});

test('of a pipeline of merged results, the commit that GitLab made counts when it was made of the newest', async () => {
  cityApi().branches.set('made', [made('d'.repeat(40), first), made('e'.repeat(40), second)]);
  const args = opened(2);
  expect(textOf((await alice.click('approve-request', { ...args, sha: 'd'.repeat(40) })).text)).toContain('newer commits');
  expect(approvers(2)).toEqual([]);
  expect(textOf((await alice.click('approve-request', { ...args, sha: 'e'.repeat(40) })).text)).toContain('You approved');
  expect(approvers(2)).toEqual(['alice']);
});

test.each(['approve-request', 'merge-request'])(
  '%s of a card that names no commit does nothing, and offers what is there now',
  async (call) => {
    const args = opened(3);
    const answer = await alice.click(call, args);
    expect(textOf(answer.text)).toMatch(/does not know which commits of !3 Search.*Nothing was done/);
    expect(answer.buttons?.map(({ label }) => label)).toEqual(['Approve as it is now', 'Merge !3']);
    expect(approvers(3)).toEqual([]);
  },
);
