import { expect, test } from '@jest/globals';
import { normalise } from './setting.ts';

const definitions = [
  { key: 'BuildsChannel', type: 'text', default: 'builds' },
  { key: 'WebhookSecret', type: 'generated', default: '' },
  { key: 'EnableGitLabCommand', type: 'bool', default: true },
];
const generate = (key: string): string => `made-up-${key}`;

test('the first start writes every key in lower case and generates the secrets', () => {
  expect(normalise({}, definitions, generate)).toEqual({
    changed: true,
    settings: { buildschannel: 'builds', webhooksecret: 'made-up-webhooksecret', enablegitlabcommand: true },
  });
});

test('what is complete already is left alone', () => {
  const { settings } = normalise({}, definitions, generate);
  expect(normalise(settings, definitions, () => 'another')).toEqual({ changed: false, settings });
});

test('the mixed-case spelling wins, whatever the order, and goes', () => {
  for (const stored of [
    { BuildsChannel: 'new', buildschannel: 'old' },
    { buildschannel: 'old', BuildsChannel: 'new' },
  ]) {
    const { settings, changed } = normalise(stored, definitions, generate);
    expect(changed).toBe(true);
    expect(settings).toMatchObject({ buildschannel: 'new' });
    expect(Object.keys(settings)).not.toContain('BuildsChannel');
  }
});

test('a setting switched off stays off, and keys of a later version are kept', () => {
  const { settings } = normalise({ enablegitlabcommand: false, fromthefuture: 1 }, definitions, generate);
  expect(settings).toMatchObject({ enablegitlabcommand: false, fromthefuture: 1 });
});
