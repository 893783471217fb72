import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { IntentSource, StepForm } from './intent.ts';
import { ownForms } from './own-steps.ts';
import { readIntents } from './read.ts';

const build: StepForm = {
  help: 'Starts a build',
  fields: [
    { name: 'job', kind: 'text', required: true, help: 'Its name', example: 'deploy/api' },
    { name: 'parameters', kind: 'values', required: false, help: 'By name', example: { A: 'b' } },
    { name: 'wait', kind: 'yes-no', required: false, help: 'For its end', example: true },
  ],
  outputs: [{ name: 'number', help: 'Its number' }],
};
const forms = { 'lab.build': build, ...ownForms };
const source = (line: number): IntentSource => ({ kind: 'configuration', line });
const read = (text: string) => readIntents(text, forms, source);

function faults(text: string): readonly string[] {
  const reading = read(text);
  return reading.kind === 'good' ? [] : reading.faults.map(({ line, path, what, remedy }) => `${line} ${path} ${what} ${remedy}`);
}

function good(text: string) {
  const reading = read(text);
  if (reading.kind === 'wrong') throw new Error(JSON.stringify(reading.faults));
  return reading.intents;
}

const one = (rest: string): string => `name: ship\n${rest}\nsteps: [{wait: 1m}]\n`;

test('several documents, each one intent or a list of them; each can be read again from what it keeps', () => {
  const intents = good(
    '# first\nname: one\nsteps: [{wait: 1m}]\n---\nintents:\n  - {name: two, steps: [{lab.build: {job: a, wait: "{{ run.id }}"}}]}\n  - {name: three, steps: [{post: {message: hi}}]}\n---\n',
  );
  expect(intents.map(({ name, source: { line } }) => [name, line])).toEqual([
    ['one', 2],
    ['two', 6],
    ['three', 7],
  ]);
  for (const intent of intents) expect(good(intent.written)).toEqual([{ ...intent, source: { kind: 'configuration', line: 1 } }]);
  expect(JSON.parse(JSON.stringify(intents))).toEqual(intents);
});

describe.each([
  ['an unknown key', 'name: ship\nstesp: []\n', /^2 stesp is unknown\. Did you mean steps\?/],
  ['an unknown step', 'name: ship\nsteps:\n  - lab.biuld: {job: a}\n', /^3 steps\[0\]\.lab\.biuld is unknown\. Did you mean lab\.build\?/],
  [
    'a step that does two things',
    'name: ship\nsteps:\n  - {wait: 1m, post: {message: hi}}\n',
    /^3 steps\[0\] does two things, wait and post/,
  ],
  [
    'a field that is missing',
    'name: ship\nsteps:\n  - lab.build: {wait: true}\n',
    /^3 steps\[0\]\.lab\.build\.job is missing\. Write it like `job: deploy\/api`/,
  ],
  ['a kind without what it needs', one('kind: scale\nservice: api'), /replicas is missing, as the kind is scale/],
  ['a rollout of nothing', one('kind: rollout'), /stack is missing, as the kind is rollout: say stack or stacks/],
  ['what belongs to another kind', one('target: db'), /^2 target does not belong to the kind custom/],
  [
    'a pattern that could hang',
    one("parameters: [{name: a, pattern: '(a+)+\\1'}]"),
    /^2 parameters\[0\]\.pattern is no regular expression as RE2 knows them/,
  ],
  ['a pattern that is too large', one("parameters: [{name: a, pattern: '((a{1,10}){1,10}){1,10}'}]"), /pattern repeats too much/],
  [
    'a default that may not be',
    one('parameters: [{name: a, type: number, max: 3, default: 4}]'),
    /default is no value that it may have: 4 is more than 3/,
  ],
  ['the default of a secret', one('parameters: [{name: a, type: secret, default: x}]'), /default would be known to everybody/],
  ['two parameters of one name', one('parameters: [{name: a}, {name: A}]'), /parameters\[1\]\.name there is another one of the name A/],
  ['a name of JavaScript', one('parameters: [{name: constructor}]'), /a word with a meaning of its own/],
  ['nobody who could approve', one('approval: {from: {users: []}}'), /approval\.from names nobody/],
  [
    'a template of what is not there',
    'name: a\nsteps: [{post: {message: "{{ verison }}"}}]\nparameters: [{name: version}]',
    /asks for verison, which is not known there\. Did you mean version\?/,
  ],
  [
    'a template of a later step',
    'name: a\nsteps:\n  - post: {message: "{{ steps.build.number }}"}\n  - lab.build: {job: a}\n',
    /^3 .*asks for steps\.build, which is not known there/,
  ],
  ['a template that cannot be read', 'name: a\nsteps: [{post: {message: "{{ run.id }"}}]', /has a template that cannot be read/],
  ['a tag that reads files', 'name: a\nsteps: [{post: {message: "{% include \'x\' %}"}}]', /has a template that cannot be read/],
  [
    'a secret in a post',
    'name: a\nparameters: [{name: pin, type: secret}]\nsteps: [{post: {message: "{% if pin == \'1\' %}x{% endif %}"}}]',
    /would show pin, which is secret/,
  ],
  [
    'a secret in an address',
    'name: a\nparameters: [{name: pin, type: secret}]\nsteps: [{http: {url: "https://x/{{ pin }}"}}]',
    /would show pin, which is secret/,
  ],
  [
    'an address whose server is not fixed',
    'name: a\nparameters: [{name: h}]\nsteps: [{http: {url: "https://{{ h }}.example/"}}]',
    /http\.url has no fixed server/,
  ],
  [
    'an address with a server behind a name',
    'name: a\nsteps: [{http: {url: "https://good.example@evil.example/"}}]',
    /has no fixed server/,
  ],
  [
    'one name for two intents',
    'name: a\nsteps: [{wait: 1m}]\n---\nname: a\nsteps: [{wait: 1m}]\n',
    /^4 name there is another intent of the name a/,
  ],
])('%s', (_what, text, told) => {
  test('is told by line, path and remedy', () => {
    expect(faults(text).join('\n')).toMatch(told);
  });
});

