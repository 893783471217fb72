// Runs the jobs of a scenario stage by stage and says each change of a status, as GitLab's state machine would.
import { createDeployments, type Deployments } from './deployments.ts';
import type { Person } from './people.ts';
import { shaOf, type Deployment, type Project } from './projects.ts';
import type { JobPlan, Outcome, Scenario } from './scenario.ts';
import { hasFailed, isOver, newestJobs, pipelineStatus, stagesOf, type Job, type Pipeline, type Status } from './state.ts';

export interface RunnerOptions {
  /** How many of GitLab's seconds pass in one of ours. */
  readonly speed: number;
  readonly firstId: number;
  projectOf(path: string): Project;
  personNamed(name: string): Person;
  onJob(job: Job): void;
  onPipeline(pipeline: Pipeline): void;
  onDeployment(deployment: Deployment, project: Project): void;
}

export interface Origin {
  readonly user?: Person;
  readonly variables?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly parent?: Job;
  /** Made up of the message when left out. */
  readonly sha?: string;
}

/** How the try that begins now ends: `manual` is no try, it waits for one. */
function outcomeOf({ plan: { outcomes }, attempt, played }: Job): Outcome {
  if (outcomes[0] !== 'manual') return outcomes[attempt] ?? 'success';
  if (attempt === 0 && played !== true) return 'manual';
  return outcomes.slice(1)[attempt] ?? 'success';
}

/** Runs pipelines; ids count up from fixed numbers, so that the same story has the same ids. */
export class Runner {
  readonly pipelines: Pipeline[] = [];
  private readonly options: RunnerOptions;
  private readonly timers = new Map<NodeJS.Timeout, () => void>();
  private readonly released = new Set<string>();
  private readonly holding = new Map<string, Set<() => void>>();
  readonly deployments: Deployments;
  private lastJob: number;
  private stopped = false;

  constructor(options: RunnerOptions) {
    this.options = options;
    this.deployments = createDeployments((deployment, project) => options.onDeployment(deployment, project));
    // Far enough from the pipelines' ids that nobody takes one for the other.
    this.lastJob = options.firstId * 200;
  }

  /** Creates the pipeline and its jobs; `run` makes it move. */
  create(scenario: Scenario, { user, variables = {}, inputs = {}, parent, sha }: Origin = {}): Pipeline {
    const project = this.options.projectOf(scenario.project);
    project.pipelines += 1;
    const id = this.options.firstId + this.pipelines.length;
    const pipeline: Pipeline = {
      id,
      iid: project.pipelines,
      project,
      scenario,
      sha: sha ?? shaOf(`${id} ${scenario.message}`),
      createdAt: new Date(),
      status: 'created',
      jobs: [],
      variables,
      inputs,
      user: user ?? this.options.personNamed(scenario.author),
      ...(parent !== undefined && { parent }),
    };
    this.pipelines.push(pipeline);
    for (const plan of scenario.jobs) this.addJob(pipeline, plan, 0);
    this.options.onPipeline(pipeline);
    for (const job of pipeline.jobs) this.options.onJob(job);
    return pipeline;
  }

  /** Resolves when the pipeline rests: over, or waiting for somebody. Retries what the scenario says, unless people do that. */
  async run(pipeline: Pipeline, retries = true): Promise<void> {
    await this.runStages(pipeline);
    for (;;) {
      const again = newestJobs(pipeline).filter(
        (job) => job.status === 'failed' && job.plan.outcomes[0] !== 'manual' && job.plan.outcomes.length > job.attempt + 1,
      );
      if (!retries || again.length === 0) return;
      await this.pause(2);
      await this.retry(again);
    }
  }

  /** Retries jobs: each gets a new id, those that were skipped because of them wait again. */
  async retry(jobs: readonly Job[], user?: Person): Promise<void> {
    const [first] = jobs;
    if (!first) return;
    const { pipeline } = first;
    const skipped = newestJobs(pipeline).filter((job) => job.status === 'skipped');
    for (const job of jobs) this.options.onJob(this.addJob(pipeline, job.plan, job.attempt + 1, user));
    for (const job of skipped) this.move(job, 'created');
    delete pipeline.finishedAt;
    this.settle(pipeline);
    await this.runStages(pipeline);
  }

