import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { autocompleteOf } from './autocomplete.ts';
import { ciGrammar } from './ci-grammar.ts';
import type { Grammar } from '../ci/grammar.ts';
import { helpText } from './help.ts';
import { nearest } from '../platform/nearest.ts';
import { parse } from './parse.ts';
import { readProject } from './project-argument.ts';

const deep: Grammar = {
  trigger: 'ci',
  summary: 'All',
  verbs: [
    {
      name: 'key',
      summary: 'Keys',
      verbs: [
        {
          name: 'create',
          summary: 'Make a key',
          parameters: [{ name: 'name', required: true, help: 'Its name' }],
          flags: [
            { name: 'expires', help: 'When it ends', value: '90d' },
            { name: 'quiet', help: 'Say nothing' },
          ],
        },
        { name: 'list', summary: 'All keys' },
      ],
    },
  ],
};

test('a verb gets its values by name', () => {
  expect(parse(ciGrammar, '/ci Status "platform/api" main')).toEqual({
    kind: 'run',
    path: ['status'],
    values: new Map([
      ['project', 'platform/api'],
      ['branch', 'main'],
    ]),
    words: ['platform/api', 'main'],
    flags: new Map(),
  });
});

test.each([
  '/ci key create deploy --expires 90d --quiet',
  '/ci key create --quiet --expires=90d deploy',
  '/ci key create —quiet deploy —expires "90d"',
])('flags stand anywhere, with a space or an equals sign, also with the dash of a phone: %s', (text) => {
  expect(parse(deep, text)).toEqual({
    kind: 'run',
    path: ['key', 'create'],
    values: new Map([['name', 'deploy']]),
    words: ['deploy'],
    flags: new Map<string, string | true>([
      ['expires', '90d'],
      ['quiet', true],
    ]),
  });
});

test.each([
  ['/ci', []],
  ['/ci help', []],
  ['/ci help status', ['status']],
  ['/ci status --help', ['status']],
  ['/ci status help', ['status']],
])('%s asks for help', (text, path) => {
  expect(parse(ciGrammar, text)).toEqual({ kind: 'help', path });
});

test.each([
  ['/ci key crate x', 'There is no command crate. Did you mean create?'],
  ['/ci key create', '<name> is missing.'],
  ['/ci key create a b', 'b is one word too many. Put quotes around a value that has spaces.'],
  ['/ci key create a --expire 1d', 'There is no flag --expire here. Did you mean --expires?'],
  ['/ci key create a --expires', '--expires needs a value: --expires 90d.'],
  ['/ci key create a --quiet=yes', '--quiet takes no value.'],
  ['/ci key create "a', 'The quote in "a is not closed.'],
])('%s is refused with the reason', (text, message) => {
  expect(parse(deep, text)).toMatchObject({ kind: 'refused', message });
});

test('whatever is typed is understood, explained or refused, never thrown', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom('key', 'create', '--expires', '"', 'help', '='), fc.string())), (parts) => {
      const parsed = parse(deep, `/ci ${parts.join(' ')}`);
      expect(['run', 'help', 'refused']).toContain(parsed.kind);
      expect(helpText(deep, parsed.path)).not.toBe('');
    }),
  );
});

test('help is there on every level', () => {
  expect(helpText(deep, [])).toBe('All\n- `/ci key …` Keys\n\n`/ci help <verb>` explains one, with its flags and examples.');
  expect(helpText(deep, ['key'])).toBe('Keys\n- `/ci key create <name> [--flag …]` Make a key\n- `/ci key list` All keys');
  expect(helpText(deep, ['key', 'create'])).toContain('- `--expires`: When it ends');
  expect(helpText(deep, ['key', 'lst'])).toContain('Did you mean `/ci key list`?');
});

test.each([
  '/lab connect alice to-ken extra to-ken2',
  '/lab connect alice "to-ken',
  '/lab conect alice to-ken',
  '/lab connect alice --to-ken x y',
])('a token is never repeated: %s', (typed) => {
  const parameters = [
    { name: 'name', required: false, help: '' },
    { name: 'token', required: false, secret: true, help: '' },
  ] as const;
  const parsed = parse({ trigger: 'lab', summary: '', verbs: [{ name: 'connect', summary: '', parameters }] }, typed);
  expect(parsed.kind).toBe('refused');
  expect(JSON.stringify(parsed)).not.toContain('to-ken');
});

test('every verb of /ci has help and autocomplete', () => {
  const data = autocompleteOf(ciGrammar);
  expect(data).toMatchObject({ Trigger: 'ci', RoleID: 'system_user' });
  expect(data.Hint).toMatch(/^\[status\|subscribe\|.*\|help\]$/);
  expect(data.SubCommands.map(({ Trigger }) => Trigger)).toEqual(ciGrammar.verbs.map(({ name }) => name));
  for (const { name, summary } of ciGrammar.verbs) expect(helpText(ciGrammar, [name])).toContain(summary);
  expect(data.SubCommands[0]?.Arguments[0]).toEqual({
    Name: '',
    HelpText: 'Path of the project, or any address in it',
    Required: true,
    Type: 'TextInput',
    Data: { Hint: '[project]', Pattern: '' },
  });
});

test.each([
  ['satus', 'status'],
  ['sttaus', 'status'],
  ['abuot', 'about'],
  ['pipeline', undefined],
])('%s is near %s', (word, meant) => {
  expect(nearest(word, ['status', 'about', 'help'])).toBe(meant);
});

test.each([
  ['platform/api', { path: 'platform/api' }],
  ['/platform/api/', { path: 'platform/api' }],
  ['https://ci.example/platform/api', { path: 'platform/api' }],
  ['https://ci.example/platform/api.git', { path: 'platform/api' }],
  ['https://ci.example/platform/api/-/pipelines/12', { path: 'platform/api' }],
  ['https://ci.example/platform/api/-/tree/feature%2Fx?ref_type=heads', { path: 'platform/api', branch: 'feature/x' }],
  ['https://host.example/git/platform/api/-/jobs/1', { path: 'platform/api' }],
  ['https://ci.example/%zz', { path: '%zz' }],
  ['https://ci.example/job/folder/job/my%20job/14/console', { path: 'folder/my job' }],
  ['https://host.example/git/view/all/job/api/', { path: 'api' }],
  ['https://ci.example/dashboard?id=my%3Akey&branch=main', { path: 'my:key' }],
])('%s means a project', (text, expected) => {
  expect(readProject(text, ['https://host.example/git', 'not an address'])).toEqual(expected);
});
