import { expect, test } from '@jest/globals';
import { showParameters } from './shown-parameters.ts';

test('values are shown but for what is secret by its kind or by its name; there are never too many or too long ones', () => {
  expect(
    showParameters([
      { name: 'VERSION', value: '1.2.3' },
      { name: 'KEY' },
      { name: 'DEPLOY_TOKEN', value: 'made-up' },
      { name: 'dbPassword', value: 'made-up' },
    ])?.map(({ value }) => value),
  ).toEqual(['1.2.3', '••••••', '••••••', '••••••']);
  const many = showParameters(Array.from({ length: 50 }, () => ({ name: 'n'.repeat(500), value: 'v'.repeat(5000) })));
  expect([many?.length, JSON.stringify(many).length < 8_000]).toEqual([20, true]);
  expect(showParameters([])).toBeUndefined();
});
