// A build's tests: how many, which failed and since when.
// https://github.com/jenkinsci/junit-plugin, `hudson.tasks.junit.TestResult` and `CaseResult`

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { amount, name, parseJson, text } from '../../../platform/foreign-json.ts';
import { buildPath, type BuildPlace } from './build-path.ts';
import { brokenAnswer } from './problems.ts';
import { ask } from './request.ts';

/** Bytes: beyond this there are too many tests to name. */
const LIMIT = 8 * 1024 * 1024;
const MOST = 200;
const FAILED: ReadonlySet<unknown> = new Set(['FAILED', 'REGRESSION']);
const TOLD: ReadonlySet<unknown> = new Set([...FAILED, 'FIXED']);
const COUNTS = 'failCount,passCount,skipCount,totalCount,duration';
const CASES = 'suites[duration,cases[className,name,status,errorDetails,age]]';

const caseSchema = z.object({ className: text, name, status: text, errorDetails: text, age: amount });
const suiteSchema = z.object({ duration: amount, cases: z.array(z.unknown()).catch([]) });
const list = z.array(z.unknown()).catch([]);
const countsSchema = z.object({ failCount: amount, passCount: amount, skipCount: amount, totalCount: amount, duration: amount });
/** One module's, or several modules' of a Maven job, each with a result of its own: `AggregatedTestResultAction`. */
const reportSchema = countsSchema.extend({ suites: list, childReports: list });
const childSchema = z.object({ result: z.object({ suites: list }) });

export interface TestCase {
  /** With its class. */
  readonly name: string;
  readonly message?: string;
  /** Builds in a row that it has failed in; 1 when it failed anew. */
  readonly age?: number;
  /** It passed in the build before. */
  readonly anew: boolean;
}

export interface Tests {
  readonly total: number;
  readonly failed: number;
  readonly skipped: number;
  /** Seconds. */
  readonly duration?: number;
  /** The new ones first, then those that failed for longer. At most 200. */
  readonly failures: readonly TestCase[];
  /** Names of those that failed before and pass now. At most 200. */
  readonly fixed: readonly string[];
  /** The names could not be read: there are too many tests. */
  readonly nameless: boolean;
}

/** Undefined when the build has no report, or none with a test in it. */
export async function readTests(place: BuildPlace, reach: Reach): Promise<Tests | undefined> {
  const whole = await readReport(place, reach, `${COUNTS},${CASES},childReports[result[${CASES}]]`);
  if (whole !== 'too long') return whole;
  const counts = await readReport(place, reach, COUNTS);
  return counts === undefined || counts === 'too long' ? undefined : { ...counts, nameless: true };
}

/** Only the numbers; undefined when there are none. */
export async function countTests(place: BuildPlace, reach: Reach): Promise<Pick<Tests, 'total' | 'failed' | 'skipped'> | undefined> {
  const counts = await readReport(place, reach, COUNTS);
  return counts === 'too long' ? undefined : counts;
}

async function readReport(place: BuildPlace, reach: Reach, tree: string): Promise<Tests | 'too long' | undefined> {
  const answer = await ask(reach, `${buildPath(place)}/testReport/api/json`, { query: { tree }, limit: LIMIT, also: [404] });
  if (answer.status === 404) return undefined;
  if (answer.cut) return 'too long';
  const told = reportSchema.safeParse(parseJson(Buffer.from(answer.text))).data;
  if (told === undefined) throw brokenAnswer(answer, reach);
  const { failCount: failed = 0, passCount, skipCount: skipped = 0, totalCount } = told;
  const total = totalCount ?? failed + skipped + (passCount ?? 0);
  return total === 0 ? undefined : { total, failed, skipped, ...namesIn(told), nameless: false };
}

function namesIn({ suites, childReports, duration }: z.infer<typeof reportSchema>): Pick<Tests, 'failures' | 'fixed' | 'duration'> {
  const all = [...suites, ...childReports.flatMap((child) => childSchema.safeParse(child).data?.result.suites ?? [])].flatMap(
    (suite) => suiteSchema.safeParse(suite).data ?? [],
  );
  const told = all.flatMap((suite) => suite.cases).filter((each) => hasStatus(each, TOLD));
  const cases = told.flatMap((each) => caseSchema.safeParse(each).data ?? []);
  const seconds = duration ?? (all.length === 0 ? undefined : all.reduce((sum, suite) => sum + (suite.duration ?? 0), 0));
  return {
    failures: cases.filter(isFailed).map(toCase).sort(byNews).slice(0, MOST),
    fixed: cases
      .filter(({ status }) => status === 'FIXED')
      .map(fullName)
      .slice(0, MOST),
    ...(seconds !== undefined && { duration: seconds }),
  };
}

type Case = z.infer<typeof caseSchema>;

/** Which test is worth to be read: most of 100,000 have passed. */
export function hasStatus(told: unknown, wanted: ReadonlySet<unknown>): boolean {
  return typeof told === 'object' && told !== null && 'status' in told && wanted.has(told.status);
}

/** A test that failed anew is a REGRESSION. */
function isFailed({ status }: Case): boolean {
  return FAILED.has(status);
}

function toCase(test: Case): TestCase {
  const { status, errorDetails, age } = test;
  return {
    name: fullName(test),
    anew: status === 'REGRESSION' || age === 1,
    ...(errorDetails !== undefined && { message: errorDetails }),
    ...(age !== undefined && { age }),
  };
}

function fullName({ className, name: own }: Case): string {
  return className === undefined ? own : `${className}.${own}`;
}

function byNews(left: TestCase, right: TestCase): number {
  return Number(right.anew) - Number(left.anew) || (left.age ?? 0) - (right.age ?? 0);
}
