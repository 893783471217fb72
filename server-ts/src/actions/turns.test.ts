import { expect, test } from '@jest/globals';
import { createTurns } from './turns.ts';

test('under one key the next begins when the one before is over, failed or not; another key does not wait', async () => {
  const inTurn = createTurns();
  const said: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn('retry', async () => {
    await gate.promise;
    said.push('first');
    throw new Error('refused');
  });
  const second = inTurn('retry', async () => said.push('second'));
  await inTurn('cancel', async () => said.push('other'));
  gate.resolve();
  await expect(first).rejects.toThrow('refused');
  await second;
  expect(said).toEqual(['other', 'first', 'second']);
});
