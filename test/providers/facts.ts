// Checks the known facts of a delivery against the state and the card that it becomes.

import { expect } from '@jest/globals';
import { merge } from '../../server-ts/src/ci/merge.ts';
import type { PipelineEvent } from '../../server-ts/src/ci/event.ts';
import type { Person } from '../../server-ts/src/ci/pipeline.ts';
import { detailsOf } from '../../server-ts/src/ci/state.ts';
import type { PipelineState } from '../../server-ts/src/ci/state.ts';
import { allowedFailures, failedJobs, isConcluded, jobsOf, statusOf, waitingJobs } from '../../server-ts/src/ci/status.ts';
import { formatDuration } from '../../server-ts/src/rendering/duration.ts';
import { renderPipeline } from '../../server-ts/src/rendering/pipeline-card.ts';
import { cardToPost } from '../../server-ts/src/rendering/pipeline-post.ts';
import type { PipelinePost } from '../../server-ts/src/rendering/pipeline-post.ts';
import { lookOf } from '../../server-ts/src/rendering/status-look.ts';
import { toView } from '../../server-ts/src/rendering/view.ts';

/** Kinds of delivery that become an event; all others are ignored with a reason. */
export const shownKinds: readonly unknown[] = ['pipeline', 'build'];

interface Subject {
  readonly event: PipelineEvent;
  readonly state: PipelineState;
  /** What a person reads: message and attachment without escapes. */
  readonly text: string;
}

export function postOf(event: PipelineEvent): PipelinePost {
  const state = merge(undefined, event);
  return cardToPost(renderPipeline(state, { providerTitle: 'CI' }), toView(state, 1, 0, 'CI'));
}

export function readable(post: PipelinePost): string {
  const [attachment] = post.props.attachments;
  return [post.message, attachment?.title, attachment?.text, attachment?.footer].join('\n').replace(/\\(?=[!-/:-@[-`{-~])|\u200B/g, '');
}

type Check = (fact: unknown, subject: Subject) => void;

function nameOf(person: Person | undefined): string | undefined {
  return person?.username ?? person?.name;
}

function shows(fact: unknown, { text }: Subject): void {
  expect(text).toContain(String(fact));
}

const shared: Record<string, Check> = {
  kind: (fact, { event }) => expect(event.kind).toBe(fact === 'build' ? 'job' : fact),
  project: (fact, subject) => {
    expect(subject.state.pipeline.project.path).toBe(fact);
    shows(fact, subject);
  },
  pipeline_id: (fact, subject) => {
    expect(subject.state.pipeline.id).toBe(String(fact));
    shows(`#${String(fact)}`, subject);
  },
  ref: shows,
  user: (fact, { state }) => expect(nameOf(detailsOf(state).triggeredBy)).toBe(fact),
};

const pipelineChecks: Record<string, Check> = {
  ...shared,
  status: (fact, subject) => {
    expect(statusOf(subject.state)).toBe(fact);
    expect(subject.text).toContain(lookOf(statusOf(subject.state)).symbol);
  },
  detailed_status: (fact, { text }) => {
    if (fact === 'passed' || fact === 'failed' || fact === 'canceled') expect(text).toContain(fact);
  },
  tag: (fact, { state, text }) => {
    expect(detailsOf(state).ref.kind === 'tag').toBe(fact);
    expect(text.includes('\nTag ')).toBe(fact);
  },
  source: (fact, { state }) => expect(detailsOf(state).source).toBe(fact),
  duration_s: (fact, { state, text }) => {
    expect(detailsOf(state).duration).toBe(fact);
    if (isConcluded(statusOf(state))) expect(text).toContain(formatDuration(Number(fact)));
  },
  queued_s: (fact, { state }) => expect(detailsOf(state).queuedDuration).toBe(fact),
  url: (fact, { state }) => expect(detailsOf(state).url).toBe(fact),
  url_fallback: (fact, { state }) => expect(detailsOf(state).url).toBe(fact),
  jobs: (fact, { state }) => expect(state.jobs).toHaveLength(Number(fact)),
  failed_jobs: (fact, subject) => {
    expect(failedJobs(subject.state).map(({ name }) => name)).toEqual(fact);
    for (const { name } of failedJobs(subject.state)) shows(name, subject);
  },
  allowed_failures: (fact, { state, text }) => {
    expect(allowedFailures(state).map(({ name }) => name)).toEqual(fact);
    expect(text).toContain('Failed, but may');
  },
  waiting_manual: (fact, { state }) => expect(waitingJobs(state).map(({ name }) => name)).toEqual(fact),
  merge_request: shows,
  parent_pipeline: (fact, { state }) => expect(detailsOf(state).parent).toMatch(new RegExp(`/${String(fact)}$`)),
};

const jobChecks: Record<string, Check> = {
  ...shared,
  job_id: (fact, { state }) => expect(jobsOf(state)[0]?.id).toBe(String(fact)),
  job: (fact, subject) => {
    expect(jobsOf(subject.state)[0]?.name).toBe(fact);
    if (jobsOf(subject.state)[0]?.status === 'failed') shows(fact, subject);
  },
  stage: (fact, subject) => {
    expect(jobsOf(subject.state)[0]?.stage).toBe(fact);
    shows(fact, subject);
  },
  status: (fact, { state }) => expect(jobsOf(state)[0]?.status).toBe(fact),
  allow_failure: (fact, { state }) => expect(jobsOf(state)[0]?.allowFailure).toBe(fact),
  duration_s: (fact, { state }) => expect(jobsOf(state)[0]?.duration).toBe(fact),
  retries: (fact, { state }) => expect(jobsOf(state)[0]?.retries).toBe(fact),
  environment: (fact, { state }) => expect(jobsOf(state)[0]?.environment).toBe(fact),
  failure_reason: (fact, subject) => shows(String(fact).replaceAll('_', ' '), subject),
};

/** Fails on a fact that nothing here checks. */
export function checkFacts(facts: Readonly<Record<string, unknown>>, event: PipelineEvent): void {
  const subject: Subject = { event, state: merge(undefined, event), text: readable(postOf(event)) };
  const checks = event.kind === 'pipeline' ? pipelineChecks : jobChecks;
  for (const [name, fact] of Object.entries(facts)) {
    const check = checks[name];
    if (check === undefined) throw new Error(`no check for the fact ${name}`);
    check(fact, subject);
  }
  if (!('failure_reason' in facts) && !('failed_jobs' in facts)) expect(subject.text).not.toMatch(/ failure\)/);
}
