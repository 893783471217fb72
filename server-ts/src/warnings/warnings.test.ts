import { expect, test } from '@jest/globals';
import { say } from '../ci/words.ts';
import { silent } from '../storage/scratch-database.ts';
import { markdownOf } from '../rendering/words.ts';
import { createWarnings } from './index.ts';

/** A clock of its own: what was asked for is called when its time has come. */
function world(post: (text: string) => Promise<void> = async () => undefined) {
  const posted: string[] = [];
  let now = 0;
  let due: { readonly at: number; readonly call: () => void }[] = [];
  const warn = createWarnings({
    async post(text) {
      await post(markdownOf(text));
      posted.push(markdownOf(text));
    },
    later: (milliseconds, call) => void due.push({ at: now + milliseconds, call }),
    log: silent,
  });
  return {
    warn: (kind: 'proof' | 'permission', text: string) => warn({ kind, text: say`${text}` }),
    posted,
    async pass(milliseconds: number) {
      const end = now + milliseconds;
      for (let next = due.find(({ at }) => at <= end); next !== undefined; next = due.find(({ at }) => at <= end)) {
        const { at, call } = next;
        due = due.filter((each) => each !== next);
        now = Math.max(now, at);
        call();
        await new Promise(setImmediate);
      }
      now = end;
    },
  };
}

test('a flood of one kind becomes five lines and a number, every quarter of a minute; another kind is not held up', async () => {
  const { warn, posted, pass } = world();
  for (let index = 1; index <= 32; index += 1) warn('proof', `wrong ${index}`);
  warn('permission', 'refused');
  await pass(1_000);
  expect(posted).toEqual(['wrong 1\nwrong 2\nwrong 3\nwrong 4\nwrong 5\n… and 27 more of the kind', 'refused']);
  for (let index = 1; index <= 3; index += 1) warn('proof', `again ${index}`);
  await pass(10_000);
  expect(posted).toHaveLength(2);
  await pass(5_000);
  expect(posted[2]).toBe('again 1\nagain 2\nagain 3');
  // Quiet again: the next one comes at once.
  await pass(16_000);
  warn('proof', 'later');
  await pass(1_000);
  expect(posted[3]).toBe('later');
});

test('what cannot be posted is tried once more, and nobody waits for it', async () => {
  let tries = 0;
  const { warn, posted, pass } = world(async () => {
    tries += 1;
    if (tries === 1) throw new Error('no channel');
  });
  warn('proof', 'wrong');
  await pass(1_000);
  expect(posted).toEqual([]);
  await pass(30_000);
  expect(posted).toEqual(['wrong']);
});
