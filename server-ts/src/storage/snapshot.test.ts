import { expect, test } from '@jest/globals';
import { createSnapshot } from './snapshot.ts';

test('a change that comes while it is being read is not missed, and any number of changes cost one more reading', async () => {
  let table = 1;
  let readings = 0;
  const gate = Promise.withResolvers<void>();
  const snapshot = createSnapshot(0, async () => {
    const read = table;
    readings += 1;
    if (readings === 1) await gate.promise;
    return read;
  });
  expect(snapshot.current()).toBe(0);
  const first = snapshot.ready();
  table = 2;
  const changes = [snapshot.refresh(), snapshot.refresh(), snapshot.refresh()];
  gate.resolve();
  await first;
  await Promise.all(changes);
  expect(snapshot.current()).toBe(2);
  expect(readings).toBe(2);
  await snapshot.ready();
  expect(readings).toBe(2);
});

test('a reading that failed keeps the last one, and the next is tried anew', async () => {
  const answers: (number | Error)[] = [new Error('away'), 1, new Error('away'), 2];
  const snapshot = createSnapshot(0, async () => {
    const answer = answers.shift();
    if (typeof answer === 'number') return answer;
    throw answer;
  });
  await expect(snapshot.ready()).rejects.toThrow('away');
  await snapshot.ready();
  await expect(snapshot.refresh()).rejects.toThrow('away');
  expect(snapshot.current()).toBe(1);
  await snapshot.refresh();
  expect(snapshot.current()).toBe(2);
});
