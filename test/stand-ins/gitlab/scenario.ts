// What a stand-in pipeline will do: its jobs, how long they take and how they end.

/** How one try of a job ends. `manual` waits until somebody plays it. */
export type Outcome = 'success' | 'failed' | 'manual';

export interface JobPlan {
  readonly name: string;
  readonly stage: string;
  /** GitLab's seconds from running to the end. */
  readonly seconds: number;
  /** One for each try: after a failed pipeline, the stand-in retries jobs that have another outcome left. */
  readonly outcomes: readonly Outcome[];
  /** `build_failure_reason` of a failed try. */
  readonly reason?: string;
  readonly allowFailure?: boolean;
  /** Name of the environment that the job deploys to. */
  readonly environment?: string;
  /** What a failed try writes into its log. */
  readonly log?: readonly string[];
  /** Tests that fail in a failed try; named in its log and in the pipeline's test report. */
  readonly failedTests?: readonly string[];
  /** It does not end before `release` was told this name. */
  readonly hold?: string;
  /** A pipeline in the same project that it starts; the job ends as that one does. */
  readonly triggers?: Pick<Scenario, 'jobs'> & Partial<Omit<Scenario, 'project'>>;
  /** By path inside of the archive. */
  readonly artifacts?: Readonly<Record<string, string>>;
  readonly coverage?: number;
}

export interface Scenario {
  readonly project: string;
  readonly ref: string;
  readonly message: string;
  readonly author: string;
  readonly jobs: readonly JobPlan[];
  readonly tag?: boolean;
  readonly source?: string;
  readonly name?: string;
  /** iid and title of the merge request that the pipeline belongs to. */
  readonly mergeRequest?: { readonly iid: number; readonly title: string };
}

const job = (stage: string, name: string, seconds: number, ...outcomes: readonly Outcome[]): JobPlan => ({
  stage,
  name,
  seconds,
  outcomes: outcomes.length === 0 ? ['success'] : outcomes,
});

/** A pipeline of three stages that passes, ends with a manual deploy, or fails and is retried; `n` counts the pipelines. */
export function demoScenario(n: number): Scenario {
  const stories = [
    { project: 'city/api', ref: 'main', message: 'Answer health checks while the cache warms up', author: 'Alice Demo', unit: [] },
    {
      project: 'city/web',
      ref: 'feature/search',
      message: 'Find stops by their old names',
      author: 'Bob Demo',
      unit: ['failed', 'success'],
    },
    { project: 'city/api', ref: 'release/2.4', message: 'Keep the first of two equal timetables', author: 'Alice Demo', unit: ['failed'] },
    { project: 'city/tiles', ref: 'main', message: 'Draw ferries above water', author: 'Carol Demo', unit: [] },
  ] satisfies readonly { project: string; ref: string; message: string; author: string; unit: Outcome[] }[];
  const story = stories[n % stories.length] ?? stories[0];
  if (!story) throw new Error('no story');
  const { unit, ...head } = story;
  return {
    ...head,
    jobs: [
      job('build', 'compile', 6),
      job('build', 'assets', 4),
      { ...job('test', 'unit', 9, ...unit), reason: 'script_failure', failedTests: ['TestTimetable', 'TestFerries'] },
      job('test', 'integration', 12),
      { ...job('test', 'lint', 3, n % 2 === 0 ? 'success' : 'failed'), allowFailure: true, reason: 'script_failure' },
      { ...job('deploy', 'staging', 5), environment: 'staging' },
      ...(n % 4 === 3 ? [{ ...job('deploy', 'production', 5, 'manual'), environment: 'production', allowFailure: true }] : []),
    ],
  };
}

/** A pipeline of `count` jobs in `stages` equal stages; those at the indices in `failing` fail. */
export function largeScenario(count: number, stages = 6, failing: readonly number[] = []): Scenario {
  const names = Array.from({ length: stages }, (_, index) => `stage-${index + 1}`);
  const jobs = Array.from({ length: count }, (_, index) => {
    const stage = names[Math.floor((index * stages) / count)] ?? 'stage-1';
    const failed = failing.includes(index);
    return { ...job(stage, `job-${index + 1}`, 1 + ((index * 7) % 5), failed ? 'failed' : 'success'), reason: 'script_failure' };
  });
  return { project: 'city/monolith', ref: 'main', message: `Build everything, ${count} jobs`, author: 'Alice Demo', jobs };
}
