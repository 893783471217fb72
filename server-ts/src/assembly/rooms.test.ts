import { expect, test } from '@jest/globals';
import { isFields } from '../mattermost/errors.ts';
import { startFake } from '../mattermost/fake/server.ts';
import { createPlaces } from './rooms.ts';

const refusal = { id: 'missing', message: 'No.', detailed_error: '', status_code: 404 };
const codesOf = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);

/** A team is there unless the test says when, and whether, its search finds it. */
async function world() {
  const searches = new Map<string, { readonly begun: PromiseWithResolvers<void>; readonly isThere: PromiseWithResolvers<boolean> }>();
  const server = await startFake(() => ({}), {
    async GetTeamByName(arg) {
      const name = isFields(arg) ? String(arg['A']) : '';
      const search = searches.get(name);
      search?.begun.resolve();
      return (await (search?.isThere.promise ?? true)) ? { A: { id: name, name } } : { B: refusal };
    },
    GetChannelByName: () => ({ A: { id: 'builds', delete_at: 0 } }),
  });
  await server.activate();
  const setting = { team: 'old' };
  const told = new Map<string, readonly string[]>();
  const places = createPlaces({
    api: server.host.api,
    botId: 'bot',
    notices: { follow: async (area, problems) => void told.set(area, codesOf(problems)) },
    configuration: { now: () => ({ ...setting, channels: { builds: 'builds', reviews: 'reviews', alerts: 'alerts' } }) },
  });
  /** Asks for the room of builds in that team, and goes on when the team is being looked for. */
  const begin = async (team: string): Promise<(isThere: boolean) => Promise<string>> => {
    setting.team = team;
    const search = { begun: Promise.withResolvers<void>(), isThere: Promise.withResolvers<boolean>() };
    searches.set(team, search);
    const done = places.channelOf({ kind: 'purpose', purpose: 'builds' }).then(
      () => 'found',
      () => 'failed',
    );
    await search.begun.promise;
    searches.delete(team);
    return (isThere) => (search.isThere.resolve(isThere), done);
  };
  return { places, setting, told, begin };
}

test('a search that fails after all was looked for again tells of no trouble: the place may be named no more', async () => {
  const { places, setting, told, begin } = await world();
  const before = await begin('old');
  setting.team = 'new';
  await places.look();
  expect(await before(false)).toBe('failed');
  expect(places.problems()).toEqual([]);
  expect(told.get('room old/builds') ?? []).toEqual([]);
  // What is asked for since is told.
  const since = await begin('gone');
  expect(await since(false)).toBe('failed');
  expect(places.problems()).toMatchObject([{ code: 'CI_TEAM_UNKNOWN' }]);
  expect(told.get('room gone/builds')).toEqual(['CI_TEAM_UNKNOWN']);
});

test('nor does one that is answered late take back a trouble that was found since', async () => {
  const { places, told, begin } = await world();
  const before = await begin('old');
  const looked = places.look();
  const since = await begin('old');
  expect(await since(false)).toBe('failed');
  await looked;
  expect(await before(true)).toBe('found');
  expect(places.problems()).toMatchObject([{ code: 'CI_TEAM_UNKNOWN' }]);
  expect(told.get('room old/builds')).toEqual(['CI_TEAM_UNKNOWN']);
});
