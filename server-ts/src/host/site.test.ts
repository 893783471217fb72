import { expect, test } from '@jest/globals';
import { rememberSiteAddress } from './site.ts';

/** How Mattermost answers; only the address is looked at. */
async function world() {
  const asked: PromiseWithResolvers<string>[] = [];
  let started = false;
  const site = await rememberSiteAddress({
    async getConfig() {
      if (!started) return configOf('https://first.example');
      const reading = Promise.withResolvers<string>();
      asked.push(reading);
      return configOf(await reading.promise);
    },
  });
  started = true;
  /** Begins a reload; the test says when it is answered, and with what. */
  const begin = () => {
    const done = site.reload();
    const reading = asked.at(-1);
    return async (url: string): Promise<void> => {
      reading?.resolve(url);
      await done;
    };
  };
  return { site, begin };
}

const configOf = (url: string) => JSON.parse(JSON.stringify({ ServiceSettings: { SiteURL: url } }));

test('of two reloads at once the one that began later counts, whichever is answered first', async () => {
  const { site, begin } = await world();
  const [older, newer] = [begin(), begin()];
  await newer('https://new.example/');
  await older('https://old.example');
  expect(site.now()).toBe('https://new.example');

  const [one, two] = [begin(), begin()];
  await one('https://one.example');
  expect(site.now()).toBe('https://one.example');
  await two('https://two.example');
  expect(site.now()).toBe('https://two.example');
});
