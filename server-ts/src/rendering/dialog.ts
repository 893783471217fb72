// A form → Mattermost's dialog, within all its limits; and what was filled in → the form's own fields. Pure.
//
// Limits are those of `Dialog.IsValid` and `DialogElement.IsValid` (server/public/model/integration_action.go), which count bytes.

import type { Choice, Field, Form } from '../ci/command.ts';
import { plain } from './escape.ts';
import { markdownOf } from './words.ts';

/** Mattermost's `model.DialogElement`, the fields that are used. */
export interface DialogElement {
  readonly display_name: string;
  readonly name: string;
  readonly type: 'text' | 'textarea' | 'select' | 'bool';
  readonly subtype?: 'password' | 'number';
  readonly default?: string;
  readonly placeholder?: string;
  readonly help_text?: string;
  readonly optional: boolean;
  readonly max_length: number;
  readonly options?: readonly { readonly text: string; readonly value: string }[];
  readonly multiselect?: boolean;
}

/** Mattermost's `model.Dialog`, the fields that are used. */
export interface Dialog {
  readonly callback_id: string;
  readonly title: string;
  readonly introduction_text: string;
  readonly submit_label: string;
  /** Comes back with what was filled in; the person can read and change it. */
  readonly state: string;
  readonly elements: readonly DialogElement[];
}

/** How the elements of a dialog stand for the fields of its form. */
export interface ElementMap {
  /** Name of the field, by the element's, where they differ. */
  readonly names: Readonly<Record<string, string>>;
  /** Elements that are empty when the CI system's own default is meant, as it is too long to stand in the dialog. */
  readonly defaults: readonly string[];
  readonly bools: readonly string[];
  /** Fields whose values are nobody's business, or too long for a line; not known of dialogs that an older version opened. */
  readonly hidden?: readonly string[];
}

const MAX_TITLE = 24;
const MAX_LABEL = 24;
const MAX_HELP = 150;
const MAX_TEXT = 150;
const MAX_LINES = 3_000;
/** The web app draws all of them. */
const MAX_OPTIONS = 1_000;
/** The server has no limit of its own; more than that is no form. */
const MAX_ELEMENTS = 100;
/** What people may enter in one line: more than the clients' own 150, as addresses are longer. */
const LONGEST_LINE = 4_000;
const LONGEST_LINES = 30_000;
/** An option cannot be empty. */
const NOTHING = '(empty)';

export interface MadeDialog {
  readonly dialog: Dialog;
  readonly map: ElementMap;
}

/** `state`: made of the map, as both travel together. */
export function dialogOf(form: Form, state: (map: ElementMap) => string): MadeDialog {
  const named = namedFields(form.fields.slice(0, MAX_ELEMENTS));
  const elements = named.map(({ name, field }) => elementOf(name, field));
  const map: ElementMap = {
    names: Object.fromEntries(named.flatMap(({ name, field }) => (name === field.name ? [] : [[name, field.name]]))),
    defaults: named.flatMap(({ name, field }) => (hasHiddenDefault(field) ? [name] : [])),
    bools: named.flatMap(({ name, field }) => (field.kind === 'yes-no' ? [name] : [])),
    hidden: named.flatMap(({ field }) => (field.kind === 'secret' || field.kind === 'lines' ? [field.name] : [])),
  };
  const dialog: Dialog = {
    callback_id: 'call',
    title: cutBytes(plain(form.title), MAX_TITLE) || 'Please fill in',
    introduction_text: form.introduction === undefined ? '' : markdownOf(form.introduction, 3_000),
    submit_label: cutBytes(plain(form.submit), 40) || 'OK',
    state: state(map),
    elements,
  };
  return { dialog, map };
}

/** What was filled in, by field name: texts; `true` and `false`; several choices with line breaks between. */
export function fieldsOf(map: ElementMap, submission: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const bools = map.bools
    .filter((name) => submission[name] === undefined || submission[name] === null)
    .map((name) => [name, 'false'] as const);
  const given = Object.entries(submission).map(([name, value]) => [name, textOf(value)] as const);
  const meant = given.filter(([name, text]) => text !== '' || !map.defaults.includes(name));
  const all = [...meant, ...bools].map(
    ([name, text]) => [Object.hasOwn(map.names, name) ? (map.names[name] ?? name) : name, text] as const,
  );
  return Object.fromEntries(all);
}

/** Name of the element that stands for a field. */
export function elementNamed({ names }: ElementMap, field: string): string {
  return Object.entries(names).find(([, name]) => name === field)?.[0] ?? field;
}

