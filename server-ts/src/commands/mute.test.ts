import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readDuration } from './duration-argument.ts';
import { fakePorts, here, say } from './fake-ports.ts';

test.each([
  ['project platform/api 2h', 'project', 'platform/api', 7_500_000],
  ['platform/** 1w', 'project', 'platform/**', 605_100_000],
  ['https://ci.example/platform/api', 'project', 'platform/api', undefined],
  ['@renovate-bot for 1h30m', 'user', 'renovate-bot', 5_700_000],
  ['renovate-bot', 'user', 'renovate-bot', undefined],
  ['User @alice 30 min', 'user', 'alice', 2_100_000],
  ['branch:dependabot/** 1d', 'branch', 'dependabot/**', 86_700_000],
  ['branch main', 'branch', 'main', undefined],
])('/ci mute %s', async (words, what, pattern, until) => {
  const ports = fakePorts();
  const { text, inChannel } = await say(ports, `/ci mute ${words}`);
  expect(inChannel).toBe(true);
  expect(text).toContain(`alice muted ${what} \`${pattern}\` in this channel`);
  expect(await ports.mutes.inChannel(here.channelId, 0)).toMatchObject([{ what, pattern, ...(until !== undefined && { until }) }]);
});

test('mutes are listed with the time left, and taken back by number', async () => {
  const ports = fakePorts();
  const list = await say(ports, '/ci mute @bot 2h', '/ci mute a/b', '/ci mute list');
  expect(list.text).toContain('- **1** user `bot` · for another 2 h · by alice\n- **2** project `a/b` · until it is taken back');
  expect((await say(ports, '/ci subscriptions')).text).toContain('2 things are muted');
  expect((await say(ports, '/ci mute off 1')).text).toBe('alice took back the mute of user `bot` in this channel.');
  expect((await say(ports, '/ci mute off 1')).text).toContain('This channel has no mute 1.');
});

test.each([
  ['project', 'Which project?'],
  ['a/b soon', 'soon is no length of time.'],
  ['a/b 2h more', '2h more is no length of time.'],
  ['off', 'The mute’s number is missing.'],
  ['', 'user|project|branch> is missing.'],
])('/ci mute %s is refused', async (words, answer) => {
  expect((await say(fakePorts(), `/ci mute ${words}`)).text.replaceAll('\\', '')).toContain(answer);
});

test('a length is the sum of its parts, and nothing else is one', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.nat(30), fc.nat(23), fc.nat(59), (weeks, days, hours, minutes) => {
      const total = ((weeks * 7 + days) * 24 + hours) * 3_600_000 + minutes * 60_000;
      expect(readDuration(`${weeks}w${days}d${hours}h${minutes}m`)).toBe(total === 0 ? undefined : total);
    }),
  );
  for (const text of ['', '2', 'h', '2x', '-1h', '1.5h', '1h1w', '2000d']) expect(readDuration(text)).toBeUndefined();
});
