// Takes news into what is known: finds the subject that they are of, among runs that share a number, and merges them into its state.

import { subjectOf, type CiEvent, type PipelineEvent } from '../ci/event.ts';
import type { SubjectKey } from '../ci/ids.ts';
import { merge } from '../ci/merge.ts';
import { isAnotherRun, keyOfLife, marksOf, whichRun, type RunMarks } from '../ci/run-life.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { PipelineState } from '../ci/state.ts';
import type { SubjectState } from '../ci/subject.ts';
import type { Subjects } from './subjects.ts';

export interface Learning {
  /** Takes news that were told of one subject; answers those that they are of, oldest news first. `joined`: `merge` when left out. */
  learn(events: readonly CiEvent[], now: Instant, joined?: Joined): Promise<readonly SubjectKey[]>;
  /** Of which run news with these marks would be, as the CI system asks for all of that number by `key`. */
  place(key: SubjectKey, told: RunMarks): Promise<SubjectKey>;
}

/** The state with one more event. */
export type Joined = (known: SubjectState | undefined, event: CiEvent) => SubjectState;

/** Runs of one number that are looked through, the newest. */
const MOST = 8;

export function createLearning(subjects: Pick<Subjects, 'merge' | 'find'>): Learning {
  return {
    async learn(events, now, joined = merge) {
      const [first] = events;
      if (first === undefined) return [];
      const { key } = subjectOf(first);
      let others: readonly PipelineEvent[] = [];
      // Nearly always all of it is of the only run there is, and nothing else is asked.
      const change = (known: SubjectState | undefined): SubjectState => {
        const sorted = sort(known, events, joined);
        others = sorted.others;
        return sorted.state;
      };
      await subjects.merge(key, change, now);
      const keys = new Set(others.length < events.length ? [key] : []);
      for (const event of others) keys.add(await learnAmong({ subjects, first: key, joined, now }, event));
      return [...keys];
    },
    async place(key, told) {
      const known = await runsOf(subjects, key);
      return whichRun(known.runs, told)?.pipeline.key ?? known.free;
    },
  };
}

interface Sorted {
  readonly state: SubjectState;
  readonly others: readonly PipelineEvent[];
}

/** Merges what is of the first run. Where there are more, each event is looked at by itself. */
function sort(known: SubjectState | undefined, events: readonly CiEvent[], joined: Joined): Sorted {
  const others: PipelineEvent[] = [];
  let state = known;
  for (const event of events) {
    if (isRun(event) && state?.kind === 'pipeline' && (state.lives !== undefined || isAnotherRun(state, marksOf(event))))
      others.push(event);
    else state = joined(state, event);
  }
  if (state === undefined) throw new Error('Nothing was told');
  return { state, others };
}

function isRun(event: CiEvent): event is PipelineEvent {
  return event.kind === 'pipeline' || event.kind === 'job';
}

interface Among {
  readonly subjects: Pick<Subjects, 'merge' | 'find'>;
  readonly first: SubjectKey;
  readonly joined: Joined;
  readonly now: Instant;
}

/** Takes one event to the run that it is of. Whoever else writes meanwhile may make it another one: then it is looked at again. */
async function learnAmong(among: Among, event: PipelineEvent): Promise<SubjectKey> {
  const { subjects, first, joined, now } = among;
  for (;;) {
    const known = await runsOf(subjects, first);
    const found = whichRun(known.runs, marksOf(event));
    if (found === undefined) await count(among, known.lives);
    const key = found?.pipeline.key ?? known.free;
    const told = { ...event, pipeline: { ...event.pipeline, key } };
    let taken = true;
    const change = (state: SubjectState | undefined): SubjectState => {
      taken = state?.kind !== 'pipeline' || !isAnotherRun(state, marksOf(told));
      return taken || state === undefined ? joined(state, told) : state;
    };
    await subjects.merge(key, change, now);
    if (taken) return key;
  }
}

/** Takes note of how many runs there are, before the next one is stored. */
async function count({ subjects, first, now }: Among, lives: number): Promise<void> {
  const known = await subjects.find(first);
  if (known === undefined) return;
  const change = (state: SubjectState = known.state): SubjectState =>
    state.kind === 'pipeline' ? { ...state, lives: Math.max(state.lives ?? 1, lives) } : state;
  await subjects.merge(first, change, now);
}

interface Runs {
  /** The first, and the newest {@link MOST}. */
  readonly runs: readonly PipelineState[];
  /** Where the next one is stored: one that was counted and is not there yet, or the one after the last. */
  readonly free: SubjectKey;
  /** How many there are with that one. */
  readonly lives: number;
}

async function runsOf(subjects: Pick<Subjects, 'find'>, first: SubjectKey): Promise<Runs> {
  const state = (await subjects.find(first))?.state;
  if (state?.kind !== 'pipeline') return { runs: [], free: first, lives: 1 };
  const { lives = 1 } = state;
  const numbers = Array.from({ length: lives }, (_, index) => index + 1)
    .slice(1)
    .slice(-MOST);
  const found = await Promise.all(numbers.map((life) => subjects.find(keyOfLife(first, life))));
  const missing = numbers.find((_, index) => found[index] === undefined);
  return {
    runs: [state, ...found.flatMap((each) => (each?.state.kind === 'pipeline' ? [each.state] : []))],
    free: keyOfLife(first, missing ?? lives + 1),
    lives: missing === undefined ? lives + 1 : lives,
  };
}
