import { expect, test } from '@jest/globals';
import { ada, fakeWorld } from '../answers/fake-world.ts';
import type { Suggest } from '../ci/command.ts';
import { joinCommand } from './joined-command.ts';
import { createSuggestions } from './suggest.ts';

function asking(suggest: Suggest, isConnected = true) {
  const { ports } = fakeWorld({ hasAccount: async () => isConnected });
  const parameters = [{ name: 'job', required: true, help: '', suggestions: 'jobs' }];
  const joined = joinCommand({
    provider: 'lab',
    title: 'Lab',
    command: {
      grammar: { trigger: 'lab', summary: '', verbs: [{ name: 'build', summary: '', parameters }] },
      verbs: {},
      calls: {},
      acts: {},
      suggestions: () => ({ jobs: suggest }),
      addressIn: () => undefined,
      cardButtons: () => [],
    },
    accounts: { verbs: [], answers: {}, calls: {}, acts: {} },
    version: '1',
  });
  const address = joined.grammar.verbs[0]?.parameters?.[0]?.suggestions ?? '';
  const suggestions = createSuggestions({ answers: ports, command: (name) => (name === 'lab' ? joined : undefined) });
  return async (typed: string, { user = ada, path = address } = {}): Promise<unknown> => {
    const query = new URLSearchParams({ parsed: 'lab build ', user_input: `lab build ${typed}`, channel_id: 'c'.repeat(26) });
    const headers = user === '' ? {} : { 'Mattermost-User-Id': user };
    return (await suggestions(new Request(`http://plugin/${path}?${query.toString()}`, { headers }))).json();
  };
}

test('what could be typed is offered, in quotes where it needs them or where one was typed', async () => {
  const seen: string[] = [];
  const ask = asking(async (_asked, typed) => {
    seen.push(typed);
    return [{ text: 'app', hint: 'Folder' }, { text: 'my "own" app' }];
  });
  expect(await ask('a')).toEqual([
    { Item: 'app', Hint: 'Folder', HelpText: '' },
    { Item: '"my \\"own\\" app"', Hint: '', HelpText: '' },
  ]);
  expect(await ask('"my \\"o')).toMatchObject([{ Item: '"app"' }, {}]);
  expect(seen).toEqual(['a', 'my "o']);
});

const item = (Item: string) => [{ Item, Hint: '', HelpText: '' }];

test('a word behind which there is another one is offered as it stands there, so that the server goes on', async () => {
  const ask = asking(() => Promise.reject(new Error('asked')));
  expect(await ask('Deploy/Ship REG')).toEqual(item('Deploy/Ship'));
  expect(await ask('deploy/ship ')).toEqual(item('deploy/ship'));
  expect(await ask('"my \\"own\\" app" REGION=eu DR')).toEqual(item('"my \\"own\\" app"'));
  expect(await asking(async () => [{ text: 'my app' }])('"my a')).toMatchObject([{ Item: '"my app"' }]);
});

test('who is not connected is told how to', async () => {
  expect(await asking(async () => [], false)('ap')).toEqual([
    { Item: 'ap', Hint: '/lab connect', HelpText: expect.stringContaining('Lab') },
  ]);
});

test('a slow CI system, a broken one, an unknown list and nobody are offered nothing', async () => {
  const begun = Date.now();
  expect(await asking(() => new Promise(() => undefined))('a')).toEqual([]);
  expect(Date.now() - begun).toBeLessThan(1_000);
  expect(await asking(async () => Promise.reject(new Error('broken')))('a')).toEqual([]);
  expect(await asking(async () => [])('a', { path: 'suggestions/lab/other' })).toEqual([]);
  expect(await asking(async () => [])('a', { path: 'suggestions/other/jobs' })).toEqual([]);
  expect(await asking(async () => [])('a', { user: '' })).toMatchObject({ code: 'CI_ACTION_SESSION' });
});
