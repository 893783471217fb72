import { expect, test } from '@jest/globals';
import { merge } from '../ci/merge.ts';
import { modelIdentity } from '../ci/pipeline-history.ts';
import { createRouting, type Question } from './decide.ts';
import type { Route } from './rules.ts';

const ref = { kind: 'branch', name: 'release/1.2' } as const;
const snapshot = { number: '1', url: 'https://ci.example/1', ref, status: 'failed', stages: [] } as const;

const route = (_: unknown, line: number): Route => ({
  match: { provider: ['lab'], project: [`team-${line}/**`], branch: ['release/*', 'main'], event: ['pipeline'] },
  to: [{ kind: 'named', channel: `team-${line}` }],
  continue: false,
  line,
});

function questionOf(routes: number): Question {
  const project = { ...modelIdentity.project, path: `team-${routes - 1}/app` };
  const state = merge(undefined, { kind: 'pipeline', pipeline: { ...modelIdentity, project }, snapshot, jobs: [] });
  const rules = { routes: Array.from({ length: routes }, route), notify: { pipelines: 'finish' }, thread: 'details', mutes: [] } as const;
  return { state, hosted: false, past: [], rules, subscriptions: [], mutes: [], now: 0 };
}

test('to decide among 5,000 routes costs what it costs among ten', () => {
  const { decide } = createRouting();
  const cost = (question: Question): number => {
    const begun = performance.now();
    for (let time = 0; time < 100; time += 1) decide(question);
    return performance.now() - begun;
  };
  const [few, many] = [questionOf(10), questionOf(5_000)];
  expect(decide(many)).toMatchObject([{ room: { channel: 'team-4999' }, speak: true }]);
  // In turns, the fastest of each: what else the machine does meanwhile meets both, and is not counted.
  const rounds = Array.from({ length: 100 }, () => [cost(few), cost(many)] as const);
  const [least, most] = [Math.min(...rounds.map(([each]) => each)), Math.min(...rounds.map(([, each]) => each))];
  // Reading all of them would be a hundred times as much.
  expect(most / least).toBeLessThan(2);
});
