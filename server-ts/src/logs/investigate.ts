// Finds out why a job failed: asks the CI system for its log and for the failed tests, and keeps what a person needs of them.

import type { Connection } from '../ci/connection.ts';
import type { FailedTest, Finding } from '../ci/finding.ts';
import type { Job, PipelineIdentity } from '../ci/pipeline.ts';
import type { Questions, TestReport } from '../ci/provider.ts';
import type { Http } from '../ci/http.ts';
import type { Past } from '../ci/trend.ts';
import type { Clock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import { excerptOf } from './excerpt.ts';
import { readLines } from './lines.ts';
import { createMask } from './mask.ts';
import type { Mask } from './mask.ts';

/** How a CI system is asked about one pipeline. */
export interface Reach {
  readonly questions: Questions;
  readonly connection: Connection;
  readonly http: Http;
}

export interface InvestigationPorts {
  /** Undefined when the connection is not configured any more. */
  readonly reach: (suspect: Suspect) => Promise<Reach | undefined>;
  /** Values that must not be shown wherever they stand: every secret of the settings. */
  readonly secrets: () => readonly string[];
  readonly now: Clock;
}

export interface Suspect {
  readonly pipeline: PipelineIdentity;
  /** One that failed. */
  readonly job: Job;
  /** Verdicts of the pipelines before it on the same branch, newest first. */
  readonly past: Past;
  /** Somebody who follows the pipeline from chat: asked as, where the connection has no token of its own. */
  readonly followedBy?: string;
  /** What may pass is not waited for any more, but told. */
  readonly lastTry: boolean;
}

/**
 * Undefined when there is nothing to tell: no token, no log and no failed tests.
 * Throws a CiError for what may be over in a while (not available, too many questions, no answer in time), unless it is the last try.
 * What only a person can mend (a token that is refused, an untrusted certificate) is a finding with a `problem`.
 */
export type Investigate = (suspect: Suspect) => Promise<Finding | undefined>;

const MAX_TESTS = 20;
const MAX_WORDS = 300;
const PASSING = /_(?:UNAVAILABLE|RATE_LIMITED|TIMEOUT|REFUSED|BROKEN|UNREACHABLE|CLOSED|NAME_NOT_FOUND)$/;

export function createInvestigation({ reach, secrets, now }: InvestigationPorts): Investigate {
  return async (suspect) => {
    const { pipeline, job, past, lastTry } = suspect;
    const way = await reach(suspect);
    const token = way?.connection.token;
    if (way === undefined || token === undefined) return undefined;
    const { questions, connection, http } = way;
    const [log, report] = await Promise.all([
      attempt(lastTry, questions.jobLog?.(pipeline, job, connection, http)),
      attempt(lastTry, questions.testReport?.(pipeline, connection, http)),
    ]);
    const known = [...secrets(), token, ...connection.webhookSecrets];
    const excerpt = excerptOf(log.answer ?? '', { secrets: known });
    const { tests, testsLeftOut } = failedTests(report.answer, job, past, createMask(known));
    if (log.problem === undefined && excerpt.lines.length === 0 && tests.length === 0) return undefined;
    return {
      jobId: job.id,
      jobName: job.name,
      at: now(),
      logLines: excerpt.lines,
      linesLeftOut: excerpt.leftOut,
      tests,
      testsLeftOut,
      ...(log.problem !== undefined && { problem: `${log.problem.message} ${log.problem.remedy}` }),
    };
  };
}

interface Outcome<Answer> {
  readonly answer?: Answer;
  readonly problem?: CiError;
}

/** A refused log is told once, by the log: the test report is refused with the same words. */
async function attempt<Answer>(lastTry: boolean, asking: Promise<Answer | undefined> | undefined): Promise<Outcome<Answer>> {
  try {
    const answer = await asking;
    return answer === undefined ? {} : { answer };
  } catch (error) {
    if (error instanceof CiError && (lastTry || !PASSING.test(error.code))) return { problem: error };
    throw error;
  }
}

/** The job's own, new ones first. */
function failedTests(report: TestReport | undefined, job: Job, past: Past, mask: Mask): Pick<Finding, 'tests' | 'testsLeftOut'> {
  const before = new Set(past.flatMap((verdict) => verdict.failedTests));
  const tests = (report?.failures ?? []).filter(isOf(job)).map(({ name, message = '' }): FailedTest => {
    const shown = inOneLine(name, mask);
    const words = inOneLine(message, mask);
    return { name: shown, known: before.has(shown), ...(words !== '' && { message: words }) };
  });
  const sorted = [...tests.filter(({ known }) => !known), ...tests.filter(({ known }) => known)];
  return { tests: sorted.slice(0, MAX_TESTS), testsLeftOut: Math.max(0, sorted.length - MAX_TESTS) };
}

/** Jobs that run in parallel are told by what their names have in common: `unit 1/3` reports as `unit`. */
function isOf({ name }: Job) {
  return ({ job }: TestReport['failures'][number]): boolean =>
    job === undefined || job === name || name.startsWith(`${job} `) || name.startsWith(`${job}:`);
}

/** The first lines as plain text: why a test failed is told at the beginning. */
function inOneLine(text: string, mask: Mask): string {
  const lines = readLines(text.slice(0, MAX_WORDS * 20)).lines.filter((line) => line.text !== '');
  const words = mask(
    lines
      .slice(0, 3)
      .map((line) => line.text.trim())
      .join(' '),
  );
  return words.length <= MAX_WORDS
    ? words
    : `${words
        .slice(0, MAX_WORDS - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}
