// A build's test report, as the JUnit plugin exports it.
import { isBuilding, type Build } from '../builds.ts';
import type { TestCase } from '../script.ts';
import { Bean } from './bean.ts';

const isFailed = ({ status }: TestCase) => status === 'FAILED' || status === 'REGRESSION';

export function testCounts(build: Build): { failCount: number; skipCount: number; passCount: number; totalCount: number } | undefined {
  const { tests } = build.script;
  if (tests === undefined || isBuilding(build)) return undefined;
  const failCount = tests.filter(isFailed).length;
  const skipCount = tests.filter(({ status }) => status === 'SKIPPED').length;
  return { failCount, skipCount, passCount: tests.length - failCount - skipCount, totalCount: tests.length };
}

/** Undefined while or where there is none. */
export function testReportBean(build: Build): Bean | undefined {
  const counts = testCounts(build);
  if (counts === undefined) return undefined;
  const { failCount, skipCount, passCount } = counts;
  const suites = [...Map.groupBy(build.script.tests ?? [], ({ suite, className }) => suite ?? className)];
  return new Bean('hudson.tasks.junit.TestResult', {
    1: {
      testActions: [],
      duration: sum(build.script.tests ?? []),
      empty: counts.totalCount === 0,
      failCount,
      passCount,
      skipCount,
      suites: () => suites.map(([name, cases]) => suiteBean(build, name, cases)),
    },
  });
}

const sum = (cases: readonly TestCase[]) => Number(cases.reduce((total, { seconds = 0.01 }) => total + seconds, 0).toFixed(3));

function suiteBean(build: Build, name: string, cases: readonly TestCase[]): Bean {
  return new Bean(undefined, {
    3: {
      cases: () => cases.map((each) => caseBean(build, each)),
      duration: sum(cases),
      enclosingBlockNames: [],
      enclosingBlocks: [],
      id: null,
      name,
      nodeId: null,
      properties: {},
      stderr: null,
      stdout: null,
      timestamp: null,
    },
  });
}

function caseBean(build: Build, each: TestCase): Bean {
  const failed = isFailed(each);
  const age = failed ? (each.age ?? 1) : 0;
  return new Bean(undefined, {
    3: {
      testActions: [],
      age,
      className: each.className,
      duration: each.seconds ?? 0.01,
      errorDetails: failed ? (each.message ?? 'expected 2 departures, got 3') : null,
      errorStackTrace: failed
        ? (each.stackTrace ??
          `java.lang.AssertionError: ${each.message ?? 'expected 2 departures, got 3'}\n\tat ${each.className}.${each.name}(Test.java:42)\n`)
        : null,
      failedSince: failed ? Math.max(1, build.number - age + 1) : 0,
      name: each.name,
      properties: {},
      skipped: each.status === 'SKIPPED',
      skippedMessage: each.status === 'SKIPPED' ? (each.message ?? null) : null,
      status: each.status,
      stderr: null,
      stdout: null,
    },
  });
}
