import { expect, test } from '@jest/globals';
import { toSubjectKey, type SubjectKey } from '../ci/ids.ts';
import { merge } from '../ci/merge.ts';
import { modelIdentity, tellLife } from '../ci/pipeline-history.ts';
import type { SubjectState } from '../ci/subject.ts';
import { createAttaching, type AttachPorts, type Turned } from './attach.ts';
import type { Report } from './report.ts';
import { turnedWords } from './words.ts';
import { plainOf } from '../rendering/words.ts';

const { key } = modelIdentity;
const life = tellLife([{ stage: 0, manual: false, allowFailure: false }], []);
const state = life.reduce<ReturnType<typeof merge> | undefined>(merge, undefined);
const rate = { name: 'cache_hit_rate', value: 71, unit: '%', min: 80, at: 1 };
const report: Report = {
  provider: 'lab',
  connection: 'default',
  project: 'team/app',
  pipeline: '1',
  figures: [rate, { name: 'size', value: 5, at: 1 }],
};

/** A database in memory. `at`: where the pipeline is; nobody has told of it while it is undefined. */
function world(at?: SubjectKey) {
  const queued: { readonly payload: object; readonly at?: number }[] = [];
  const seen: { refreshed: string[]; told: Turned[]; lost: number } = { refreshed: [], told: [], lost: 0 };
  const known = new Map<SubjectKey, SubjectState>(state === undefined ? [] : [[key, state]]);
  const stored = (of: SubjectKey) => {
    const found = known.get(of);
    return found && { state: found, revision: 1, updatedAt: 0 };
  };
  const silent = { debug: () => undefined, info: () => undefined, error: () => undefined };
  const log = { ...silent, warn: () => void (seen.lost += 1), child: () => log };
  const ports: AttachPorts = {
    reports: { find: async () => at, note: async (_place, { breached }) => (breached ? 'breached' : 'same') },
    subjects: {
      find: async (of) => stored(of),
      place: async (of) => of,
      async merge(of, change, now) {
        known.set(of, change(known.get(of)));
        return { ...(stored(of) ?? { state: change(undefined), revision: 1 }), updatedAt: now };
      },
      scene: async (of) => {
        const subject = stored(of);
        const around = { joined: [], past: [], findings: [], follows: [], superseded: false, refresh: [toSubjectKey('host')] };
        return subject && { subject, ...around };
      },
    },
    refresh: async (of) => void seen.refreshed.push(of),
    tasks: { add: async (_name, payload, options) => void queued.push({ payload, ...options }) },
    tell: (turned) => void seen.told.push(turned),
    now: () => 1_000,
    log,
  };
  return { attaching: createAttaching(ports), queued, seen, known };
}

const attempt = { last: false };

test('figures are put on the pipeline, its card and the one it is shown on are drawn anew, and only what has limits is judged', async () => {
  const { attaching, seen, known } = world(key);
  await attaching.task(report, attempt);
  expect(known.get(key)).toMatchObject({ figures: [rate, { name: 'size', value: 5 }] });
  expect(seen.refreshed).toEqual([key, 'host']);
  expect(seen.told).toMatchObject([{ now: 'breached', figure: rate }]);
  expect(seen.told.map((turned) => plainOf(turnedWords(turned)))).toEqual([
    '✗ cache hit rate of team/app on main is out of its limits: 71 % (at least 80 %), says #1.',
  ]);
});

test('a report waits for its pipeline, longer and longer, for about a day; then it is given up and the log says so', async () => {
  const { attaching, queued, seen } = world();
  await attaching.queue(report);
  for (let turn = 0; turn < queued.length && turn < 50; turn += 1) await attaching.task(queued[turn]?.payload, attempt);
  const waits = queued.flatMap(({ at }) => (at === undefined ? [] : [at - 1_000]));
  expect(waits[0]).toBe(3_000);
  expect(waits).toEqual(waits.toSorted((left, right) => left - right));
  const total = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
  expect(total).toBeGreaterThan(20);
  expect(total).toBeLessThan(30);
  expect(seen.lost).toBe(1);
});
