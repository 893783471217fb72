import { expect, test } from '@jest/globals';
import manifest from '../../../plugin.json' with { type: 'json' };
import { isFields } from '../mattermost/errors.ts';
import { startFake } from '../mattermost/fake/server.ts';
import { unseal } from '../platform/seal.ts';
import { createSecrets } from '../platform/secrets.ts';
import { readConfiguration } from './configuration.ts';

type Given = Readonly<Record<string, string>>;

const KEY = Buffer.alloc(32, 7);
const WRONG = 'notify: 1';
const usual = {
  ...Object.fromEntries(
    manifest.settings_schema.settings.map(({ key, ...more }) => [key.toLowerCase(), 'default' in more ? more.default : '']),
  ),
  webhooksecret: 'made-up-secret',
  encryptionkey: KEY.toString('hex'),
};
const answerOf = (given: Given) => ({ A: { PluginSettings: { Plugins: { [manifest.id]: { ...usual, ...given } } } } });

/** The settings are read when the test says so, in its order. */
async function world(first: Given = {}) {
  let asked = Promise.withResolvers<PromiseWithResolvers<Given>>();
  let started = false;
  const told: string[][] = [];
  const kept: (string | undefined)[] = [];
  const slow = { save: async (): Promise<void> => undefined, keep: async (): Promise<void> => undefined };
  let keptAgain = Promise.withResolvers<void>();
  const server = await startFake(() => ({}), {
    async GetUnsanitizedConfig() {
      if (!started) return answerOf(first);
      const reading = Promise.withResolvers<Given>();
      asked.resolve(reading);
      return answerOf(await reading.promise);
    },
    async SavePluginConfig() {
      await slow.save();
      return {};
    },
    KVGet: () => ({ A: new Uint8Array() }),
    async KVSet(arg) {
      await slow.keep();
      kept.push(isFields(arg) && arg['B'] instanceof Uint8Array ? unseal(KEY, arg['B'], 'last_good_configuration') : undefined);
      keptAgain.resolve();
      return {};
    },
  });
  await server.activate();
  const notices = {
    follow: async (_area: string, problems: readonly { message: string }[]) => void told.push(problems.map(({ message }) => message)),
  };
  const configuration = await readConfiguration(server.host, createSecrets(), notices);
  started = true;
  /** Begins a reload, and goes on when it has asked for the settings. */
  const begin = async (): Promise<{ answer(given: Given): Promise<void>; fail(): Promise<void> }> => {
    asked = Promise.withResolvers();
    const done = configuration.reload();
    done.catch(() => undefined);
    const reading = await asked.promise;
    return {
      answer: (given) => (reading.resolve(given), done),
      fail: () => (reading.reject(new Error('no answer')), done),
    };
  };
  /** What was kept as the last good YAML, when it is so many times. */
  const keptTimes = async (times: number): Promise<readonly (string | undefined)[]> => {
    while (kept.length < times) {
      keptAgain = Promise.withResolvers();
      await keptAgain.promise;
    }
    return kept;
  };
  return { configuration, begin, slow, told, keptTimes };
}

test('of two reloads at once the one that began later is in force, whichever is read first', async () => {
  const { configuration, begin, told } = await world();
  const [older, newer] = [await begin(), await begin()];
  await newer.answer({ team: 'new' });
  expect(configuration.now().team).toBe('new');
  await older.answer({ team: 'old', buildschannel: 'Wrong Channel' });
  expect(configuration.now().team).toBe('new');
  expect(configuration.problems()).toEqual([]);
  expect(told.flat()).toEqual([]);

  const [one, two] = [await begin(), await begin()];
  await one.answer({ team: 'one' });
  expect(configuration.now().team).toBe('one');
  await two.answer({ team: 'two' });
  expect(configuration.now().team).toBe('two');
});

test('a reload that fails takes nothing from those before and after it', async () => {
  const { configuration, begin } = await world();
  const [older, failing] = [await begin(), await begin()];
  await expect(failing.fail()).rejects.toThrow('no answer');
  await older.answer({ team: 'old' });
  expect(configuration.now().team).toBe('old');
  await (await begin()).answer({ team: 'new' });
  expect(configuration.now().team).toBe('new');
});

test('a later reload waits for none before it: Mattermost asks for one within the saving of another', async () => {
  const { configuration, begin, slow } = await world();
  slow.save = async () => (await begin()).answer({ team: 'completed' });
  // The generated secret is missing, so it is made and saved.
  await (await begin()).answer({ team: 'completed', webhooksecret: '' });
  expect(configuration.now().connections[0]?.webhookSecrets).toEqual(['made-up-secret']);
});

test('a YAML that is wrong falls back on the last right one before it, although that one is read later', async () => {
  const { configuration, begin } = await world({ configuration: 'thread: details' });
  const [right, wrong] = [await begin(), await begin()];
  await wrong.answer({ team: 'new', configuration: WRONG });
  expect(configuration.now().rules.thread).toBe('details');
  await right.answer({ team: 'old', configuration: 'thread: flat' });
  expect(configuration.now()).toMatchObject({ team: 'new', rules: { thread: 'flat' } });
  expect(configuration.problems()).toMatchObject([{ code: 'CI_CONFIG_VALUE' }]);
});

test('the same when it is read first, but not yet when the wrong one begins', async () => {
  const { configuration, begin } = await world({ configuration: 'thread: details' });
  const [right, wrong] = [await begin(), await begin()];
  await right.answer({ configuration: 'thread: flat' });
  await wrong.answer({ team: 'new', configuration: WRONG });
  expect(configuration.now()).toMatchObject({ team: 'new', rules: { thread: 'flat' } });
});

test('of two right ones that are read after a wrong one the later counts', async () => {
  const { configuration, begin } = await world();
  const [oldest, right, wrong] = [await begin(), await begin(), await begin()];
  await wrong.answer({ configuration: WRONG });
  await right.answer({ configuration: 'thread: flat' });
  await oldest.answer({ configuration: 'thread: broadcast' });
  expect(configuration.now().rules.thread).toBe('flat');
});

test('the YAML that is kept for the next start is that of the later one, however long it takes to keep the other', async () => {
  const { begin, slow, keptTimes } = await world({ configuration: 'thread: details' });
  await keptTimes(1);
  const stored = Promise.withResolvers<void>();
  slow.keep = () => {
    slow.keep = async () => undefined;
    return stored.promise;
  };
  const [older, newer] = [await begin(), await begin()];
  await older.answer({ configuration: 'thread: flat' });
  await newer.answer({ configuration: 'thread: broadcast' });
  // Comes on the same stream as what is kept, and after it.
  await (await begin()).answer({ configuration: 'thread: broadcast' });
  stored.resolve();
  expect(await keptTimes(3)).toEqual(['thread: details', 'thread: flat', 'thread: broadcast']);
});
