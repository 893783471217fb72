// The fields of GitLab's test reports that are used.
// https://docs.gitlab.com/api/pipelines/#get-a-test-report-for-a-pipeline

import * as z from 'zod';
import { name, text } from '../../platform/foreign-json.ts';
import { list } from './fields.ts';

const count = z.number().int().nonnegative().catch(0);
const testCase = z.object({ status: text, name, classname: text, system_output: z.unknown().optional() });

export const summarySchema = z.object({ total: z.object({ count, failed: count, error: count, skipped: count }) });
export const reportSchema = z.object({
  test_suites: z.array(z.object({ name: text, test_cases: list(testCase, 100_000) })),
});

export type TestCase = z.infer<typeof testCase>;
