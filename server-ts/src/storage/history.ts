// How pipelines ended, and which jobs failed on the way: what trends and flaky jobs are told from.

import type { Pool } from 'pg';
import type { Finding } from '../ci/finding.ts';
import type { SubjectKey } from '../ci/ids.ts';
import type { Instant, Job } from '../ci/pipeline.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { failedJobs, isConcluded, jobsOf, statusOf } from '../ci/status.ts';
import type { Verdict } from '../ci/trend.ts';
import { createBatch } from './batch.ts';
import { jobIdentity } from './findings.ts';
import { FLAKY, NOTE_FAILURES, NOTE_VERDICTS } from './history-queries.ts';
import { inRounds } from './rounds.ts';
import { clean, commitOf, rowOf } from './subject-row.ts';
import type { StoredSubject } from './subjects.ts';

export interface FlakyJob {
  readonly project: string;
  readonly job: string;
  /** Times it failed and then passed on the same commit. */
  readonly flakes: number;
  /** Pipelines in which it ran to an end in that time. */
  readonly runs: number;
  readonly last: {
    readonly at: Instant;
    readonly key: SubjectKey;
    /** Of the job that failed. */
    readonly url?: string;
  };
}

export interface FlakyQuestion {
  /** Whole path or its last part, in any case. */
  readonly project?: string;
  readonly since: Instant;
  /** At most so many. */
  readonly limit: number;
}

export interface History {
  /** Takes note of a pipeline's verdict and of its failures. Writes nothing while there is none; the same again changes nothing. */
  note(subject: StoredSubject, findings: readonly Finding[]): Promise<void>;
  /** Those that flaked most often come first. */
  flaky(question: FlakyQuestion): Promise<readonly FlakyJob[]>;
}

interface Noted {
  readonly state: PipelineState;
  readonly updatedAt: Instant;
  readonly verdict: Verdict;
}

/** Names of tests kept with a verdict. */
const MAX_TESTS = 200;

/** `pool` throws a CiError while the database is away. */
export function createHistory(pool: () => Pool): History {
  const keyOf = ({ state }: Pick<Noted, 'state'>): string => state.pipeline.key;
  const verdicts = createBatch<Noted, true>((all) => inRounds(all, keyOf, (items) => noteVerdicts(pool(), items)), {
    max: 100,
    inFlight: 1,
  });
  const failures = createBatch<Failures, true>((all) => inRounds(all, keyOf, (items) => noteFailures(pool(), items)), {
    max: 100,
    inFlight: 1,
  });
  return {
    async note({ state, updatedAt }, findings) {
      if (state.kind !== 'pipeline') return;
      const failed = state.jobs.map(({ job }) => job).filter(({ status }) => status === 'failed');
      await Promise.all([
        isConcluded(statusOf(state)) ? verdicts({ state, updatedAt, verdict: verdictOf(state, updatedAt, findings) }) : undefined,
        failed.length > 0 && commitOf(state) !== undefined ? failures({ state, updatedAt, failed }) : undefined,
      ]);
    },
    async flaky({ project, since, limit }) {
      const tail = project?.toLowerCase().replace(/[\\%_]/g, '\\$&');
      const { rows } = await pool().query<FlakyRow>(FLAKY, [new Date(since), project ?? null, tail ?? null, limit]);
      return rows.map(flakyOf);
    },
  };
}

interface Failures {
  readonly state: PipelineState;
  readonly updatedAt: Instant;
  readonly failed: readonly Job[];
}

/** How a concluded pipeline ended; `updatedAt` stands in where no end was told. */
export function verdictOf(state: PipelineState, updatedAt: Instant, findings: readonly Finding[]): Verdict {
  const { number, finishedAt, duration, tests } = detailsOf(state);
  const sha = commitOf(state);
  const found = findings.flatMap((finding) => finding.tests.map(({ name }) => name));
  return {
    key: state.pipeline.key,
    number,
    status: statusOf(state),
    at: finishedAt ?? updatedAt,
    ...(sha !== undefined && { sha }),
    ...(duration !== undefined && { duration }),
    failedJobs: failedJobs(state).map(({ name }) => name),
    failedTests: [...new Set([...(tests?.failures ?? []), ...found])].slice(0, MAX_TESTS),
  };
}

async function noteVerdicts(pool: Pool, items: readonly Noted[]): Promise<readonly true[]> {
  const rows = items.map(({ state, verdict }) => ({ ...rowOf(state.pipeline.key, state), verdict }));
  // Per pipeline one text, because arrays of arrays would all have to be of one length.
  const jobs = items.map(({ state }) => JSON.stringify(jobsOf(state).flatMap(({ name, status }) => (ran(status) ? clean(name) : []))));
  const values = [
    rows.map(({ key }) => key),
    rows.map(({ verdict }) => new Date(verdict.at)),
    rows.map(({ verdict }) => clean(JSON.stringify(verdict)).replaceAll(String.raw`\u0000`, String.raw`\ufffd`)),
    jobs,
  ];
  await pool.query({ name: 'ci_note_verdicts', text: NOTE_VERDICTS, values });
  return items.map(() => true);
}

function ran(status: Job['status']): boolean {
  return status === 'success' || status === 'failed';
}

async function noteFailures(pool: Pool, items: readonly Failures[]): Promise<readonly true[]> {
  const rows = items.flatMap(({ state, updatedAt, failed }) => failed.map((job) => ({ key: state.pipeline.key, updatedAt, job })));
  const values = [
    rows.map(({ key }) => key),
    rows.map(({ job }) => jobIdentity(job.id)),
    rows.map(({ job }) => clean(job.name)),
    rows.map(({ job }) => job.attempt),
    rows.map(({ job }) => (job.url === undefined ? null : clean(job.url))),
    rows.map(({ job, updatedAt }) => new Date(job.finishedAt ?? updatedAt)),
  ];
  await pool.query({ name: 'ci_note_failures', text: NOTE_FAILURES, values });
  return items.map(() => true);
}

interface FlakyRow {
  readonly project_path: string;
  readonly job_name: string;
  readonly flakes: number;
  readonly runs: number;
  readonly at: Date;
  readonly key: SubjectKey;
  readonly url: string | null;
}

function flakyOf({ project_path: project, job_name: job, flakes, runs, at, key, url }: FlakyRow): FlakyJob {
  return { project, job, flakes, runs, last: { at: at.getTime(), key, ...(url !== null && { url }) } };
}
