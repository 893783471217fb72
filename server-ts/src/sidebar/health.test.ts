import { expect, test } from '@jest/globals';
import { CiError } from '../platform/errors.ts';
import { reportHealth } from './health.ts';

test('all is well', async () => {
  const answer = reportHealth({ kind: 'up' });
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'up', parts: { storage: 'up' } }]);
});

test('the part that is down is named by its code, without details', async () => {
  const problem = new CiError('CI_STORAGE_RIGHTS', 'a message', 'a remedy with names');
  const answer = reportHealth({ kind: 'down', problem });
  expect([answer.status, await answer.json()]).toEqual([503, { status: 'down', parts: { storage: 'CI_STORAGE_RIGHTS' } }]);
});
