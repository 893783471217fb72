// Runs the jobs of a scenario stage by stage and says each change of a status, as GitLab's state machine would.
import { createHash } from 'node:crypto';
import type { JobPlan, Outcome, Scenario } from './scenario.ts';
import { hasFailed, isOver, newestJobs, pipelineStatus, stagesOf, type Job, type Pipeline, type Project, type Status } from './state.ts';

export interface RunnerOptions {
  /** How many of GitLab's seconds pass in one of ours. */
  readonly speed: number;
  readonly firstId: number;
  onJob(job: Job): void;
  onPipeline(pipeline: Pipeline): void;
}

/** Runs pipelines; ids count up from fixed numbers, so that the same story has the same ids. */
export class Runner {
  readonly pipelines: Pipeline[] = [];
  private readonly projects = new Map<string, Project>();
  private readonly options: RunnerOptions;
  private readonly timers = new Map<NodeJS.Timeout, () => void>();
  private lastJob: number;
  private stopped = false;

  constructor(options: RunnerOptions) {
    this.options = options;
    // Far enough from the pipelines' ids that nobody takes one for the other.
    this.lastJob = options.firstId * 200;
  }

  /** Creates the pipeline and its jobs; `run` makes it move. */
  create(scenario: Scenario): Pipeline {
    const project = this.projectOf(scenario.project);
    project.pipelines += 1;
    const id = this.options.firstId + this.pipelines.length;
    const sha = createHash('sha1').update(`${id} ${scenario.message}`).digest('hex');
    const pipeline: Pipeline = { id, iid: project.pipelines, project, scenario, sha, createdAt: new Date(), status: 'created', jobs: [] };
    this.pipelines.push(pipeline);
    for (const plan of scenario.jobs) this.addJob(pipeline, plan, 0);
    this.options.onPipeline(pipeline);
    for (const job of pipeline.jobs) this.options.onJob(job);
    return pipeline;
  }

  /** Resolves when the pipeline rests: over, or waiting for somebody. Retries what the scenario says. */
  async run(pipeline: Pipeline): Promise<void> {
    await this.runStages(pipeline);
    for (;;) {
      const again = newestJobs(pipeline).filter((job) => job.status === 'failed' && job.plan.outcomes.length > job.attempt + 1);
      if (again.length === 0) return;
      await this.pause(2);
      await this.retry(again);
    }
  }

  /** Retries jobs: each gets a new id, those that were skipped because of them wait again. */
  async retry(jobs: readonly Job[]): Promise<void> {
    const [first] = jobs;
    if (!first) return;
    const { pipeline } = first;
    const skipped = newestJobs(pipeline).filter((job) => job.status === 'skipped');
    for (const job of jobs) this.options.onJob(this.addJob(pipeline, job.plan, job.attempt + 1));
    for (const job of skipped) this.move(job, 'created');
    delete pipeline.finishedAt;
    this.settle(pipeline);
    await this.runStages(pipeline);
  }

  /** Starts a manual job. */
  async play(job: Job): Promise<void> {
    await this.runJob(job, 'success');
    await this.runStages(job.pipeline);
  }

  cancel(pipeline: Pipeline): void {
    for (const job of newestJobs(pipeline)) if (!isOver(job)) this.move(job, 'canceled');
    this.settle(pipeline);
  }

  /** What is under way runs to its end at once, unheard. */
  stop(): void {
    this.stopped = true;
    for (const [timer, done] of this.timers) {
      clearTimeout(timer);
      done();
    }
  }

  /** Projects are numbered as they are first heard of. */
  projectOf(path: string): Project {
    const project = this.projects.get(path) ?? { id: this.projects.size + 1, path, pipelines: 0 };
    this.projects.set(path, project);
    return project;
  }

  private addJob(pipeline: Pipeline, plan: JobPlan, attempt: number): Job {
    this.lastJob += 1;
    const job: Job = { id: this.lastJob, plan, pipeline, attempt, status: 'created', createdAt: new Date() };
    pipeline.jobs.push(job);
    return job;
  }

  private async runStages(pipeline: Pipeline): Promise<void> {
    for (const stage of stagesOf(pipeline.scenario)) {
      const waiting = newestJobs(pipeline).filter((job) => job.plan.stage === stage && job.status === 'created');
      const earlier = new Set(stagesOf(pipeline.scenario).slice(0, stagesOf(pipeline.scenario).indexOf(stage)));
      const before = newestJobs(pipeline).filter((job) => earlier.has(job.plan.stage));
      if (before.some((job) => hasFailed(job) || job.status === 'canceled')) for (const job of waiting) this.move(job, 'skipped');
      else await Promise.all(waiting.map((job) => this.runJob(job, job.plan.outcomes[job.attempt] ?? 'success')));
      this.settle(pipeline);
      if (pipeline.status === 'manual') return;
    }
  }

  private async runJob(job: Job, outcome: Outcome): Promise<void> {
    if (outcome === 'manual') return this.move(job, 'manual');
    this.move(job, 'pending');
    await this.pause(0.5 + (job.id % 3) / 2);
    if (isOver(job)) return;
    this.move(job, 'running');
    await this.pause(job.plan.seconds);
    if (!isOver(job)) this.move(job, outcome);
  }

  private move(job: Job, status: Status): void {
    const now = new Date();
    job.status = status;
    if (status === 'pending') job.queuedAt = now;
    if (status === 'running') job.startedAt = now;
    if (isOver(job) && status !== 'skipped') job.finishedAt = now;
    this.options.onJob(job);
    if (status === 'pending' || status === 'running') this.settle(job.pipeline);
  }

  /** Gives the pipeline the status that its jobs make, and says so when it changed. */
  private settle(pipeline: Pipeline): void {
    const status = pipelineStatus(pipeline);
    if (status === pipeline.status) return;
    pipeline.status = status;
    if (status === 'running') pipeline.startedAt ??= new Date();
    if (['success', 'failed', 'canceled'].includes(status)) pipeline.finishedAt = new Date();
    this.options.onPipeline(pipeline);
  }

  private pause(seconds: number): Promise<void> {
    if (this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.timers.delete(timer);
        resolve();
      };
      const timer = setTimeout(done, (seconds * 1000) / this.options.speed);
      this.timers.set(timer, done);
    });
  }
}
