import { expect, test } from '@jest/globals';
import { lookAtMattermost } from './checkup-server.ts';

const question = { siteUrl: 'https://chat.example', plugin: '1.2.3', runtime: 'Node 24', oldest: '10.11.0' };
const look = (version: string, more: Partial<typeof question> = {}) =>
  lookAtMattermost({ getServerVersion: async () => version }, { ...question, ...more });

test('versions are told; one that is too old, and an address that is not set, with what to do', async () => {
  expect(await look('10.11.0')).toEqual([
    { code: 'CI_CHECK_VERSIONS', level: 'right', message: 'Mattermost 10.11.0, plugin 1.2.3, Node 24' },
  ]);
  for (const [version, code] of [
    ['11.0.0', 'CI_CHECK_VERSIONS'],
    ['10.100.0-rc1', 'CI_CHECK_VERSIONS'],
    ['10.9.12', 'CI_CHECK_SERVER_OLD'],
  ] as const)
    expect(await look(version)).toEqual([expect.objectContaining({ code })]);
  expect(await look('9.11.0', { siteUrl: '' })).toEqual([
    expect.objectContaining({ code: 'CI_CHECK_SERVER_OLD', level: 'wrong' }),
    expect.objectContaining({ code: 'CI_CHECK_SITE_URL', remedy: expect.stringContaining('Site URL') }),
  ]);
});
