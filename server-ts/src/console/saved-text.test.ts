import { expect, test } from '@jest/globals';
import { createSavedText } from './saved-text.ts';

const app = createSavedText({ isAdministrator: async (user) => user === 'root', saved: async () => '\nnotify: [' });
const ask = (user: string) => app.request('/api/v1/configuration', { headers: { 'Mattermost-User-Id': user } });

test('the text is given to system administrators as it was written, to be kept by nobody', async () => {
  const answer = await ask('root');
  expect(await answer.json()).toEqual({ text: '\nnotify: [' });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test.each([
  ['', 401],
  ['alice', 403],
])('%j is given nothing', async (user, status) => {
  const answer = await ask(user);
  expect(answer.status).toBe(status);
  expect(await answer.text()).not.toContain('notify');
});
