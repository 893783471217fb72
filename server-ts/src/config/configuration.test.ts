import { expect, test } from '@jest/globals';
import { CiError } from '../platform/errors.ts';
import { readConfiguration } from './configuration.ts';

function refused(text: string): CiError {
  const read = readConfiguration(text);
  if (read instanceof CiError) return read;
  throw new Error(`accepted: ${JSON.stringify(read)}`);
}

test('nothing configured means: pipelines speak when they finish', () => {
  for (const text of ['', '# only a comment', 'notify: {}']) expect(readConfiguration(text)).toEqual({ notify: { pipelines: 'finish' } });
});

test('a policy is taken', () => {
  expect(readConfiguration('notify: {pipelines: live}')).toEqual({ notify: { pipelines: 'live' } });
});

test('broken YAML is named with its line', () => {
  const error = refused('notify:\n  pipelines: [live\n');
  expect(error.code).toBe('CI_CONFIG_YAML');
  expect(error.message).toMatch(/line [23]/);
});

test('a wrong value is named with line, path and the values there are', () => {
  const error = refused('# policies\nnotify:\n  pipelines: sometimes\n');
  expect(error.code).toBe('CI_CONFIG_VALUE');
  expect(error.message).toContain('line 3, notify.pipelines');
  expect(error.remedy).toBe('Use one of: live, finish, failures.');
});

test('an unknown key is named, with the nearest one', () => {
  expect(refused('notify: {}\nnotifi: {}').message).toContain('line 2: notifi is unknown');
  expect(refused('notify: {}\nnotifi: {}').remedy).toBe('Did you mean notify?');
  expect(refused('notify:\n  pipeline: live').remedy).toBe('Did you mean pipelines?');
});

test('what this version does not do yet is said, not passed over', () => {
  expect(refused('routes: []').message).toContain('routes is not supported by this version');
});

test.each(['- a list', '42', 'notify: 7', '&a [*a, *a]'])('%s is refused without throwing', (text) => {
  expect(refused(text).message).toContain('line 1');
});
