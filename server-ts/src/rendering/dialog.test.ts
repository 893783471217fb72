import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { hostileText } from '../../../test/hostile-text.ts';
import type { Field, Form } from '../ci/command.ts';
import { say } from '../ci/words.ts';
import { dialogOf, elementNamed, fieldsOf, type Dialog, type DialogElement } from './dialog.ts';

const make = (fields: readonly Field[], form: Partial<Form> = {}) =>
  dialogOf({ title: 'Build app', submit: 'Build', fields, call: { name: 'build', args: {} }, ...form }, (map) => JSON.stringify(map));

const bytes = (text = ''): number => Buffer.byteLength(text);

/** `Dialog.IsValid` and `DialogElement.IsValid` (server/public/model/integration_action.go), and what the web app needs. */
function faultsOf({ title, elements }: Dialog): readonly string[] {
  const names = new Set(elements.map(({ name }) => name));
  return [
    ...(title === '' || bytes(title) > 24 ? ['title'] : []),
    ...(names.size < elements.length ? ['names'] : []),
    ...elements.flatMap((each) => faultsOfElement(each).map((fault) => `${each.name}: ${fault}`)),
  ];
}

function faultsOfElement(element: DialogElement): readonly string[] {
  const { type, default: preset = '', options = [], placeholder, multiselect = false } = element;
  const longest = type === 'textarea' || type === 'select' ? 3_000 : 150;
  return [
    ...(element.display_name === '' || bytes(element.display_name) > 24 ? ['display name'] : []),
    ...(element.name === '' || bytes(element.name) > 300 ? ['name'] : []),
    ...(bytes(element.help_text) > 150 ? ['help'] : []),
    ...(bytes(preset) > longest ? ['default'] : []),
    ...(bytes(placeholder) > longest ? ['placeholder'] : []),
    ...(multiselect && type !== 'select' ? ['multiselect'] : []),
    ...(type === 'select' && preset !== '' && !options.some(({ value }) => value === preset) ? ['default is no option'] : []),
    ...(type === 'select' && options.length === 0 ? ['no options'] : []),
    ...(options.some(({ text, value }) => text === '' || value === '') ? ['empty option'] : []),
    ...(new Set(options.map(({ value }) => value)).size < options.length ? ['options'] : []),
    ...(type === 'bool' && !/^(true|false)$/.test(preset) ? ['bool'] : []),
  ];
}

const name = fc.oneof(hostileText, fc.constantFrom('__proto__', 'constructor', 'VERSION', 'a b', 'field0', ''));
const long = fc.oneof(
  hostileText,
  fc.integer({ min: 0, max: 5_000 }).map((length) => 'ä'.repeat(length)),
);
const choices = fc.array(fc.record({ label: hostileText, value: fc.oneof(hostileText, fc.constantFrom('', 'a', '(empty)')) }), {
  maxLength: 5,
});
const base = { name, label: long, help: long, optional: fc.boolean() };
const field: fc.Arbitrary<Field> = fc.oneof(
  fc.record({ ...base, kind: fc.constantFrom('text', 'lines', 'secret', 'number'), value: long, placeholder: long }),
  fc.record({ ...base, kind: fc.constant('yes-no'), value: fc.boolean() }),
  fc.record({ ...base, kind: fc.constant('choice'), choices, value: fc.oneof(long, fc.constantFrom('', 'a')) }),
  fc.record({ ...base, kind: fc.constant('choices'), choices }),
);

test('whatever the fields are, Mattermost takes the dialog', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 8 }), long, (fields, title) => {
      const { dialog } = make(fields, { title, submit: title, introduction: say`${title}` });
      expect(faultsOf(dialog)).toEqual([]);
      expect(dialog.elements).toHaveLength(fields.length);
    }),
    { numRuns: 300 },
  );
});

test('every field comes back under its own name', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 8 }), (names) => {
      const { dialog, map } = make(names.map((each) => ({ kind: 'text', name: each, label: 'x' })));
      const submission = Object.fromEntries(dialog.elements.map((element, index) => [element.name, `value ${index}`]));
      const fields = new Map(Object.entries(fieldsOf(map, submission)));
      names.forEach((each, index) => {
        expect(fields.get(each)).toBe(`value ${index}`);
        expect(elementNamed(map, each)).toBe(dialog.elements[index]?.name);
      });
    }),
  );
});

test('kinds of fields are what people know them as', () => {
  const { dialog, map } = make([
    { kind: 'text', name: 'VERSION', label: 'VERSION', value: '1.0', placeholder: '1.2.3' },
    { kind: 'lines', name: 'NOTES', label: 'NOTES', optional: true },
    { kind: 'text', name: 'TWO', label: 'TWO', value: 'one\ntwo' },
    { kind: 'number', name: 'COUNT', label: 'COUNT' },
    { kind: 'secret', name: 'PASSWORD', label: 'PASSWORD', value: 'never shown' },
    { kind: 'yes-no', name: 'DRY', label: 'DRY', value: true },
    {
      kind: 'choice',
      name: 'REGION',
      label: 'REGION',
      value: 'eu',
      choices: [
        { label: 'Europe', value: 'eu' },
        { label: '', value: '' },
      ],
    },
    {
      kind: 'choices',
      name: 'PARTS',
      label: 'PARTS',
      choices: [
        { label: 'A', value: 'a' },
        { label: 'B', value: 'b' },
      ],
    },
    { kind: 'choice', name: 'NONE', label: 'A label of more than twenty-four letters', choices: [], help: 'Help.' },
  ]);
  expect(dialog.elements).toMatchObject([
    { type: 'text', default: '1.0', placeholder: '1.2.3', optional: false },
    { type: 'textarea', optional: true },
    { type: 'textarea', default: 'one\ntwo' },
    { type: 'text', subtype: 'number' },
    { type: 'text', subtype: 'password' },
    { type: 'bool', default: 'true', optional: true },
    {
      type: 'select',
      default: 'eu',
      options: [
        { text: 'Europe', value: 'eu' },
        { text: '(empty)', value: '(empty)' },
      ],
    },
    { type: 'select', multiselect: true },
    { type: 'text', display_name: 'A label of more than…', help_text: 'A label of more than twenty-four letters: Help.' },
  ]);
  expect(JSON.stringify(dialog)).not.toContain('never shown');
  expect(
    fieldsOf(map, { VERSION: '2', COUNT: 3, DRY: null, REGION: '(empty)', PARTS: ['a', { label: 'B', value: 'b' }], NONE: null }),
  ).toEqual({
    VERSION: '2',
    COUNT: '3',
    DRY: 'false',
    REGION: '',
    PARTS: 'a\nb',
    NONE: '',
  });
});

test('a default that is too long for the dialog is meant by leaving it empty', () => {
  const { dialog, map } = make([{ kind: 'lines', name: 'SCRIPT', label: 'SCRIPT', value: 'x'.repeat(4_000) }]);
  expect(dialog.elements[0]).toMatchObject({ optional: true, placeholder: expect.stringContaining('its own default') });
  expect(fieldsOf(map, { SCRIPT: '' })).toEqual({});
  expect(fieldsOf(map, { SCRIPT: 'y' })).toEqual({ SCRIPT: 'y' });
});

test('what no client sends, lists in lists without an end, is no answer', () => {
  let deep: unknown = '1.2';
  for (let depth = 0; depth < 50_000; depth += 1) deep = depth % 2 === 0 ? [deep] : { value: deep };
  expect(fieldsOf({ names: {}, defaults: [], bools: [] }, { version: deep })).toEqual({ version: '' });
});
