import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ArtifactSeen } from './artifact.ts';
import type { DeploymentSeen } from './deployment.ts';
import type { CiEvent } from './event.ts';
import type { GateSeen } from './gate.ts';
import { subjectKey } from './ids.ts';
import { join, merge } from './merge.ts';
import type { NewsSeen } from './news.ts';
import type { ReviewSeen } from './review.ts';
import type { SubjectState } from './subject.ts';

const project = { id: '1', path: 'team/app', url: 'https://ci.example/team/app' };
const subject = { key: subjectKey('lab', 'default', 'some', 'thing'), provider: 'lab', connection: 'default', project };
/** Few values, so that equal times and equal identities happen. */
const at = fc.nat(6);
const id = fc.constantFrom(...Array.from({ length: 14 }, (_, n) => `id-${n}`));

const gate: fc.Arbitrary<GateSeen> = fc
  .record({
    id,
    at: fc.nat(40),
    status: fc.constantFrom('passed', 'failed', 'error', 'none'),
    url: fc.constantFrom('', 'https://gate.example'),
  })
  .map((analysis) => ({ kind: 'gate', subject, analysis: { ...analysis, conditions: [] } }));

const artifact: fc.Arbitrary<ArtifactSeen> = fc
  .record({ id, at, action: fc.constantFrom('published', 'promoted', 'deleted'), sha: fc.option(fc.constant('abc'), { nil: undefined }) })
  .map(({ id: event, at: when, action, sha }) => ({
    kind: 'artifact',
    subject,
    artifact: { type: 'image', name: 'acme/app:1', ...(sha !== undefined && { sha }) },
    event: { id: event, action, at: when },
  }));

const deployment: fc.Arbitrary<DeploymentSeen> = fc
  .record({ status: fc.constantFrom('created', 'running', 'success', 'failed', 'canceled'), at, environment: fc.constantFrom('eu', 'us') })
  .map((told) => ({ kind: 'deployment', subject, deployment: { id: '1', ...told } }));

const review: fc.Arbitrary<ReviewSeen> = fc
  .record({
    title: fc.constantFrom('One', 'Two'),
    state: fc.constantFrom('open', 'closed', 'merged'),
    updatedAt: at,
    acts: fc.array(fc.record({ id, verb: fc.constantFrom('approved', 'commented', 'merged'), at }), { maxLength: 3 }),
  })
  .map(({ acts, ...told }) => ({
    kind: 'merge-request',
    subject,
    number: '7',
    snapshot: { ...told, url: '', draft: false, labels: [], assignees: [], reviewers: [], confidential: false },
    acts: acts.filter((act, index) => acts.findIndex((other) => other.id === act.id) === index),
  }));

const news: fc.Arbitrary<NewsSeen> = fc
  .record({ action: fc.constantFrom('created', 'updated', 'deleted'), at, name: fc.constantFrom('1.0', '1.0.0') })
  .map((told) => ({ kind: 'news', subject, news: { event: 'release', tag: 'v1', ...told } }));

const kinds: readonly (readonly [string, fc.Arbitrary<CiEvent>])[] = [
  ['gates', gate],
  ['artifacts', artifact],
  ['deployments', deployment],
  ['merge requests', review],
  ['news', news],
];

function mergeAll(events: readonly CiEvent[]): SubjectState | undefined {
  return events.reduce<SubjectState | undefined>((state, event) => merge(state, event), undefined);
}

describe.each(kinds)('%s', (_name, event) => {
  const events = fc.array(event, { minLength: 1, maxLength: 30 });

  test('end in the same state whatever order they come in and however often', () => {
    const told = events.chain((all) =>
      fc.record({
        all: fc.constant(all),
        delivered: fc.shuffledSubarray([...all, ...all.slice(0, 5)], { minLength: all.length + Math.min(5, all.length) }),
      }),
    );
    fc.assert(
      fc.property(told, ({ all, delivered }) => expect(mergeAll(delivered)).toEqual(mergeAll(all))),
      { numRuns: 300 },
    );
  });

  test('join the same in any grouping, also after they were stored', () => {
    fc.assert(
      fc.property(events, events, events, (first, second, third) => {
        const [left, middle, right] = [first, second, third].map((some): SubjectState => JSON.parse(JSON.stringify(mergeAll(some))));
        if (left === undefined || middle === undefined || right === undefined) throw new Error('nothing was told');
        expect(join(join(left, middle), right)).toEqual(join(left, join(middle, right)));
        expect(join(left, left)).toEqual(left);
        expect(join(left, middle)).toEqual(join(middle, left));
      }),
      { numRuns: 300 },
    );
  });
});

test('what two kinds of subject know is not mixed', () => {
  const [one] = fc.sample(gate, 1);
  const [other] = fc.sample(news, 1);
  if (one === undefined || other === undefined) throw new Error('nothing was made');
  expect(() => join(merge(undefined, one), merge(undefined, other))).toThrow('cannot join');
});