test.each([
  ['brackets', '['.repeat(20_000)],
  ['maps', '{a: '.repeat(20_000)],
  ['lists', Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}-`).join('\n')],
  ['many keys', Array.from({ length: 12_000 }, (_, index) => `k${index}: 1`).join('\n')],
  ['many documents', 'name: a\n---\n'.repeat(5_000)],
  ['many aliases', `a: &a {x: 1}\n${Array.from({ length: 9_000 }, (_, index) => `b${index}: {<<: *a}`).join('\n')}`],
  [
    'laughs',
    Array.from(
      { length: 12 },
      (_, at) =>
        `a${at}: &a${at} [${
          at === 0
            ? 'x'
            : Array(9)
                .fill(`*a${at - 1}`)
                .join(', ')
        }]`,
    ).join('\n'),
  ],
  ['itself', 'intents: &a [*a]'],
  ['itself as a key', '&a a: *a'],
  ['prototypes', '__proto__: {name: a}\nconstructor: {prototype: 1}'],
  ['a long text', `name: ${'a'.repeat(300_000)}`],
])('hostile YAML (%s) is refused, and soon', (_what, text) => {
  const begun = performance.now();
  expect(read(text).kind).toBe('wrong');
  expect(performance.now() - begun).toBeLessThan(20_000);
});

const scalars = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('{{ a }}', '{{', '{%', '1m', '(a', '__proto__'),
);
const keys = fc.constantFrom(
  'name',
  'kind',
  'parameters',
  'steps',
  'post',
  'http',
  'wait',
  'lab.build',
  'message',
  'url',
  'job',
  'type',
  'pattern',
  'choices',
  'onFailure',
  'rollback',
  'approval',
  'from',
  'who',
  'users',
  'forEach',
  'stacks',
  '__proto__',
  'toString',
);
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, scalars, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(keys, tie('value'), { maxKeys: 6 })),
}));

test('whatever stands there, it is read or refused, and never throws', () => {
  fc.assert(
    fc.property(anything, (value) => {
      const reading = read(JSON.stringify(value) ?? '');
      expect(reading.kind === 'good' || reading.faults.length > 0).toBe(true);
      for (const fault of reading.kind === 'wrong' ? reading.faults : []) expect([fault.line > 0, fault.what !== '']).toEqual([true, true]);
    }),
    { numRuns: 40 },
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => ['good', 'wrong'].includes(read(text).kind)),
    { numRuns: 150 },
  );
});
