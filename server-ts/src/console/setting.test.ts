import { expect, test } from '@jest/globals';
import { CiError } from '../platform/errors.ts';
import { createSettings } from './setting.ts';

const asked: string[] = [];
const app = createSettings({
  isAdministrator: async (user) => user === 'root',
  async check(key, text) {
    asked.push(`${key}=${text}`);
    return text === 'wrong' ? new CiError('CI_SETTINGS_URL', 'It is none.', 'Write one.') : undefined;
  },
  webhookSecret: async () => 'made-up-secret',
});
const headersOf = (user: string) => ({ 'Mattermost-User-Id': user });
const check = (body: string, user = 'root') => app.request('/api/v1/settings/check', { method: 'POST', body, headers: headersOf(user) });

test('a setting is read as it will be when it is saved, and what is wrong with it told with what to do', async () => {
  expect(await (await check('{"key":"LabURL","text":" wrong\\n"}')).json()).toEqual({
    problem: { code: 'CI_SETTINGS_URL', message: 'It is none.', remedy: 'Write one.' },
  });
  expect(await (await check('{"key":"LabURL","text":"right"}')).json()).toEqual({});
  expect(asked).toEqual(['LabURL=wrong', 'LabURL=right']);
  expect((await check('{"key":1}')).status).toBe(400);
});

test('the secret of webhooks is shown to administrators, to be kept by nobody else', async () => {
  const shown = await app.request('/api/v1/settings/webhook-secret', { headers: headersOf('root') });
  expect([await shown.json(), shown.headers.get('cache-control')]).toEqual([{ secret: 'made-up-secret' }, 'no-store']);
  for (const [user, status] of [
    ['', 401],
    ['alice', 403],
  ] as const) {
    const refused = await app.request('/api/v1/settings/webhook-secret', { headers: headersOf(user) });
    expect([refused.status, await refused.text()]).toEqual([status, expect.not.stringContaining('made-up')]);
    expect((await check('{"key":"LabURL","text":"x"}', user)).status).toBe(status);
  }
});
