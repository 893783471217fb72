import { expect, test } from '@jest/globals';
import type { AuditRecord } from '../audit/index.ts';
import { toChannelId } from '../ci/ids.ts';
import type { Who } from '../permissions/rule.ts';
import { CiError } from '../platform/errors.ts';
import { createRunWorld, fakeIntent, fakeStep } from './fake-runs.ts';
import type { Approval, Intent } from './intent.ts';
import { createRunDesk } from './run-desk.ts';
import type { RunWish } from './runs.ts';

const channel = toChannelId('builds');
const MINUTE = 60_000;

/** alice and bob are members; carol administers the channel; dan is in another one. */
const people: Readonly<Record<string, Who>> = {
  alice: { username: 'alice', roles: new Set(['member']), groups: [] },
  bob: { username: 'bob', roles: new Set(['member']), groups: ['release'] },
  carol: { username: 'carol', roles: new Set(['member', 'channel_admin']), groups: [] },
  dan: { username: 'dan', roles: new Set(['member']), groups: [] },
};

const wish = (by = 'alice', values = {}, some: Partial<RunWish> = {}): RunWish => ({
  intent: 'ship',
  values,
  by: { userId: by },
  channelId: channel,
  from: 'command',
  dryRun: false,
  ...some,
});

function desk(more: Partial<Intent> = {}) {
  const intent = fakeIntent([fakeStep('build')], { kind: 'stop' }, more);
  const world = createRunWorld();
  const notes: AuditRecord[] = [];
  const table = world.table(async (_name, effect) => effect());
  const runs = createRunDesk({
    book: { all: () => [intent], find: (name) => (name === intent.name ? intent : undefined), problems: () => [], forms: {} },
    table: { ...table, sealedOf: async () => undefined, inChannel: async () => ({ runs: [] }) },
    runner: { wake: () => undefined },
    later: async () => undefined,
    permissions: { permit: async () => undefined, refusedOf: async () => [] },
    async standing(userId) {
      const who = people[userId];
      if (who === undefined) throw new CiError('CI_PERSON_UNKNOWN', 'Nobody.', 'Sign in.');
      return { who, where: { channel: 'builds', team: 'city' } };
    },
    ownTeam: () => 'city',
    isAdministrator: async () => false,
    isMember: async (userId) => userId !== 'dan',
    username: async (userId) => userId,
    channelNamed: async () => undefined,
    usualChannel: async () => channel,
    subject: async () => undefined,
    plan: async () => ({ steps: [] }),
    seal: () => ({ keyId: 'k', sealed: new Uint8Array() }),
    audit: { note: (record) => void notes.push(record) },
    refused: () => undefined,
    now: () => world.now,
  });
  const begin = async (by = 'alice', values = {}): Promise<string> => {
    const outcome = await runs.start(wish(by, values));
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return outcome.id;
  };
  const decide = (id: string, userId: string, decision: 'approve' | 'reject' | 'cancel', reason?: string) =>
    runs.decide({ id, userId, decision, from: 'button', ...(reason !== undefined && { reason }) });
  return { runs, world, notes, begin, decide };
}

const approval = (more: Partial<Approval> = {}): { readonly approval: Approval } => ({
  approval: {
    count: 2,
    from: { users: ['alice'], groups: ['release'], roles: ['channel_admin'] },
    selfApproval: false,
    expires: 5 * MINUTE,
    ...more,
  },
});

test('as many as are asked for must agree, each once, and not who runs it', async () => {
  const { begin, decide, runs } = desk(approval());
  const id = await begin();
  await expect(decide(id, 'alice', 'approve')).rejects.toMatchObject({ code: 'CI_RUN_SELF' });
  expect(await decide(id, 'bob', 'approve')).toMatchObject({ approval: { given: [{ name: 'bob' }], count: 2 } });
  await expect(decide(id, 'bob', 'approve')).rejects.toMatchObject({ code: 'CI_RUN_TWICE' });
  await decide(id, 'carol', 'approve');
  await expect(decide(id, 'carol', 'approve')).rejects.toMatchObject({ code: 'CI_RUN_OVER' });
  await expect(decide(id, 'bob', 'reject')).rejects.toMatchObject({ code: 'CI_RUN_OVER' });
  expect((await runs.view(id, { userId: 'alice' }))?.may).toEqual(['cancel']);
});

test('who is not asked may not decide, and is told who may; who is in another channel does not see it', async () => {
  const { begin, decide, runs, notes } = desk(approval({ from: { users: [], groups: ['release'], roles: [] } }));
  const id = await begin();
  await expect(decide(id, 'carol', 'approve')).rejects.toMatchObject({
    code: 'CI_PERMISSION_DENIED',
    message: expect.stringContaining('release'),
  });
  await expect(decide(id, 'carol', 'reject')).rejects.toMatchObject({ code: 'CI_PERMISSION_DENIED' });
  await expect(decide(id, 'dan', 'approve')).rejects.toMatchObject({ code: 'CI_RUN_UNKNOWN' });
  expect([await runs.view(id, { userId: 'dan' }), await runs.view(id, { key: 'robot' })]).toEqual([undefined, undefined]);
  expect(notes.map(({ act, outcome }) => [act, outcome])).toEqual([
    ['intent.ship', 'done'],
    ['intent.ship.approve', 'refused'],
    ['intent.ship.reject', 'refused'],
  ]);
});

test('an approval that comes too late counts for nothing; rejected, it says by whom and why', async () => {
  const late = desk(approval());
  const id = await late.begin();
  late.world.now += 6 * MINUTE;
  await expect(late.decide(id, 'bob', 'approve')).rejects.toMatchObject({ code: 'CI_RUN_OVER' });
  const { begin, decide } = desk(approval());
  const other = await begin();
  expect(await decide(other, 'bob', 'reject', ' not on a Friday ')).toMatchObject({
    end: { by: { name: 'bob' }, reason: 'not on a Friday' },
  });
  await expect(decide(other, 'carol', 'approve')).rejects.toMatchObject({ code: 'CI_RUN_OVER', message: expect.stringContaining('bob') });
});

test('wrong values, somebody who may not, and an intent that there is not are refused before anything is kept; secrets are nowhere', async () => {
  const { runs, world, notes } = desk({
    parameters: [
      { name: 'version', type: 'string', required: true },
      { name: 'pin', type: 'secret', required: false },
    ],
    who: { people: { users: ['alice'], groups: [], roles: [] }, channels: [] },
  });
  expect(await runs.start(wish('alice', { pin: 'made-up-pin' }))).toMatchObject({
    kind: 'refused',
    code: 'CI_RUN_VALUES',
    fields: { version: 'It is missing.' },
  });
  expect(await runs.start(wish('bob', { version: '1' }))).toMatchObject({
    kind: 'refused',
    code: 'CI_PERMISSION_DENIED',
    message: expect.stringContaining('alice'),
  });
  expect(await runs.start({ ...wish(), intent: 'shp' })).toMatchObject({
    kind: 'refused',
    code: 'CI_INTENT_UNKNOWN',
    message: expect.stringContaining('ship'),
  });
  expect(await runs.start(wish('alice', { version: '1', pin: 'made-up-pin' }, { dryRun: true }))).toMatchObject({ kind: 'planned' });
  expect(world.rows.size).toBe(0);
  expect((await runs.start(wish('alice', { version: '1', pin: 'made-up-pin' }))).kind).toBe('accepted');
  expect(JSON.stringify([[...world.rows.values()], notes])).not.toContain('made-up-pin');
});