/** Lists of lists are nothing that a client sends. */
function textOf(value: unknown, depth = 0): string {
  if (depth > 2) return '';
  if (typeof value === 'string') return value === NOTHING ? '' : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((each) => textOf(each, depth + 1)).join('\n');
  // As the web app sends a chosen option in some of its versions.
  if (typeof value === 'object' && value !== null && 'value' in value) return textOf(value.value, depth + 1);
  return '';
}

interface Named {
  readonly name: string;
  readonly field: Field;
}

/** Names stand in addresses, objects and styles of clients: those that are no plain words get others. Unique. */
function namedFields(fields: readonly Field[]): readonly Named[] {
  const taken = new Set<string>();
  return fields.map((field, index) => {
    const usable = /^[A-Za-z_][\w.-]{0,99}$/.test(field.name) && !taken.has(field.name) && !Object.hasOwn(Object.prototype, field.name);
    let name = usable ? field.name : `field${index}`;
    while (taken.has(name)) name += 'x';
    taken.add(name);
    return { name, field };
  });
}

function elementOf(name: string, field: Field): DialogElement {
  const base = {
    display_name: cutBytes(plain(field.label), MAX_LABEL) || cutBytes(plain(field.name), MAX_LABEL) || 'Value',
    name,
    ...helpOf(field),
  };
  switch (field.kind) {
    case 'yes-no':
      // A required one could not be answered with no.
      return { ...base, type: 'bool', optional: true, default: field.value === true ? 'true' : 'false', max_length: 0 };
    case 'choice':
    case 'choices':
      return selectOf(base, field);
    case 'secret':
      return {
        ...base,
        type: 'text',
        subtype: 'password',
        max_length: LONGEST_LINE,
        optional: field.optional ?? false,
        ...placeholderOf(field),
      };
    default:
      return textElement(base, field);
  }
}

type Base = Pick<DialogElement, 'display_name' | 'name' | 'help_text'>;

function selectOf(base: Base, field: Extract<Field, { kind: 'choice' | 'choices' }>): DialogElement {
  const options = optionsOf(field.choices);
  const optional = field.optional ?? false;
  if (options.length === 0) return { ...base, type: 'text', optional, max_length: LONGEST_LINE };
  if (field.kind === 'choices') return { ...base, type: 'select', multiselect: true, optional, options, max_length: 0 };
  const wanted = field.value === '' ? NOTHING : field.value;
  const preset = options.find(({ value }) => value === wanted && bytes(value) <= MAX_LINES)?.value;
  return { ...base, type: 'select', optional, options, max_length: 0, ...(preset !== undefined && { default: preset }) };
}

function optionsOf(choices: readonly Choice[]): readonly { readonly text: string; readonly value: string }[] {
  const known = new Set<string>();
  return choices.slice(0, MAX_OPTIONS).flatMap(({ label, value }) => {
    const option = { text: plain(label) || plain(value) || NOTHING, value: value || NOTHING };
    if (known.has(option.value)) return [];
    known.add(option.value);
    return [option];
  });
}

function textElement(base: Base, field: Extract<Field, { kind: 'text' | 'lines' | 'number' | 'secret' }>): DialogElement {
  const { value = '' } = field;
  const isLong = bytes(value) > MAX_TEXT || value.includes('\n');
  const type = field.kind === 'lines' || isLong ? 'textarea' : 'text';
  const hidden = hasHiddenDefault(field);
  return {
    ...base,
    type,
    ...(field.kind === 'number' && type === 'text' && { subtype: 'number' }),
    optional: hidden || (field.optional ?? false),
    max_length: type === 'textarea' ? LONGEST_LINES : LONGEST_LINE,
    ...(value !== '' && !hidden && { default: value }),
    ...(hidden ? { placeholder: 'Left empty: its own default, which is too long to be shown here' } : placeholderOf(field)),
  };
}

function hasHiddenDefault(field: Field): boolean {
  return (field.kind === 'text' || field.kind === 'lines' || field.kind === 'number') && bytes(field.value ?? '') > MAX_LINES;
}

function helpOf({ label, name, help = '' }: Field): { readonly help_text?: string } {
  // A label that had to be shortened is said as a whole here.
  const full = bytes(plain(label)) > MAX_LABEL ? plain(label || name) : '';
  const text = [full, plain(help)].filter((part) => part !== '').join(': ');
  return text === '' ? {} : { help_text: cutBytes(text, MAX_HELP) };
}

function placeholderOf({ placeholder = '' }: { readonly placeholder?: string }): { readonly placeholder?: string } {
  const text = cutBytes(plain(placeholder), MAX_TEXT);
  return text === '' ? {} : { placeholder: text };
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

/** Go counts bytes. No letter is cut in two. */
function cutBytes(text: string, limit: number): string {
  if (bytes(text) <= limit) return text;
  let kept = '';
  for (const letter of text) {
    if (bytes(kept) + bytes(letter) > limit - bytes('…')) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}
