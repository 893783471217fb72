// A stand-in Jenkins over real HTTP or HTTPS: folders, jobs, a queue, nodes, builds that run by script, people with tokens, and moods.
import type { MadeUp } from '../certificates.ts';
import { createMoods, type Mood, type MoodOptions } from './api/moods.ts';
import { handle, listen, type Asked } from './api/server.ts';
import type { PluginOptions, Site } from './api/visit.ts';
import type { Build } from './builds.ts';
import { createController, type Controller, type ControllerOptions, type JobOptions } from './controller.ts';
import { createHooks, type HookOptions, type Hooks } from './hooks.ts';
import { ensureFolder, findItem, isFolder, type Folder, type Job } from './items.ts';
import { addPast, type PastBuild } from './past.ts';
import type { PersonOptions } from './people.ts';
import { usualPlugins } from './plugins.ts';

export type { Mood, MoodOptions } from './api/moods.ts';
export type { Asked } from './api/server.ts';
export type { Build } from './builds.ts';
export type { HookOptions } from './hooks.ts';
export type { JobOptions } from './controller.ts';
export type { Folder, Job } from './items.ts';
export type { PastBuild } from './past.ts';
export { developer, type Permission, type PersonOptions } from './people.ts';
export type { MakeScript, Script, StagePlan, TestCase } from './script.ts';

export interface JenkinsOptions extends ControllerOptions {
  /** Context path: `/jenkins`; none when left out. */
  readonly context?: string;
  /** Speaks HTTPS with it. */
  readonly tls?: MadeUp;
  /** Host name in its own address; `127.0.0.1` when left out. */
  readonly host?: string;
  /** A free port when left out. */
  readonly port?: number;
  /** Its configured address, without a slash at the end, when it believes to be elsewhere. */
  readonly publicUrl?: string;
  /** `browsers`: whoever has no API token needs a crumb. */
  readonly crumbs?: 'browsers' | 'always' | 'never';
  /** Its `Location` headers have no host. */
  readonly relativeRedirects?: boolean;
  readonly plugins?: readonly PluginOptions[];
  /** How long a restart takes, in Jenkins's seconds; until `comeBack` when undefined. 5 when left out. */
  readonly restartSeconds?: number | undefined;
  readonly version?: string;
  /** Where its plugins tell of builds; nowhere when left out, until `hooks.tellTo`. */
  readonly hooks?: HookOptions;
}

export interface Jenkins {
  /** With the context path, without a slash at the end. */
  readonly url: string;
  readonly controller: Controller;
  readonly hooks: Hooks;
  /** What was asked over HTTP, oldest first. */
  readonly calls: readonly Asked[];
  /** A job; its folders are made. A branch of a multibranch project has `%2F` in its name, and `branch: true`. */
  job(fullName: string, options?: JobOptions): Job;
  folder(fullName: string, kind?: 'folder' | 'multibranch'): Folder;
  find(fullName: string): Job | undefined;
  /** Answers an API token of that person. */
  person(name: string, options?: PersonOptions): string;
  /** From now on its tokens are wrong. */
  revoke(name: string): void;
  /** A build that was over some time ago; its number is the next one. */
  past(fullName: string, past: PastBuild): Build;
  /** The newest build of the job, or that number. */
  build(fullName: string, number?: number): Build | undefined;
  /** Somebody else starts a build; resolves when it runs. */
  run(fullName: string, values?: Readonly<Record<string, string>>): Promise<Build>;
  /** Resolves as soon as it is so. */
  until(isSo: () => boolean): Promise<void>;
  /** Resolves when the build stands at that hold. */
  held(fullName: string, hold: string): Promise<Build>;
  /** Answers how to take it back. */
  mood(mood: Mood, options?: MoodOptions): () => void;
  goDown(): void;
  comeBack(): void;
  stop(): Promise<void>;
}

/** Starts it on the loopback. */
export async function startJenkins(options: JenkinsOptions = {}): Promise<Jenkins> {
  const { context = '', tls, host = '127.0.0.1', crumbs = 'browsers' } = options;
  const controller = createController(options);
  const moods = createMoods();
  const calls: Asked[] = [];
  const restartSeconds = 'restartSeconds' in options ? options.restartSeconds : 5;
  const addresses = { own: '' };
  const site: Site = {
    controller,
    context,
    get publicUrl() {
      return options.publicUrl ?? addresses.own;
    },
    version: options.version ?? '2.541.1',
    plugins: options.plugins ?? usualPlugins,
    hasCrumbs: crumbs !== 'never',
    restartSeconds,
  };
  const served = { site, moods, calls, crumbs, relativeRedirects: options.relativeRedirects ?? false };
  const { server, port } = await listen(
    (request, response) => void handle(served, request, response).catch(() => request.socket.destroy()),
    tls,
    options.port ?? 0,
  );
  addresses.own = `${tls === undefined ? 'http' : 'https'}://${host}:${port}${context}`;

  const hooks = createHooks(controller, () => site.publicUrl);
  hooks.tellTo(options.hooks);

  const find = (fullName: string): Job | undefined => {
    const item = findItem(controller.root, fullName);
    return item === undefined || isFolder(item) ? undefined : item;
  };
  const build = (fullName: string, number?: number) => {
    const builds = find(fullName)?.builds ?? [];
    return number === undefined ? builds[0] : builds.find((each) => each.number === number);
  };
  return {
    url: addresses.own,
    controller,
    hooks,
    calls,
    job: (fullName, job) => controller.addJob(fullName, job),
    folder: (fullName, kind) => ensureFolder(controller.root, fullName, kind),
    find,
    person: (name, person) => controller.people.add(name, person),
    revoke: (name) => controller.people.revoke(name),
    past(fullName, past) {
      const job = find(fullName);
      if (job === undefined) throw new Error(`no job ${fullName}`);
      return addPast(controller, job, past);
    },
    build,
    async run(fullName, values = {}) {
      const job = find(fullName);
      if (job === undefined) throw new Error(`no job ${fullName}`);
      const item = controller.start(job, new Map(Object.entries(values)));
      await controller.until(() => item.build !== undefined);
      if (item.build === undefined) throw new Error('not started');
      return item.build;
    },
    until: (isSo) => controller.until(isSo),
    async held(fullName, hold) {
      await controller.until(() => build(fullName)?.holding === hold);
      const found = build(fullName);
      if (found === undefined) throw new Error('not held');
      return found;
    },
    mood: (mood, mooded) => moods.add(mood, mooded),
    goDown: () => controller.goDown(),
    comeBack: () => controller.comeBack(),
    async stop() {
      controller.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
