import { expect, test } from '@jest/globals';
import { createSidebar } from './pipelines.ts';

const channel = 'c'.repeat(26);
const app = createSidebar({ isMember: async (user) => user === 'alice', pipelinesOf: async () => [] });
const ask = (query: string, user?: string): Promise<Response> | Response =>
  app.request(`/api/v1/pipelines${query}`, user === undefined ? {} : { headers: { 'Mattermost-User-Id': user } });

test('a member is given the pipelines of the channel', async () => {
  const answer = await ask(`?channel_id=${channel}`, 'alice');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ pipelines: [] });
});

test.each([
  ['nobody', `?channel_id=${channel}`, undefined, 401, 'CI_API_SESSION'],
  ['somebody without a channel', '', 'alice', 400, 'CI_API_CHANNEL'],
  ['somebody with a strange channel', '?channel_id=../../x', 'alice', 400, 'CI_API_CHANNEL'],
  ['somebody outside the channel', `?channel_id=${channel}`, 'mallory', 403, 'CI_API_CHANNEL_FORBIDDEN'],
])('%s is refused with a stable code', async (_who, query, user, status, code) => {
  const answer = await ask(query, user);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ code });
});
