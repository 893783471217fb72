import { expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { inTime } from './in-time.ts';

test('what comes in time is the answer; what does not is left alone, even when it fails later', async () => {
  expect(await inTime(10_000, Promise.resolve('here'), () => 'late')).toBe('here');
  await expect(inTime(10_000, Promise.reject(new Error('broke')), () => 'late')).rejects.toThrow('broke');
  const fails = pause(30).then(() => Promise.reject(new Error('nobody hears of it')));
  expect(await inTime(5, fails, () => 'late')).toBe('late');
  const never = new Promise<string>(() => undefined);
  await expect(inTime(5, never, tooLong)).rejects.toThrow('too long');
  await pause(40);
});

function tooLong(): never {
  throw new Error('too long');
}
