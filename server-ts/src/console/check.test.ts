import { expect, test } from '@jest/globals';
import { checkConfiguration } from '../config/index.ts';
import { createConfigurationCheck } from './check.ts';

const known = { providers: ['lab'], templateNames: [], checkTemplate: () => undefined };
const app = createConfigurationCheck({
  isAdministrator: async (user) => user === 'root',
  check: (text) => checkConfiguration(text, known),
});
const ask = (body: string, user = 'root') =>
  app.request('/api/v1/configuration/check', { method: 'POST', body, headers: { 'Mattermost-User-Id': user } });
const check = async (text: string): Promise<unknown> => (await ask(JSON.stringify({ text }))).json();

test('what is wrong is told by line, with its path and what to do', async () => {
  expect(await check('notify:\n  pipelines: changes\n\nnotifi: {}\nthread: [loud]')).toEqual({
    total: 2,
    faults: [
      { line: 4, path: 'notifi', code: 'CI_CONFIG_KEY', message: 'is unknown.', remedy: 'Did you mean notify?' },
      expect.objectContaining({ line: 5, path: 'thread', code: 'CI_CONFIG_VALUE', message: 'a list is not known there.' }),
    ],
  });
  expect(await check('notify: [')).toMatchObject({ total: 1, faults: [{ line: 1, path: '', code: 'CI_CONFIG_YAML' }] });
});

test('what is right has no faults, and space around it is as good as none', async () => {
  expect(await check('')).toEqual({ total: 0, faults: [] });
  expect(await check('\n   notify: {pipelines: changes}\nthread: flat\n  ')).toEqual({ total: 0, faults: [] });
});

test('lines are those that one sees, above which others may be empty', async () => {
  expect(await check('\n\n  notifi: {}')).toMatchObject({ faults: [{ line: 3 }] });
});

test('of very many faults the first are told, and how many there are', async () => {
  const { length } = Array.from({ length: 300 });
  const text = Array.from({ length }, (_, index) => `wrong${index}: 1`).join('\n');
  const verdict = await check(text);
  expect(verdict).toMatchObject({ total: length });
  expect(verdict).toHaveProperty('faults.length', 100);
});

test.each(['', '[]', '{}', '{"text":1}', JSON.stringify({ text: 'x'.repeat(500_001) })])(
  '%#: what is no question is refused',
  async (body) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'CI_API_CONFIGURATION' });
  },
);

test.each([
  ['', 401, 'CI_API_SESSION'],
  ['alice', 403, 'CI_API_ADMINISTRATOR'],
])('%j is refused with a stable code', async (user, status, code) => {
  const answer = await ask('{"text":""}', user);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ code });
});
