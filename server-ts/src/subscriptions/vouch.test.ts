import { expect, test } from '@jest/globals';
import type { Place } from '../ci/place.ts';
import { toChannelId } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import type { NewSubscription } from './subscription.ts';
import { baseOf, vouch, type VouchPorts } from './vouch.ts';

const http = async (): Promise<never> => {
  throw new Error('nobody is asked over HTTP here');
};
const connection = { provider: 'lab', name: 'default', url: 'https://lab.example', webhookSecrets: [] };
const project: Place = { kind: 'project', id: '7', path: 'City/API', url: '', open: false, archived: false, right: 'news' };
const group: Place = { ...project, kind: 'group', id: '8', path: 'city' };
const wish: NewSubscription = {
  channelId: toChannelId('c'),
  creatorId: 'alice',
  provider: 'lab',
  project: 'city/api',
  branches: [],
  events: ['pipeline'],
  createdAt: 0,
};

function ports(place: Place | undefined, change: Partial<VouchPorts> = {}): VouchPorts {
  return {
    connections: () => [connection],
    look: () => async () => place,
    as: async () => ({ connection, http, credentials: { token: 'made-up' } }),
    anybody: () => ({ connection, http }),
    isAdministrator: async () => false,
    now: () => 1_000,
    random: () => 0,
    ...change,
  };
}

const stranger: Partial<VouchPorts> = {
  as: async () => {
    throw new CiError('CI_ACCOUNT_MISSING', 'You are not connected.', 'Connect.');
  },
};
const code = (expected: string) => expect.objectContaining({ code: expected });

test('a project that one may read is known by its identity and its own spelling', async () => {
  expect(await vouch(wish, ports(project))).toEqual({
    ...wish,
    project: 'City/API',
    place: { kind: 'project', connection: 'default', id: '7', open: false, archived: false },
    checkedAt: 1_000,
    checkAt: 1_000 + 64_800_000,
  });
});

test('a group is all that is below it; a pattern within one asks for the group and follows nothing', async () => {
  expect(await vouch({ ...wish, project: 'CITY' }, ports(group))).toMatchObject({ project: 'city/**', place: { kind: 'group', id: '8' } });
  expect(await vouch({ ...wish, project: 'CITY/**' }, ports(group))).toMatchObject({ project: 'city/**', place: { kind: 'group' } });
  const some = await vouch({ ...wish, project: 'CITY/a*' }, ports(group));
  expect([some.project, some.place, some.checkedAt]).toEqual(['city/a*', undefined, 1_000]);
  // No place tells of which server it is, should there be another one some day.
  expect(some.connection).toBe('default');
  await expect(vouch({ ...wish, project: 'city/api/**' }, ports(project))).rejects.toEqual(code('CI_SUBSCRIPTION_UNKNOWN'));
  expect(['city/**', 'city/a*', '*/api', '**', 'city/api'].map(baseOf)).toEqual(['city', 'city', '', '', 'city/api']);
});

test('who may not read it, or only as a guest, brings nothing; confidential issues take more', async () => {
  await expect(vouch(wish, ports(undefined))).rejects.toEqual(code('CI_SUBSCRIPTION_UNKNOWN'));
  await expect(vouch(wish, ports({ ...project, right: 'none' }))).rejects.toEqual(code('CI_SUBSCRIPTION_FORBIDDEN'));
  const confidential: NewSubscription = { ...wish, events: ['confidential_issue'] };
  await expect(vouch(confidential, ports(project))).rejects.toEqual(code('CI_SUBSCRIPTION_CONFIDENTIAL'));
  expect(await vouch(confidential, ports({ ...project, right: 'confidential' }))).toMatchObject({ events: ['confidential_issue'] });
});

test('without an account only what anybody may read; a private one asks to connect, not whether it is there', async () => {
  expect(await vouch(wish, ports({ ...project, open: true }, stranger))).toMatchObject({ place: { open: true } });
  for (const place of [undefined, { ...project, right: 'none' as const }])
    await expect(vouch(wish, ports(place, stranger))).rejects.toEqual(code('CI_ACCOUNT_MISSING'));
  await expect(vouch({ ...wish, events: ['confidential_issue'] }, ports({ ...project, open: true }, stranger))).rejects.toEqual(
    code('CI_ACCOUNT_MISSING'),
  );
});

test('everything there is takes a system administrator; where nobody can be asked nothing is', async () => {
  await expect(vouch({ ...wish, project: '**' }, ports(project))).rejects.toEqual(code('CI_SUBSCRIPTION_WIDE'));
  await expect(vouch({ ...wish, project: '*/api' }, ports(project))).rejects.toEqual(code('CI_SUBSCRIPTION_WIDE'));
  expect(await vouch({ ...wish, project: '**' }, ports(project, { isAdministrator: async () => true }))).toMatchObject({ project: '**' });
  expect(await vouch(wish, ports(undefined, { look: () => undefined }))).toBe(wish);
});

test('where there are several servers it is of the one that was asked', async () => {
  const lab = { ...connection, name: 'lab' };
  expect(await vouch(wish, ports(project, { connections: () => [connection, lab] }))).toMatchObject({ connection: 'default' });
  const named = { ...wish, connection: 'lab' };
  expect(await vouch(named, ports(project, { connections: () => [connection, lab] }))).toMatchObject({
    connection: 'lab',
    place: { connection: 'lab' },
  });
});
