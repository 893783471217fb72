import { expect, test } from '@jest/globals';
import { toChannelId } from '../ci/ids.ts';
import { createDigest, minuteOf } from './digest.ts';
import type { FlakyJob, FlakyQuestion } from './list.ts';

const monday = Date.parse('2026-11-23T08:00:30Z');
const plan = { schedule: '0 9 * * mon', timezone: 'Europe/Berlin', channel: { kind: 'purpose', purpose: 'builds' } } as const;
const flaky: FlakyJob = {
  project: 'platform/api',
  job: 'unit @all',
  flakes: 3,
  runs: 40,
  last: { at: monday - 7_200_000, url: 'https://ci.example/jobs/1' },
};

async function digestOf(jobs: readonly FlakyJob[], at: number): Promise<{ asked: FlakyQuestion[]; posted: object[] }> {
  const asked: FlakyQuestion[] = [];
  const posted: object[] = [];
  await createDigest({
    plan: () => plan,
    flaky: async (question) => {
      asked.push(question);
      return jobs;
    },
    channelOf: async () => toChannelId('builds'),
    post: async (channel, { message, props }) => posted.push({ channel, message, props }),
  })(at);
  return { asked, posted };
}

test('a week’s digest looks back to the last one and names each job once, with its share and a link', async () => {
  const { asked, posted } = await digestOf([flaky], monday);
  expect(asked).toEqual([{ since: Date.parse('2026-11-16T08:00:00Z'), limit: 10 }]);
  expect(posted).toEqual([
    {
      channel: 'builds',
      message: 'Flaky in the last 7 d: one job.',
      props: {
        attachments: [
          {
            fallback: 'Flaky in the last 7 d: one job',
            text: '- **[unit @\u200Ball](https://ci.example/jobs/1)** of platform/api · 3 times (8 % of 40 runs) · last 2 h ago',
            footer: 'Failed, then passed on the same commit · /ci flaky',
          },
        ],
      },
    },
  ]);
});

test('nothing is posted at any other minute, nor when nothing is flaky', async () => {
  expect((await digestOf([flaky], monday + 60_000)).posted).toEqual([]);
  expect((await digestOf([], monday)).posted).toEqual([]);
});

test('a task that runs late is still for its minute', () => {
  expect(minuteOf({ _cron: { ts: '2026-11-23T08:00:00.000Z', backfilled: false } }, 5)).toBe(Date.parse('2026-11-23T08:00:00Z'));
  for (const payload of [undefined, {}, { _cron: { ts: 'x' } }]) expect(minuteOf(payload, 5)).toBe(5);
});
