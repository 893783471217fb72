import { expect, test } from '@jest/globals';
import { canonicalJson } from '../ci/order.ts';
import type { StepSeen } from '../ci/step.ts';
import { say } from '../ci/words.ts';
import { silent } from '../storage/scratch-database.ts';
import type { RunningStep } from './advance.ts';
import { channel, fakeIntent, fakeRun, fakeStep } from './fake-runs.ts';
import type { Run, RunStep } from './run.ts';
import { createStepActs } from './step-acts.ts';

const running = (text: string, more: { readonly handle?: string } = {}): StepSeen => ({
  kind: 'running',
  handle: more.handle ?? 'queued 7',
  text: say`${text}`,
  outputs: {},
});

function unused(): never {
  throw new Error('not used here');
}

/** One look after the other; the database gives keys back in another order. Answers how often the run was changed by then. */
async function changesBy(...looks: readonly StepSeen[]): Promise<readonly number[]> {
  const state: RunningStep = {
    kind: 'running',
    at: 1_000_000,
    handle: 'queued 7',
    text: say`In the quiet period. Ends in 9.9 s`,
    outputs: {},
  };
  const step: RunStep = { name: 'a', step: fakeStep('a'), values: {}, state: JSON.parse(canonicalJson(state)) };
  const { about, createdAt } = fakeRun('r1', fakeIntent([fakeStep('a')]));
  const course = { approvals: [], steps: [step], undo: [] };
  let run: Run = { id: 'r1', channel, about, state: 'running', course, revision: 0, createdAt, startedAt: createdAt };
  const left = [...looks];
  const acts = createStepActs({
    steps: { begin: unused, stop: unused, mayRepeat: () => false, look: async () => left.shift() ?? unused() },
    async alter(_run, change) {
      const changed = change(run);
      if (changed !== undefined) run = JSON.parse(canonicalJson({ ...changed, revision: run.revision + 1 }));
      return { run };
    },
    now: () => 1_005_000,
    log: silent,
  });
  const changes: number[] = [];
  while (left.length > 0) {
    const [now] = run.course.steps;
    if (now?.state.kind === 'running') await acts.look(run, now, now.state);
    changes.push(run.revision);
  }
  return changes;
}

test('a look that sees what was seen before changes nothing, nor does one that only counts on', async () => {
  const counting = ['8.7 s', '4.0 s'].map((rest) => running(`In the quiet period. Ends in ${rest}`));
  expect(await changesBy(...counting)).toEqual([0, 0]);
  expect(await changesBy(...counting, running('Waits for an executor'), running('Waits for an executor'))).toEqual([0, 0, 1, 1]);
});

test('what is another run, or its verdict, is a change whatever the words', async () => {
  const begun = running('In the quiet period. Ends in 1 s', { handle: 'build 14' });
  expect(await changesBy(begun, begun, { kind: 'succeeded', text: say`Passed.`, outputs: {} })).toEqual([1, 1, 2]);
});
