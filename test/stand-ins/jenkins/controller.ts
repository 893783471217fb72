// The stand-in Jenkins without its web: what it knows, and what happens in it.
import { isBuilding, type Build, type Cause } from './builds.ts';
import { createClock, type Clock } from './clock.ts';
import { ensureFolder, jobsBelow, splitName, type Folder, type Job } from './items.ts';
import { createLog } from './log.ts';
import { createNode, type ComputerNode, type NodeOptions } from './nodes.ts';
import { mapOf, valuesOf, type ParameterDefinition } from './parameters.ts';
import { createPeople, type People, type Permission } from './people.ts';
import { createQueue, type Queue, type QueueItem } from './queue.ts';
import { runBuild } from './run.ts';
import type { Phase } from './send.ts';
import { worse, type MakeScript, type Script } from './script.ts';

export interface JobOptions {
  readonly kind?: Job['kind'];
  readonly displayName?: string;
  readonly description?: string;
  readonly parameters?: readonly ParameterDefinition[];
  /** What each build does; one quick good stage when left out. */
  readonly script?: Script | MakeScript;
  readonly disabled?: boolean;
  /** Several builds at once. */
  readonly concurrent?: boolean;
  /** Jenkins's seconds in the queue before each build; none when left out. */
  readonly quietSeconds?: number;
  readonly label?: string;
  readonly firstNumber?: number;
  /** The folder right above becomes a multibranch project. */
  readonly branch?: boolean;
}

export interface ControllerOptions {
  /** How many of Jenkins's seconds pass in one of ours; 100 when left out. */
  readonly speed?: number;
  readonly nodes?: readonly NodeOptions[];
  /** What everybody may do without a name; nothing when left out. */
  readonly anonymous?: readonly Permission[];
  /** Real seconds that a queue item can be asked for after it left; 300 when left out. See `queue.forgetLeft`, too. */
  readonly rememberQueueItems?: number;
  readonly firstQueueId?: number;
  /** Number of the first build of a job that says no other. */
  readonly firstNumber?: number;
}

export interface Controller {
  readonly clock: Clock;
  readonly root: Folder;
  readonly nodes: ComputerNode[];
  readonly people: People;
  readonly queue: Queue;
  addJob(fullName: string, options?: JobOptions): Job;
  start(job: Job, given?: ReadonlyMap<string, string>, cause?: Cause): QueueItem;
  /** Resolves as soon as it is so. */
  until(isSo: () => boolean): Promise<void>;
  changed(): void;
  readonly isDown: boolean;
  readonly isQuietingDown: boolean;
  quietDown(reason: string | undefined): void;
  /** Waits for freestyle builds, is then down, and comes back after so many of Jenkins's seconds, or when it is told to. */
  restart(downSeconds: number | undefined): Promise<void>;
  goDown(): void;
  comeBack(): void;
  /** What hooks are told of. */
  onPhase(listen: (phase: Phase, build: Build) => void): void;
  onStage(listen: (build: Build) => void): void;
  stop(): void;
}

const hasFreestyleRunning = (root: Folder) => jobsBelow(root).some(({ kind, builds }) => kind === 'freestyle' && builds.some(isBuilding));

const quick: Script = { stages: [{ name: 'build', seconds: 1 }] };

