import { expect, test } from '@jest/globals';
import type { Act } from '../ci/act.ts';
import type { Verb } from '../ci/grammar.ts';
import { deedOfTyped } from './typed-deed.ts';

const act: Act = { name: 'lab.build', changes: 'build' };
const verb: Verb = {
  name: 'build',
  summary: '',
  changes: 'build',
  shows: ['', 'list'],
  parameters: [
    { name: 'job', required: true, help: '' },
    { name: 'token', required: false, secret: true, help: '' },
    { name: 'values', required: false, rest: true, help: '' },
  ],
};
const typed = (words: readonly string[], flags: readonly (readonly [string, string | true])[] = []) => {
  const [job = '', token = ''] = words;
  return {
    words,
    values: new Map([
      ['job', job],
      ['token', token],
    ]),
    flags: new Map(flags),
  };
};
const acts = new Map<string, Act>([
  ['rebuild', { name: 'lab.rebuild', changes: 'build' }],
  ['stop', { name: 'lab.stop', changes: 'cancel' }],
]);

test('secret words are masked, and KEY=value is kept apart, as nobody knows yet what is secret among it', () => {
  const deed = deedOfTyped(
    act,
    verb,
    typed(
      ['app', 'made-up-token', 'PIN=1=2', 'later', 'A.B=x'],
      [
        ['api-key', 'made-up'],
        ['defaults', true],
      ],
    ),
    acts,
  );
  expect(deed.values).toEqual({ job: 'app', token: '••••••', values: 'later', '--api-key': '••••••', '--defaults': 'yes' });
  expect(deed.pairs).toEqual({ PIN: '1=2', 'A.B': 'x' });
});

test('with some words it only shows; what it offers of its own kind was not done yet', () => {
  expect([['list'], [], ['app']].map((words) => deedOfTyped(act, verb, typed(words), acts).shows)).toEqual([true, true, false]);
  const deed = deedOfTyped(act, verb, typed(['app']), acts);
  expect(['rebuild', 'stop', 'unheard-of'].map((call) => deed.does(call))).toEqual([true, false, false]);
});