  /** Starts a manual job. */
  async play(job: Job, user?: Person, variables?: Readonly<Record<string, string>>): Promise<void> {
    job.played = true;
    if (user !== undefined) job.user = user;
    if (variables !== undefined) job.variables = variables;
    delete job.pipeline.finishedAt;
    await this.runJob(job);
    await this.runStages(job.pipeline);
  }

  cancel(pipeline: Pipeline): void {
    for (const job of newestJobs(pipeline)) if (!isOver(job)) this.stopJob(job);
    this.settle(pipeline);
  }

  cancelJob(job: Job, user?: Person): void {
    if (isOver(job)) return;
    if (user !== undefined) job.user = user;
    this.stopJob(job);
    this.settle(job.pipeline);
  }

  /** Whatever holds, or will hold, at that name goes on. */
  release(hold: string): void {
    this.released.add(hold);
    for (const go of this.holding.get(hold) ?? []) go();
    this.holding.delete(hold);
  }

  /** What is under way runs to its end at once, unheard. */
  stop(): void {
    this.stopped = true;
    for (const [timer, done] of this.timers) {
      clearTimeout(timer);
      done();
    }
    for (const hold of this.holding.keys()) this.release(hold);
  }

  private addJob(pipeline: Pipeline, plan: JobPlan, attempt: number, user?: Person): Job {
    this.lastJob += 1;
    const by = user === undefined ? {} : { user };
    const job: Job = { id: this.lastJob, plan, pipeline, attempt, status: 'created', createdAt: new Date(), ...by };
    pipeline.jobs.push(job);
    return job;
  }

  private async runStages(pipeline: Pipeline): Promise<void> {
    for (const stage of stagesOf(pipeline.scenario)) {
      const waiting = newestJobs(pipeline).filter((job) => job.plan.stage === stage && job.status === 'created');
      const earlier = new Set(stagesOf(pipeline.scenario).slice(0, stagesOf(pipeline.scenario).indexOf(stage)));
      const before = newestJobs(pipeline).filter((job) => earlier.has(job.plan.stage));
      // Somebody retried or played one of them: whoever is with it goes on here.
      if (before.some((job) => ['created', 'pending', 'running'].includes(job.status))) return;
      if (before.some((job) => hasFailed(job) || job.status === 'canceled')) for (const job of waiting) this.move(job, 'skipped');
      else await Promise.all(waiting.map((job) => this.runJob(job)));
      this.settle(pipeline);
      if (pipeline.status === 'manual') return;
    }
  }

  private async runJob(job: Job): Promise<void> {
    if (this.deployments.isBlocked(job)) return this.move(job, 'manual');
    if (outcomeOf(job) === 'manual') {
      this.deployments.expect(job);
      return this.move(job, 'manual');
    }
    this.move(job, 'pending');
    await this.pause(0.5 + (job.id % 3) / 2);
    if (isOver(job)) return;
    this.move(job, 'running');
    const ended = job.plan.triggers === undefined ? undefined : await this.runChild(job, job.plan.triggers);
    await this.pause(job.plan.seconds);
    await this.held(job);
    if (!isOver(job)) this.move(job, ended ?? outcomeOf(job));
  }

  private async runChild(job: Job, plan: NonNullable<JobPlan['triggers']>): Promise<Status> {
    const { scenario, user, variables, sha, project } = job.pipeline;
    const child = this.create(
      { ...scenario, name: `${job.plan.name} of ${scenario.message}`, source: 'parent_pipeline', ...plan, project: project.path },
      { parent: job, sha, variables, user },
    );
    job.child = child;
    await this.run(child, false);
    return child.status === 'failed' ? 'failed' : 'success';
  }

  private async held({ plan: { hold } }: Job): Promise<void> {
    if (hold === undefined || this.released.has(hold) || this.stopped) return;
    await new Promise<void>((resolve) => {
      const all = this.holding.get(hold) ?? new Set();
      this.holding.set(hold, all.add(resolve));
    });
  }

  private stopJob(job: Job): void {
    this.move(job, 'canceled');
    if (job.child !== undefined) this.cancel(job.child);
    // Whoever waits for it looks now whether it is over.
    if (job.plan.hold !== undefined) for (const go of this.holding.get(job.plan.hold) ?? []) go();
  }

  private move(job: Job, status: Status): void {
    const now = new Date();
    job.status = status;
    if (status === 'pending') job.queuedAt = now;
    if (status === 'running') job.startedAt = now;
    if (isOver(job) && status !== 'skipped') job.finishedAt = now;
    this.options.onJob(job);
    this.deployments.follow(job);
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
