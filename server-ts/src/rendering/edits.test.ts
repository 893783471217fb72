import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { merge } from '../ci/merge.ts';
import { tellLife } from '../ci/pipeline-history.ts';
import type { JobPlan, Move } from '../ci/pipeline-history.ts';
import type { PipelineEvent } from '../ci/event.ts';
import type { PipelineState } from '../ci/state.ts';
import { shouldEdit, substance } from './edits.ts';

const jobs = 60;
const plans: readonly JobPlan[] = Array.from({ length: jobs }, (_, index) => ({
  stage: index % 3,
  manual: false,
  allowFailure: index % 10 === 0,
}));
const runAll = (fails: boolean): Move[] =>
  Array.from({ length: jobs * 6 }, (_, index) => ({ kind: 'advance', job: index % jobs, fails: fails && index % 7 === 0 }));
const retryAll: Move[] = Array.from({ length: jobs }, (_, job) => ({ kind: 'retry', job }));

/** Posts at the first event and edits as the rule says; what the post says in the end, and the edits that took. */
function follow(events: readonly PipelineEvent[]): { said: string; edits: number; state: PipelineState | undefined } {
  let state: PipelineState | undefined;
  let said: string | undefined;
  let edits = 0;
  for (const event of events) {
    state = merge(state, event);
    const after = substance(state);
    if (said === undefined) said = after;
    else if (shouldEdit({ before: said, after, edits })) [said, edits] = [after, edits + 1];
  }
  return { said: said ?? '', edits, state };
}

test('sixty jobs that pass take one edit', () => {
  const { said, edits } = follow(tellLife(plans, runAll(false)));
  expect(said).toMatch(/^verdict success/);
  expect(edits).toBe(1);
});

test('sixty jobs, failures and three rounds of retries: at most six edits, and the last verdict is what the post says', () => {
  const rounds = [...runAll(true), ...retryAll, ...runAll(true), ...retryAll, ...runAll(true), ...retryAll, ...runAll(false)];
  const { said, edits } = follow(tellLife(plans, rounds));
  expect(said).toMatch(/^verdict success/);
  expect(edits).toBeLessThanOrEqual(6);
});

test('no order of deliveries takes more than six', () => {
  const events = tellLife(plans.slice(0, 12), [...runAll(true).slice(0, 80), ...retryAll.slice(0, 12), ...runAll(true).slice(0, 80)]);
  fc.assert(
    fc.property(fc.shuffledSubarray([...events], { minLength: events.length }), (shuffled) => {
      expect(follow(shuffled).edits).toBeLessThanOrEqual(6);
    }),
    { numRuns: 30 },
  );
});

const verdict = (status: string, failed: string, joined = '-') => `verdict ${status} ${failed} ${joined}`;

test('what kept us from knowing more is taken back, in the queue and behind it, and the start is told all the same', () => {
  const queued = ['queued waiting - -', 'queued waiting - unreachable', 'queued waiting - -', 'moving started - -'];
  for (const [edits, after] of queued.slice(1).entries()) expect(shouldEdit({ before: queued[edits] ?? '', after, edits })).toBe(true);
  expect(shouldEdit({ before: '', after: 'moving started - -', edits: 2 })).toBe(true);
  expect(shouldEdit({ before: 'moving started - aa', after: 'moving started - -', edits: 2 })).toBe(true);
  expect(shouldEdit({ before: 'moving started - -', after: 'moving started - aa', edits: 2 })).toBe(false);
  expect(shouldEdit({ before: 'queued waiting - -', after: 'queued waiting - unreachable', edits: 2 })).toBe(false);
});

test('only two edits are spent before a verdict, and the last one only on a verdict of another kind', () => {
  const [started, failing] = ['moving started - -', 'moving failing - -'];
  expect(shouldEdit({ before: started, after: failing, edits: 1 })).toBe(true);
  expect(shouldEdit({ before: started, after: failing, edits: 2 })).toBe(false);
  expect(shouldEdit({ before: verdict('failed', 'aa'), after: verdict('failed', 'aa', 'gate'), edits: 3 })).toBe(true);
  expect(shouldEdit({ before: verdict('failed', 'aa'), after: verdict('failed', 'aa', 'gate'), edits: 4 })).toBe(false);
  expect(shouldEdit({ before: verdict('failed', 'aa'), after: verdict('failed', 'bb'), edits: 4 })).toBe(true);
  expect(shouldEdit({ before: verdict('failed', 'aa'), after: verdict('failed', 'bb'), edits: 5 })).toBe(false);
  expect(shouldEdit({ before: verdict('failed', 'aa'), after: verdict('success', 'cc'), edits: 5 })).toBe(true);
  expect(shouldEdit({ before: verdict('failed', 'aa'), after: verdict('success', 'cc'), edits: 6 })).toBe(false);
});
