// What any of the three senders tells of a build → the build as it was seen.

import type { PipelineSeen } from '../../ci/event.ts';
import { subjectKey } from '../../ci/ids.ts';
import type { Connection } from '../../ci/connection.ts';
import type { Job, PipelineSnapshot, Project, TestCounts } from '../../ci/pipeline.ts';
import { address } from '../../platform/foreign-json.ts';
import { readableName } from './job-address.ts';

export interface Told {
  /** Full name as Jenkins has it, with encoded branches. */
  readonly job: string;
  readonly number: string;
  readonly snapshot: Omit<PipelineSnapshot, 'number' | 'stages'>;
  readonly stages: readonly Job[];
}

/** One card a build, whoever told of it: the key is the job's full name and the build's number. */
export function seen({ job, number, snapshot, stages }: Told, connection: Connection): PipelineSeen {
  const project: Project = { id: job, path: readableName(job), url: snapshot.url.replace(/[^/]*\/?$/, '') };
  const key = subjectKey('jenkins', connection.name, job, number);
  return {
    kind: 'pipeline',
    pipeline: { key, provider: 'jenkins', connection: connection.name, project, id: number, role: 'build' },
    snapshot: { ...snapshot, number, stages: stages.map(({ name }) => name) },
    jobs: stages,
  };
}

/** Without its root address Jenkins tells only paths: then the connection's address helps, if it is set. Empty when nothing does. */
export function pageOf(told: string | undefined, path: string | undefined, { url }: Connection): string {
  if (told !== undefined) return told;
  return (url !== '' && path !== undefined && address.safeParse(`${url}/${path.replace(/^\/+/, '')}`).data) || '';
}

interface ToldTests {
  readonly total?: number | undefined;
  readonly failed?: number | undefined;
  readonly skipped?: number | undefined;
}

/** Undefined when no test ran. `failures`: names of failed tests, some. */
export function testsOf(told: ToldTests | undefined, failures: readonly string[] = []): TestCounts | undefined {
  const { total, failed = 0, skipped = 0 } = told ?? {};
  return total === undefined ? undefined : { total, failed, skipped, failures };
}

/** Milliseconds → seconds. */
export function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}
