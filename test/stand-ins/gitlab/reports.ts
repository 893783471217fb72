// Test reports of a pipeline: one suite for each job whose plan names tests; ten more tests pass in each.
import { newestJobs, type Pipeline } from './state.ts';

function suitesOf(pipeline: Pipeline) {
  const tested = newestJobs(pipeline).filter((job) => job.finishedAt !== undefined && job.plan.failedTests !== undefined);
  return tested.map((job) => {
    const failed = job.status === 'failed' ? (job.plan.failedTests ?? []) : [];
    const counts = { total_count: failed.length + 10, success_count: 10, failed_count: failed.length, skipped_count: 0, error_count: 0 };
    const cases = failed.map((name) => ({
      status: 'failed',
      name,
      classname: job.plan.name,
      file: null,
      execution_time: 0.02,
      system_output: 'expected 2 departures, got 3',
      stack_trace: null,
      recent_failures: null,
    }));
    return { id: job.id, name: job.plan.name, total_time: 1, ...counts, suite_error: null, test_cases: cases };
  });
}

function totals(pipeline: Pipeline) {
  const suites = suitesOf(pipeline);
  const sum = (field: 'total_count' | 'success_count' | 'failed_count') => suites.reduce((total, suite) => total + suite[field], 0);
  const counts = { total_count: sum('total_count'), success_count: sum('success_count'), failed_count: sum('failed_count') };
  return { total_time: suites.length, ...counts, skipped_count: 0, error_count: 0 };
}

export function testReport(pipeline: Pipeline): object {
  return { ...totals(pipeline), test_suites: suitesOf(pipeline).map(({ id: _id, ...suite }) => suite) };
}

export function testSummary(pipeline: Pipeline): object {
  const { total_time: time, total_count: count, success_count: success, failed_count: failed } = totals(pipeline);
  return {
    total: { time, count, success, failed, skipped: 0, error: 0, suite_error: null },
    test_suites: suitesOf(pipeline).map(({ id, test_cases: _cases, ...suite }) => ({ ...suite, build_ids: [id] })),
  };
}
