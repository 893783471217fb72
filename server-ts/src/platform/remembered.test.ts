import { expect, test } from '@jest/globals';
import { createRemembered } from './remembered.ts';

/** Each answer is found out when the test says so. */
function world() {
  const remembered = createRemembered<string>({ most: 10, milliseconds: 1000, now: () => 0 });
  const finding: PromiseWithResolvers<string>[] = [];
  const ask = (): Promise<string> =>
    remembered('key', () => {
      const found = Promise.withResolvers<string>();
      finding.push(found);
      return found.promise;
    });
  return { remembered, finding, ask };
}

test('a failure is not remembered, an answer is', async () => {
  const { finding, ask } = world();
  const first = ask();
  finding[0]?.reject(new Error('not now'));
  await expect(first).rejects.toThrow('not now');
  const second = ask();
  finding[1]?.resolve('there');
  expect(await Promise.all([second, ask()])).toEqual(['there', 'there']);
  expect(finding).toHaveLength(2);
});

test('what fails after all was forgotten takes nothing from those who asked since', async () => {
  const { remembered, finding, ask } = world();
  const before = ask();
  remembered.forget();
  const since = ask();
  finding[0]?.reject(new Error('too late'));
  await expect(before).rejects.toThrow('too late');
  const last = ask();
  expect(finding).toHaveLength(2);
  finding[1]?.resolve('there');
  expect(await Promise.all([since, last])).toEqual(['there', 'there']);
});
