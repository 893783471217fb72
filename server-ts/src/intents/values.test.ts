import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Intent, IntentParameter } from './intent.ts';
import { LONGEST_MATCHED, readPattern } from './pattern.ts';
import { checkValues, MASK, masked } from './values.ts';

const parameters: readonly IntentParameter[] = [
  { name: 'version', type: 'string', required: true, pattern: String.raw`\d+\.\d+` },
  { name: 'count', type: 'number', required: false, min: 1, max: 9, default: '2' },
  { name: 'loud', type: 'boolean', required: false },
  { name: 'region', type: 'choice', required: false, choices: ['eu', 'us'], default: 'eu' },
  { name: 'pin', type: 'secret', required: false, pattern: String.raw`\d{4}` },
];
const intent: Pick<Intent, 'parameters'> = { parameters };
const fields = (given: Record<string, string>) => {
  const checked = checkValues(intent, given);
  return checked.kind === 'wrong' ? checked.fields : {};
};

test('defaults stand where nothing was given, and what was given is written one way', () => {
  expect(checkValues(intent, { version: '1.2', loud: 'Yes' })).toEqual({
    kind: 'good',
    values: { version: '1.2', count: '2', loud: 'true', region: 'eu', pin: '' },
  });
});

test('each wrong value is named with its reason, and no secret one is repeated', () => {
  expect(fields({ count: '10', loud: 'maybe', region: 'su', pin: '12345', versoin: '1' })).toEqual({
    version: 'It is missing.',
    count: '10 is more than 9.',
    loud: '“maybe” is neither true nor false.',
    region: '“su” is not one of eu, us. Did you mean eu?',
    pin: String.raw`It does not match \d{4}.`,
    versoin: 'It is not known here. Did you mean version?',
  });
  expect(fields({ version: '1.2\n' })).toHaveProperty('version');
  expect(fields({ version: 'x1.2' })).toHaveProperty('version');
  expect(fields({ version: '1.2', toString: 'x', __proto__: 'y' })).toHaveProperty('toString');
  expect(fields({ version: '1.2\u0000' })['version']).toMatch(/cannot be seen/);
  for (const count of ['1e3', '0x1', 'NaN', '--1', '٣']) expect(fields({ version: '1.2', count })).toHaveProperty('count');
});

test('secret values are masked where they are shown', () => {
  expect(masked(intent, { version: '1.2', pin: '1234' })).toEqual({ version: '1.2', pin: MASK });
});

/** Of which JavaScript's own engine never comes back. */
const hostile = [
  '(a+)+$',
  '(a|a)*b',
  '(.*a){20}',
  '(x+x+)+y',
  '(?:a?){50}a{50}',
  '([a-z]+)*=',
  '(a{1,5}){1,5}{1,5}',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
];

test('no pattern keeps anybody waiting', () => {
  const value = `${'ax'.repeat(LONGEST_MATCHED / 2 - 1)}!`;
  const anyPattern = fc.oneof(
    fc.constantFrom(...hostile),
    fc.stringMatching(/^[a-z.*+?|(){}0-9,[\]\\]{1,60}$/),
    fc
      .array(fc.constantFrom('(a+)', '(a|b)*', '.*', 'a{0,9}', '(.?){9}', '[a-z]+', '(x*)*'), { maxLength: 12 })
      .map((parts) => parts.join('')),
  );
  let slowest = 0;
  fc.assert(
    fc.property(anyPattern, fc.constantFrom(value, 'a'.repeat(LONGEST_MATCHED), 'x'.repeat(LONGEST_MATCHED)), (pattern, text) => {
      const begun = performance.now();
      const read = readPattern(pattern);
      if ('matches' in read) read.matches(text);
      slowest = Math.max(slowest, performance.now() - begun);
    }),
    { numRuns: 500 },
  );
  expect(slowest).toBeLessThan(2_000);
});
