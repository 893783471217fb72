// One look at a run that is followed: what it saw becomes news of the run, and tells when to look next.

import type { Look } from '../ci/follow.ts';
import { isConcluded, statusOf } from '../ci/status.ts';
import type { PipelineSeen } from '../ci/event.ts';
import { marksOf } from '../ci/run-life.ts';
import { pipelineStateOf } from '../ci/pipeline-join.ts';
import { asProblem } from '../platform/errors.ts';
import type { Course, Ending, Follow } from './follow.ts';
import { nextLook, retryLook, type Pace } from './pace.ts';
import type { FollowPorts } from './ports.ts';

/** How a look ended. */
export interface Looked {
  readonly follow: Follow;
  /** Milliseconds until the next. */
  readonly wait: number;
  /** What a person sees of it is another than before. */
  readonly changed: boolean;
}

/** Milliseconds of looks that fail, one after the other, after which the post says so. */
const PATIENCE = 45_000;
/** What only a person can mend is told at once, as waiting does not help: an account that is not there, or not accepted any more. */
const FOR_PEOPLE = /_(?:MISSING|ENDED|KEY_LOST|UNAUTHORIZED)$/;
/** Milliseconds without any news after which nobody looks any more. */
const SILENCE = 24 * 60 * 60_000;
const OTHER_RUN = 'It was deleted, and made again: its number is another run now.';
/** Milliseconds after a webhook in which others are expected to come. */
const TOLD_WITHIN = 10 * 60_000;

/** Never rejects for what the CI system does; rejects when the database is away. */
export async function lookAt(ports: FollowPorts, follow: Follow, open: number): Promise<Looked> {
  const looked = await ask(ports, follow).then(
    (look) => ({ ok: true, look }) as const,
    (error: unknown) => ({ ok: false, problem: asProblem(error) }) as const,
  );
  if (!looked.ok) return failed(ports, follow, looked.problem);
  const { failures: _failures, failingSince: _since, problem, ...course } = follow.course;
  const before: Follow = { ...follow, course: { ...course, failures: 0 } };
  const next = await taken(ports, before, looked.look, open);
  return { ...next, changed: next.changed || problem !== undefined };
}

export async function ask({ ask: askNow }: Pick<FollowPorts, 'ask'>, follow: Follow): Promise<Look> {
  const { about, queued, run } = follow;
  return askNow(follow, {
    project: about.project.id,
    ...(queued !== undefined && { queued }),
    ...(run !== undefined && { run }),
  });
}

async function taken(ports: FollowPorts, follow: Follow, look: Look, open: number): Promise<Looked> {
  switch (look.kind) {
    case 'waiting':
      return waiting(ports, follow, look.reason, open);
    case 'seen':
      return seen(ports, follow, look.event, open);
    case 'gone':
      return ended(follow, { kind: 'gone', reason: look.reason });
  }
}

/** Reasons that differ in a number are the same one: "expires in 4.9 s". */
function waiting(ports: FollowPorts, follow: Follow, reason: string, open: number): Looked {
  const { course } = follow;
  const same = withoutNumbers(reason) === withoutNumbers(course.reason ?? '');
  return goOn(ports, follow, { ...course, reason }, !same, { phase: 'queued', open });
}

async function seen(ports: FollowPorts, follow: Follow, event: PipelineSeen, open: number): Promise<Looked> {
  const { id: run } = event.pipeline;
  const key = await ports.runOf(event.pipeline.key, marksOf(event));
  const fresh = follow.key === undefined;
  if (!fresh && follow.key !== key) return ended(follow, { kind: 'gone', reason: OTHER_RUN });
  if (fresh) await ports.table.resolve(follow.id, key, run);
  const news = await ports.learn(event);
  if (fresh && !news) await ports.refresh(key);
  const known: Follow = { ...follow, key, run };
  if (isOver(event)) return { ...ended(known, { kind: 'verdict' }), changed: false };
  const { createdAt, expectedDuration, status } = event.snapshot;
  const next = goOn(ports, known, known.course, fresh || news, {
    phase: status === 'manual' ? 'waiting' : 'running',
    open,
    ...(createdAt !== undefined && { elapsed: Math.max(0, ports.now() - createdAt) }),
    ...(expectedDuration !== undefined && { expected: expectedDuration * 1000 }),
  });
  // What was learned is shown already.
  return { ...next, changed: next.follow.course.end !== undefined };
}

function goOn({ now }: FollowPorts, follow: Follow, course: Course, news: boolean, pace: Omit<Pace, 'looks' | 'told'>): Looked {
  const newsAt = news ? now() : course.newsAt;
  if (now() - newsAt > SILENCE) return ended({ ...follow, course }, { kind: 'silent' });
  const looks = news ? 1 : course.looks + 1;
  const told = follow.toldAt !== undefined && now() - follow.toldAt < TOLD_WITHIN;
  return { follow: { ...follow, course: { ...course, newsAt, looks } }, wait: nextLook({ ...pace, looks, told }), changed: news };
}

function failed({ now, log }: FollowPorts, follow: Follow, problem: ReturnType<typeof asProblem>): Looked {
  const { course } = follow;
  log.debug('A look at a followed run failed', { follow: follow.id, code: problem.code, reason: problem.message });
  const failures = course.failures + 1;
  const failingSince = course.failingSince ?? now();
  const { message, remedy } = problem;
  const lasts = FOR_PEOPLE.test(problem.code) || now() - failingSince >= PATIENCE;
  const next: Course = { ...course, failures, failingSince, ...(lasts && { problem: { message, remedy } }) };
  if (now() - course.newsAt > SILENCE) return ended({ ...follow, course: next }, { kind: 'silent' });
  return { follow: { ...follow, course: next }, wait: retryLook(failures), changed: lasts && course.problem?.message !== message };
}

function ended(follow: Follow, end: Ending): Looked {
  return { follow: { ...follow, course: { ...follow.course, end } }, wait: 0, changed: true };
}

/** One that waits for a person is not. */
function isOver(event: PipelineSeen): boolean {
  const status = statusOf(pipelineStateOf(event));
  return isConcluded(status) && status !== 'manual';
}

function withoutNumbers(reason: string): string {
  return reason.replace(/\d+/g, '');
}
