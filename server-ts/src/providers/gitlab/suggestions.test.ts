import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startGitLab, type GitLab } from '../../../../test/stand-ins/gitlab/index.ts';
import { createHttp } from '../../platform/http.ts';
import { asking, type Asking } from './commands/fake-asked.ts';
import { createKeptLists } from './kept-lists.ts';
import { createSuggestions } from './suggestions.ts';

let gitlab: GitLab;
let alice: Asking;
const http = createHttp();

beforeAll(async () => {
  gitlab = await startGitLab();
  gitlab.person('alice', { roles: { city: 'developer' } });
  for (let index = 0; index < 250; index += 1) gitlab.project(`city/area-${index % 5}/service-${index}`);
  gitlab.project('city/api', { branches: ['feature/search', 'release/1'] });
  gitlab.project('other/plans');
  alice = asking({ url: gitlab.url, login: 'alice', token: gitlab.accessToken('alice'), http, projects: ['city/api'] });
});

afterAll(async () => {
  await gitlab.stop();
  await http.close();
});

const texts = (found: readonly { readonly text: string }[]) => found.map(({ text }) => text);
const lists = () => gitlab.calls.filter(({ path }) => path.startsWith('/api/v4/projects?')).length;

test('projects come once, page by page; then every answer is quick, and refreshed behind', async () => {
  let now = 0;
  const { projects } = createSuggestions(createKeptLists(() => now, 20_000));
  expect(texts(await projects(alice.asked, 'city/a'))).toContain('city/api');
  expect(texts(await projects(alice.asked, '"API'))).toEqual(['city/api']);
  expect(texts(await projects(alice.asked, 'service-247'))).toEqual(['city/area-2/service-247']);
  expect(texts(await projects(alice.asked, 'plans'))).toEqual([]);
  expect((await projects(alice.asked, '')).length).toBe(50);
  const pages = lists();
  now = 61_000;
  gitlab.project('city/new');
  expect(texts(await projects(alice.asked, 'city/new'))).toEqual([]);
  expect(pages).toBe(3);
  for (let round = 0; lists() === pages && round < 200; round += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(lists()).toBeGreaterThan(pages);
});

test('branches and pipelines are those of the project that stands before, else of the channel’s', async () => {
  const { branches, pipelines, jobs } = createSuggestions(createKeptLists(Date.now, 20_000));
  expect(texts(await branches(alice.asked, 'feat', ['pipelines', 'run', 'city/api']))).toEqual(['feature/search']);
  expect(texts(await branches(alice.asked, '', ['pipelines', 'run', `${gitlab.url}/city/area-1/service-1/-/pipelines`]))).toEqual(['main']);
  expect(texts(await branches(alice.asked, 'rel', ['pipelines', 'run']))).toEqual(['release/1']);
  const { id } = await gitlab.runPipeline({
    project: 'city/api',
    ref: 'main',
    message: 'Pass',
    author: 'Alice',
    jobs: [{ name: 'unit', stage: 'test', seconds: 0, outcomes: ['success'] }],
  });
  expect(await pipelines(alice.asked, '')).toEqual([{ text: String(id), hint: 'main', help: '✓ passed' }]);
  expect(await jobs(alice.asked, 'uni')).toMatchObject([{ hint: 'unit on main' }]);
});
