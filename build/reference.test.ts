// The pages about settings, keys and commands must tell of all there are, as they are.
import { expect, test } from '@jest/globals';
import { madePages, readPage } from './reference.ts';

/** As they are read: how a table is aligned, how a text is escaped or wrapped makes no difference. */
const plain = (text: string) =>
  text
    .replaceAll(/\\(?=[\\*_[\]<>#+-])/g, '')
    .replaceAll(/-{3,}/g, '---')
    .replaceAll(/\s+/g, ' ')
    .trim();

test.each(madePages)('$path tells of all there is; node build/reference.ts and oxfmt bring it up to date', async (page) => {
  const { made } = await readPage(page);
  expect(plain(made)).toBe(plain(await page.render()));
});
