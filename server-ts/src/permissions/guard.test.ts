import { expect, test } from '@jest/globals';
import type { AuditRecord } from '../audit/index.ts';
import { CiError } from '../platform/errors.ts';
import { createGuard, createPermissions, type Attempt, type Rule } from './index.ts';

const named = (name: string) => ({ name, ...(name === 'lab.build' && { changes: 'build' as const }) });
const told: Attempt['told'] = (outcome) => ({ what: 'team/app', values: { outcome } });

const attempt = (name: string): Attempt => ({ act: name, userId: 'alice', channelId: 'c1', from: 'button', told });

/** alice is a member; `looked` counts how often it was asked who she is. */
function world(rules: readonly Rule[] = []) {
  const notes: AuditRecord[] = [];
  const warned: string[] = [];
  const looked: boolean[] = [];
  let now = 1_000;
  const permissions = createPermissions({
    rules: () => rules,
    ownTeam: () => '',
    act: named,
    async standing(_userId, _channelId, groups) {
      looked.push(groups);
      return {
        who: { username: 'alice', roles: new Set(['member']), groups: groups ? ['sre'] : [] },
        where: { channel: 'ops', team: 'city' },
      };
    },
  });
  const audit = { note: (record: AuditRecord) => void notes.push(record) };
  const guard = createGuard({ permissions, audit, act: named, warn: ({ act: name }) => void warned.push(name), now: () => (now += 5) });
  return { guard, permissions, notes, warned, looked, attempt };
}

const forbidden: Rule = { verbs: ['build'], allow: { roles: ['team_admin'], groups: [], users: ['root'] } };
const noted = ({ notes }: ReturnType<typeof world>) =>
  notes.map(({ act, outcome, code = '', what, values }) => [act, outcome, code, what, values['outcome']]);

test('what changes something is noted when it was done, and nobody is asked who somebody is while no rule names it', async () => {
  const all = world([{ verbs: ['deploy'], allow: { roles: [], groups: [], users: [] } }]);
  expect(await all.guard.run(all.attempt('lab.build'), async () => 7)).toBe(7);
  await all.guard.run(
    all.attempt('lab.build'),
    async () => 'asked back',
    () => false,
  );
  await all.guard.run(all.attempt('lab.status'), async () => 'shown');
  expect(noted(all)).toEqual([['lab.build', 'done', '', 'team/app', 'done']]);
  expect(all.notes[0]).toMatchObject({ at: 1_005, milliseconds: 5, from: 'button', channelId: 'c1' });
  expect(all.looked).toEqual([]);
});

test('what may not be done is not begun, is noted, and is warned of; groups are looked up only for rules that name some', async () => {
  const all = world([forbidden]);
  let begun = false;
  const work = async (): Promise<void> => void (begun = true);
  const refusal = all.guard.run(all.attempt('lab.build'), work);
  await expect(refusal).rejects.toMatchObject({
    code: 'CI_PERMISSION_DENIED',
    message: 'You may not do lab.build here. This is for the team’s administrators and root.',
  });
  expect([begun, all.warned, all.looked]).toEqual([false, ['lab.build'], [false]]);
  expect(noted(all)).toEqual([['lab.build', 'refused', 'CI_PERMISSION_DENIED', 'team/app', 'refused']]);
  const sre = world([{ verbs: ['build'], allow: { roles: [], groups: ['sre'], users: [] } }]);
  await sre.guard.run(sre.attempt('lab.build'), work);
  expect([begun, sre.looked]).toEqual([true, [true]]);
});

test('of many acts those are told that somebody may not, who is looked up once, and not at all where no rule is about any', async () => {
  const sre: Rule = { verbs: ['lab.log'], allow: { roles: [], groups: ['sre'], users: [] } };
  const all = world([forbidden, sre]);
  expect(await all.permissions.refusedOf(['lab.build', 'lab.log', 'lab.status'], { userId: 'alice' }, { channelId: 'c1' })).toEqual([
    'lab.build',
  ]);
  expect(all.looked).toEqual([true]);
  expect(await all.permissions.refusedOf(['lab.status'], { userId: 'alice' }, { channelId: 'c1' })).toEqual([]);
  expect(all.looked).toHaveLength(1);
});

test.each([
  ['lab.build', new CiError('CI_LAB_NO_JOB', 'No.', 'Ask.'), [['lab.build', 'failed', 'CI_LAB_NO_JOB', 'team/app', 'failed']]],
  ['lab.build', new CiError('CI_LAB_PERMISSION', 'No.', 'Ask.'), [['lab.build', 'refused', 'CI_LAB_PERMISSION', 'team/app', 'refused']]],
  ['lab.build', new Error('broke'), [['lab.build', 'unknown', 'CI_UNEXPECTED', 'team/app', 'unknown']]],
  ['lab.status', new CiError('CI_LAB_NO_JOB', 'No.', 'Ask.'), []],
  ['lab.status', new CiError('CI_LAB_FORBIDDEN', 'No.', 'Ask.'), [['lab.status', 'refused', 'CI_LAB_FORBIDDEN', 'team/app', 'refused']]],
])('%s that ends with %s', async (name, error, expected) => {
  const all = world();
  await expect(all.guard.run(all.attempt(name), () => Promise.reject(error))).rejects.toBe(error);
  expect(noted(all)).toEqual(expected);
  expect(all.warned).toEqual([]);
});
