import { expect, test } from '@jest/globals';
import { readChannelNames } from './channel-names.ts';

test('names are taken as people write them, and the usual ones where none is given', () => {
  const { names, problems } = readChannelNames({ buildschannel: ' ~Ship-It ', reviewschannel: '' });
  expect(names).toEqual({ builds: 'ship-it', reviews: 'code-reviews', alerts: 'alerts' });
  expect(problems).toEqual([]);
});

test('what is shown of a channel is not its name: the last good one stays, and is told which setting is wrong', () => {
  const last = { builds: 'ci', reviews: 'mr', alerts: 'fire' };
  const { names, problems } = readChannelNames({ buildschannel: 'Our Builds', alertschannel: 'alerts' }, last);
  expect(names).toEqual({ builds: 'ci', reviews: 'code-reviews', alerts: 'alerts' });
  expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'CI_SETTINGS_CHANNEL BuildsChannel is Our Builds, which is no name of a channel as it stands in its address.',
  ]);
});
