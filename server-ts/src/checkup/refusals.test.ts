import { expect, test } from '@jest/globals';
import { createRefusals } from './refusals.ts';

const refusal = {
  code: 'CI_WEBHOOK_PROOF',
  provider: 'lab',
  connection: 'default',
  address: '10.0.0.5',
  reason: 'the secret is another one',
};
const lab = { provider: 'lab', name: 'default' };

test('they are counted for an hour by sender and reason, the most frequent first, with what to do', () => {
  let now = 0;
  const refusals = createRefusals(() => now);
  refusals.note(refusal);
  now = 1_800_000;
  for (let each = 0; each < 7; each += 1) refusals.note(refusal);
  refusals.note({ ...refusal, address: '10.0.0.6' });
  refusals.note({ ...refusal, connection: 'other' });
  now = 3_700_000;
  expect(refusals.of(lab).map(({ message }) => message)).toEqual([
    '7 deliveries were refused in the last hour, from 10.0.0.5: the secret is another one.',
    '1 delivery was refused in the last hour, from 10.0.0.6: the secret is another one.',
  ]);
  expect(refusals.of(lab)[0]?.remedy).toContain('webhook secret');
  now = 6_000_000;
  expect(refusals.of(lab)).toEqual([]);
});

test('senders that are refused for ever new reasons do not fill the memory, nor many the count', () => {
  const refusals = createRefusals(() => 0);
  for (let each = 0; each < 1_500; each += 1) refusals.note(refusal);
  for (let each = 0; each < 499; each += 1) refusals.note({ ...refusal, reason: `reason ${each}` });
  expect(refusals.of(lab)[0]?.message).toContain('More than 1000 deliveries');
  for (let each = 0; each < 600; each += 1) refusals.note({ ...refusal, address: `10.0.1.${each}` });
  expect(refusals.of(lab)[0]?.message).toContain('1 delivery');
});
