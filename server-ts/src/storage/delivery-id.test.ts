import { expect, test } from '@jest/globals';
import { createDeliveryIds, firstIdAt } from './delivery-id.ts';

test('identities are valid, grow whatever the clock does, and lie at or after the first of their moment', () => {
  const times = [1_700_000_000_000, 1_700_000_000_000, 1_699_999_999_999, 1_700_000_000_001];
  let calls = 0;
  const next = createDeliveryIds(() => times[Math.floor(calls++ / 5000)] ?? 1_700_000_000_009);
  const ids = Array.from({ length: 21_000 }, next);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  expect((ids[0] ?? '') > firstIdAt(1_700_000_000_000)).toBe(true);
  expect((ids[0] ?? '') < firstIdAt(1_700_000_000_001)).toBe(true);
});