export function createController(options: ControllerOptions = {}): Controller {
  const clock = createClock(options.speed ?? 100);
  const root: Folder = { kind: 'root', name: '', parent: undefined, items: new Map() };
  const nodes = (options.nodes ?? [{ name: '', executors: 4 }]).map(createNode);
  const people = createPeople(options.anonymous);
  const watchers = new Set<() => void>();
  const phaseListeners: ((phase: Phase, build: Build) => void)[] = [];
  const stageListeners: ((build: Build) => void)[] = [];
  const released = new WeakMap<Build, Set<string>>();
  let quietReason: string | undefined;
  let isDown = false;

  const changed = () => {
    for (const watch of watchers) watch();
  };
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watch = () => {
        if (!isSo()) return;
        watchers.delete(watch);
        resolve();
      };
      watchers.add(watch);
      watch();
    });
  const tell = (phase: Phase, build: Build) => {
    for (const listen of phaseListeners) listen(phase, build);
  };

  const finish = (build: Build, finished: () => void) => async () => {
    const result = await runBuild(build, {
      clock,
      changed,
      up: () => (isDown && !clock.stopped ? until(() => !isDown || clock.stopped) : Promise.resolve()),
      isReleased: (each, hold) => released.get(each)?.has(hold) === true,
      staged: (each) => stageListeners.forEach((listen) => listen(each)),
    });
    build.result = build.result === undefined ? result : worse(build.result, result);
    build.finishedAt = clock.now();
    build.node.running.delete(build);
    tell('COMPLETED', build);
    tell('FINALIZED', build);
    finished();
    queue.maintain();
  };

  const start = ({ job, values, causes, id, since }: QueueItem, node: ComputerNode): Build => {
    const number = job.nextNumber;
    job.nextNumber += 1;
    const script = job.script({ number, values: mapOf(values) });
    const { promise, resolve } = Promise.withResolvers<void>();
    const holds = new Set<string>();
    const build: Build = {
      job,
      number,
      queueId: id,
      causes,
      values,
      script,
      node,
      queuedAt: since,
      startedAt: clock.now(),
      stages: [],
      log: createLog(script.secrets),
      inputs: [],
      submitted: new Map(),
      stopping: new AbortController(),
      release: (hold) => void holds.add(hold),
      over: promise,
    };
    released.set(build, holds);
    job.builds.unshift(build);
    node.running.add(build);
    // The Notification plugin tells of both only now.
    tell('QUEUED', build);
    tell('STARTED', build);
    void finish(build, resolve)();
    return build;
  };

  const queue = createQueue(
    { clock, nodes, isQuietingDown: () => isDown || quietReason !== undefined, start, changed },
    options.rememberQueueItems ?? 300,
    options.firstQueueId ?? 1,
  );

  const controller: Controller = {
    clock,
    root,
    nodes,
    people,
    queue,
    changed,
    until,
    addJob(fullName, job = {}) {
      const { above, name } = splitName(fullName);
      const parent = ensureFolder(root, above, job.branch === true ? 'multibranch' : 'folder');
      const { script = quick } = job;
      const made: Job = {
        kind: job.kind ?? 'pipeline',
        name,
        parent,
        parameters: job.parameters ?? [],
        script: typeof script === 'function' ? script : () => script,
        builds: [],
        nextNumber: job.firstNumber ?? options.firstNumber ?? 1,
        disabled: job.disabled ?? false,
        concurrent: job.concurrent ?? false,
        quietSeconds: job.quietSeconds ?? 0,
        ...(job.label !== undefined && { label: job.label }),
        ...(job.displayName !== undefined && { displayName: job.displayName }),
        ...(job.description !== undefined && { description: job.description }),
      };
      parent.items.set(name, made);
      return made;
    },
    start(job, given = new Map(), cause = { kind: 'timer' }) {
      const values = valuesOf(job.parameters, given);
      if ('problem' in values) throw new Error(values.problem);
      return queue.add(job, values, cause).item;
    },
    get isDown() {
      return isDown;
    },
    get isQuietingDown() {
      return quietReason !== undefined;
    },
    quietDown(reason) {
      quietReason = reason;
      queue.maintain();
    },
    async restart(downSeconds) {
      controller.quietDown('Jenkins is about to shut down');
      await until(() => !hasFreestyleRunning(root) || clock.stopped);
      controller.goDown();
      if (downSeconds === undefined) return;
      await clock.wait(downSeconds);
      controller.comeBack();
    },
    goDown() {
      isDown = true;
      changed();
    },
    comeBack() {
      if (!isDown) return;
      isDown = false;
      quietReason = undefined;
      for (const build of jobsBelow(root).flatMap(({ builds }) => builds.filter(isBuilding)))
        build.log.write(`Resuming build at ${new Date(clock.now()).toUTCString()} after Jenkins restart`);
      queue.maintain();
    },
    onPhase: (listen) => void phaseListeners.push(listen),
    onStage: (listen) => void stageListeners.push(listen),
    stop() {
      for (const build of jobsBelow(root).flatMap(({ builds }) => builds.filter(isBuilding))) build.stopping.abort('kill');
      clock.stop();
      changed();
    },
  };
  return controller;
}
