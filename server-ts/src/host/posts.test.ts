import { expect, test } from '@jest/globals';
import { toChannelId, toPostId } from '../ci/ids.ts';
import { isFields } from '../mattermost/errors.ts';
import { startFake } from '../mattermost/fake/server.ts';
import { systemClock } from '../platform/clock.ts';
import { createOpenChannels } from './open-channels.ts';
import { createPosts } from './posts.ts';

const channel = toChannelId('builds');
const content = { type: '', message: 'm', props: { ci_card_key: 'some/1#0' } };
const refusal = (id: string, status: number): object => ({ id, message: 'No.', detailed_error: '', status_code: status });

type Answers = Readonly<Record<string, (arg: unknown) => object>>;

async function posts(answers: Answers) {
  const server = await startFake(() => ({}), { GetChannel: () => ({ A: { id: channel, delete_at: 0 } }), ...answers });
  await server.activate();
  return { server, posts: createPosts(server.host.api, 'bot', createOpenChannels(server.host.api, systemClock)) };
}

test('a post is sent with what makes the server refuse it twice, into the thread it belongs to', async () => {
  const { server, posts: ours } = await posts({ CreatePost: () => ({ A: { id: 'p1' } }) });
  expect(await ours.create({ channel, root: toPostId('root') }, content)).toEqual({ kind: 'made', post: 'p1' });
  await ours.create({ channel }, content);
  const sent = server.calls.filter(({ name }) => name === 'CreatePost').map(({ arg }) => arg);
  expect(sent[0]).toMatchObject({ A: { channel_id: 'builds', root_id: 'root', pending_post_id: 'builds:some/1#0' } });
  // Whether the channel is open was asked once for both.
  expect(server.calls.filter(({ name }) => name === 'GetChannel')).toHaveLength(1);
});

const answer = async (id: string, status: number, root?: string): Promise<string> => {
  const { posts: ours } = await posts({ CreatePost: () => ({ B: refusal(id, status) }) });
  const place = { channel, ...(root !== undefined && { root: toPostId(root) }) };
  return ours.create(place, content).then(
    (made) => made.kind,
    () => 'thrown',
  );
};

test('what cannot be mended by trying again is told, what can be is thrown', async () => {
  expect(await answer('some.error', 403)).toBe('refused');
  expect(await answer('some.error', 429)).toBe('thrown');
  expect(await answer('some.error', 500)).toBe('thrown');
  expect(await answer('api.post.create_post.root_id.app_error', 400, 'root')).toBe('gone');
});

test('a channel that went away since it was asked about is no reason to drop the news', async () => {
  let asked = 0;
  const { posts: ours } = await posts({
    GetChannel: () => ((asked += 1) === 1 ? { A: { id: channel, delete_at: 0 } } : { B: refusal('missing', 404) }),
    CreatePost: () => ({ B: refusal('no.channel', 400) }),
  });
  await expect(ours.create({ channel }, content)).rejects.toThrow('No.');
  expect(await ours.create({ channel }, content)).toMatchObject({ kind: 'refused', problem: { code: 'CI_CHANNEL_ARCHIVED' } });
});

test('nothing is posted into a channel that is archived or gone', async () => {
  for (const found of [{ A: { id: channel, delete_at: 5 } }, { B: refusal('missing', 404) }]) {
    const { server, posts: ours } = await posts({ GetChannel: () => found });
    expect(await ours.create({ channel }, content)).toMatchObject({ kind: 'refused', problem: { code: 'CI_CHANNEL_ARCHIVED' } });
    expect(server.calls.some(({ name }) => name === 'CreatePost')).toBe(false);
  }
});

const post = (id: string, more: object = {}): object => ({
  id,
  user_id: 'bot',
  delete_at: 0,
  create_at: 100_000,
  props: { ci_card_key: 'some/1#0' },
  ...more,
});

test('a post is found again by its key, page by page back to when it was claimed, those of others never', async () => {
  const pages: readonly (readonly Record<string, unknown>[])[] = [
    Array.from({ length: 200 }, (_, at) => ({ ...post(`x${at}`), props: {} })),
    [
      { ...post('young') },
      { ...post('old', { create_at: 90_000 }) },
      { ...post('deleted', { delete_at: 1 }) },
      { ...post('other', { user_id: 'anna' }) },
      { ...post('before', { props: { ci_pipeline_key: 'some/1' }, create_at: 80_000 }) },
    ],
  ];
  const { posts: ours } = await posts({
    GetPostsForChannel: (arg) => {
      const page = pages[isFields(arg) && typeof arg['B'] === 'number' ? arg['B'] : 0] ?? [];
      return { A: { order: page.map(({ id }) => String(id)), posts: Object.fromEntries(page.map((each) => [String(each['id']), each])) } };
    },
  });
  expect(await ours.find({ channel }, 'some/1#0', 95_000)).toEqual(['before', 'old', 'young']);
  expect(await ours.find({ channel }, 'some/2#0', 95_000)).toEqual([]);
});
