import * as fc from 'fast-check';
import { expect, test } from '@jest/globals';
import { decide } from './decide.ts';
import { roles, type Role, type Rule, type Where, type Who } from './rule.ts';
import { meansAct } from './verb-match.ts';

const build = { name: 'lab.build', changes: 'build' } as const;
const who = (username: string, ...has: readonly Role[]): Who => ({ username, roles: new Set(has), groups: [] });
const allow = (given: Partial<NonNullable<Rule['allow']>>): NonNullable<Rule['allow']> => ({ roles: [], groups: [], users: [], ...given });
const ops: Where = { channel: 'ops', team: 'city' };
const dev: Where = { channel: 'dev', team: 'city' };
const alice = who('alice', 'member');
const root = who('root', 'system_admin', 'team_admin', 'channel_admin', 'member');

test.each([
  ['lab.build', true],
  ['LAB.Build', true],
  ['lab', true],
  ['lab.*', true],
  ['*', true],
  ['*.build', true],
  ['build', true],
  ['bu*', true],
  ['lab.bui', false],
  ['lab.build.now', false],
  ['deploy', false],
  ['l*x*d', false],
  ['lab.build*build', false],
  ['', false],
])('%p means lab.build: %p', (pattern, expected) => expect(meansAct(pattern, build)).toBe(expected));

test('a name stands for what is below it, and not for what only begins alike', () => {
  expect(meansAct('lab.job', { name: 'lab.job.retry' })).toBe(true);
  expect(meansAct('lab.job', { name: 'lab.jobs' })).toBe(false);
});

test('what no rule names is for everybody', () => {
  expect(decide([{ verbs: ['deploy'], allow: allow({}) }], build, alice, undefined)).toEqual({ kind: 'allowed' });
});

test('what a rule names is for those and there that one of its rules says', () => {
  const rules: readonly Rule[] = [
    { verbs: ['build'], allow: allow({ roles: ['system_admin'], users: ['Bob'], groups: ['sre'] }), channels: ['ops'] },
    { verbs: ['lab.*'], channels: ['other/play'] },
  ];
  const may = (person: Who, where: Where, team = 'city'): boolean => decide(rules, build, person, where, team).kind === 'allowed';
  expect([may(root, ops), may(who('bob', 'member'), ops), may({ ...alice, groups: ['SRE'] }, ops)]).toEqual([true, true, true]);
  expect([may(alice, ops), may(root, dev), may(root, undefined), may(root, { channel: 'ops', team: 'other' })]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(may(alice, { channel: 'play', team: 'other' })).toBe(true);
  // A conversation is in no team, whatever it is called.
  expect(may(root, { channel: 'ops', team: '' }, '')).toBe(false);
  expect(decide(rules, build, alice, dev, 'city')).toEqual({
    kind: 'refused',
    whoMay: 'system administrators, the group sre and Bob, in ~ops; or everybody in ~other/play',
  });
});

test('an empty list forbids it to all', () => {
  expect(decide([{ verbs: ['*'], allow: allow({}) }], build, root, ops)).toEqual({ kind: 'refused', whoMay: 'nobody' });
});

const words = fc.constantFrom('lab.build', 'lab', 'build', 'lab.*', 'deploy', '*');
const people = fc.record({
  roles: fc.subarray([...roles]),
  groups: fc.subarray(['sre', 'qa']),
  users: fc.subarray(['alice', 'bob']),
});
const anyRule: fc.Arbitrary<Rule> = fc
  .record({
    verbs: fc.array(words, { maxLength: 2 }),
    allow: people,
    channels: fc.option(fc.subarray(['ops', 'city/dev']), { nil: undefined }),
  })
  .map(({ channels, ...rule }) => ({ ...rule, ...(channels !== undefined && { channels }) }));
const anybody: fc.Arbitrary<Who> = fc.record({
  username: fc.constantFrom('alice', 'bob', 'carol'),
  roles: fc.subarray([...roles]).map((some) => new Set(some)),
  groups: fc.subarray(['sre', 'qa']),
});

test('another rule about something else changes nothing, and one about it never shuts out whom an older one lets in', () => {
  fc.assert(
    fc.property(
      fc.array(anyRule, { maxLength: 4 }),
      anyRule,
      anybody,
      fc.constantFrom(ops, dev, undefined),
      (rules, more, person, where) => {
        const before = decide(rules, build, person, where, 'city').kind;
        const after = decide([...rules, more], build, person, where, 'city').kind;
        const isAbout = more.verbs.some((verb) => meansAct(verb, build));
        const wasAsked = rules.some(({ verbs }) => verbs.some((verb) => meansAct(verb, build)));
        if (!isAbout) expect(after).toBe(before);
        else if (wasAsked && before === 'allowed') expect(after).toBe('allowed');
      },
    ),
    { numRuns: 500 },
  );
});
