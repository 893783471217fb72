import { expect, test } from '@jest/globals';
import { localTime } from './local-day.ts';
import { queueReminders, type Reminding } from './reminder.ts';

test('day and hour are those of the place, through the changes of its clocks', () => {
  expect(localTime(Date.UTC(2026, 2, 29, 7, 30), 'Europe/Berlin')).toEqual({ day: '2026-03-29', hour: 9, isWorkday: false });
  expect(localTime(Date.UTC(2026, 2, 27, 8, 0), 'Europe/Berlin')).toEqual({ day: '2026-03-27', hour: 9, isWorkday: true });
  expect(localTime(Date.UTC(2026, 10, 22, 23, 0), 'Pacific/Auckland')).toEqual({ day: '2026-11-23', hour: 12, isWorkday: true });
  expect(localTime(Date.UTC(2026, 10, 23, 0, 10), 'Nowhere/Atlantis')).toEqual({ day: '2026-11-23', hour: 0, isWorkday: true });
});

test('people are reminded from nine to five of their workday, wherever they are', async () => {
  const zones = new Map([
    ['berlin', 'Europe/Berlin'],
    ['auckland', 'Pacific/Auckland'],
    ['new york', 'America/New_York'],
    ['kiritimati', 'Pacific/Kiritimati'],
  ]);
  const due = async (at: number): Promise<readonly string[]> => {
    const queued: Reminding[] = [];
    const asked: string[] = [];
    const preferences = { unreminded: async (_provider: string, day: string) => (asked.push(day), [...zones.keys()]) };
    await queueReminders(
      { preferences, timezones: async () => zones, later: async (each) => void queued.push(each) },
      [{ name: 'some' }],
      at,
    );
    expect(queued.every(({ day }) => asked.every((latest) => day <= latest))).toBe(true);
    return queued.map(({ userId, day }) => `${userId} ${day}`);
  };
  expect(await due(Date.UTC(2026, 10, 23, 8, 0))).toEqual(['berlin 2026-11-23']);
  expect(await due(Date.UTC(2026, 10, 22, 21, 0))).toEqual(['auckland 2026-11-23', 'kiritimati 2026-11-23']);
  expect(await due(Date.UTC(2026, 10, 23, 14, 0))).toEqual(['berlin 2026-11-23', 'new york 2026-11-23']);
  expect(await due(Date.UTC(2026, 10, 21, 9, 0))).toEqual([]);
});
