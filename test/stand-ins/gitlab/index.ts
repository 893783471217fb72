// A stand-in GitLab over real HTTP or HTTPS: people and their tokens, OAuth, pipelines that move, webhooks that fire, REST v4, and moods.
import type { MadeUp } from '../certificates.ts';
import { createMoods, type Mood, type MoodOptions } from './api/moods.ts';
import { createRateLimiter, type RateLimit } from './api/rate-limit.ts';
import { handle, listen, type Asked } from './api/server.ts';
import type { Happenings } from './happenings.ts';
import type { Delivery, HookTarget } from './hooks.ts';
import type { Application, ApplicationOptions } from './oauth/grants.ts';
import { oauthAnswer } from './oauth/routes.ts';
import type { Person, PersonOptions, TokenOptions } from './people.ts';
import type { Group, Project, ProjectOptions } from './projects.ts';
import type { Scenario } from './scenario.ts';
import type { Pipeline } from './state.ts';
import { createWorld, type World } from './world.ts';

export { demoScenario, largeScenario, type JobPlan, type Scenario } from './scenario.ts';
export type { Asked } from './api/server.ts';
export type { Mood, MoodOptions } from './api/moods.ts';
export type { Application, ApplicationOptions } from './oauth/grants.ts';
export type { Person, PersonOptions } from './people.ts';
export type { Project, ProjectOptions } from './projects.ts';
export type { Pipeline } from './state.ts';
export type { World } from './world.ts';

export interface GitLabOptions extends Partial<HookTarget> {
  /** How many of GitLab's seconds pass in one of ours; 1 when left out. */
  readonly speed?: number;
  /** Id of the first pipeline; left out, another one every second, as several stand-ins may tell the same connection. */
  readonly firstId?: number;
  /** A personal access token of the administrator. Everybody is let in when left out, as long as there are no people. */
  readonly apiToken?: string;
  /** `/gitlab`; none when left out. */
  readonly subpath?: string;
  /** Speaks HTTPS with it. */
  readonly tls?: MadeUp;
  /** Host name in its own address; `127.0.0.1` when left out. */
  readonly host?: string;
  /** A free port when left out. */
  readonly port?: number;
  /** Its configured address, without a slash at the end, when it believes to be elsewhere. */
  readonly publicUrl?: string;
  readonly version?: string;
  /** Seconds that access tokens are good for; 7200 when left out. */
  readonly expiresIn?: number;
}

export interface GitLab {
  /** With the subpath, without a slash at the end. */
  readonly url: string;
  readonly world: World;
  readonly pipelines: readonly Pipeline[];
  readonly deliveries: readonly Delivery[];
  /** What was asked over HTTP, oldest first. */
  readonly calls: readonly Asked[];
  /** Somebody with an account; when known already, gets the roles in addition. */
  person(username: string, options?: PersonOptions): Person;
  /** A new personal access token. */
  accessToken(username: string, options?: TokenOptions): string;
  /** None of the person's tokens is good any more, personal or OAuth. */
  revoke(username: string): void;
  application(options: ApplicationOptions): Application;
  /** Who the browser is signed in as from now on, and whether that person refuses what applications ask for; nobody when undefined. */
  signIn(username: string | undefined, refuses?: boolean): void;
  /** What the browser is sent to from `…/oauth/authorize?…`, as that person who agrees or refuses. */
  authorize(address: string, username: string, refuses?: boolean): Promise<URL>;
  /** Access tokens by OAuth of that person, or of all, are over; their refresh tokens are not. */
  expireTokens(username?: string): void;
  /** As when the person throws the application out: refresh tokens are over, too. */
  revokeGrants(username?: string): void;
  project(path: string, options?: ProjectOptions): Project;
  group(path: string, options?: Parameters<World['group']>[1]): Group;
  /** Renames or moves a project or group. */
  rename(from: string, to: string): void;
  /** Nobody finds it any more. */
  destroy(path: string): void;
  /** Sends what a system hook tells of a project, to whoever gets every hook. */
  system(event: 'project_rename' | 'project_transfer' | 'project_destroy' | 'project_update', path: string, formerPath?: string): void;
  archive(path: string, archived?: boolean): void;
  /** Resolves when the pipeline rests and all of its webhooks were answered or given up. */
  runPipeline(scenario: Scenario): Promise<Pipeline>;
  /** Jobs whose plans hold at that name go on. */
  release(hold: string): void;
  /** Sends what people do besides. */
  readonly tell: Happenings;
  /** Answers how to take it back. */
  mood(mood: Mood, options?: MoodOptions): () => void;
  /** Undefined for none. */
  rateLimit(limit: RateLimit | undefined): void;
  /** Resolves when everything sent was answered or given up. */
  settled(): Promise<void>;
  /** Cancels what still runs and says so, as somebody who leaves work would. */
  cancelAll(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it on the loopback; webhooks go to `hookUrl` with the token, the signature, or both, and wherever projects and groups say. */
export async function startGitLab(options: GitLabOptions = {}): Promise<GitLab> {
  const { apiToken, tls, host = '127.0.0.1', subpath = '', hookUrl } = options;
  const addresses = { own: '' };
  const world = createWorld({
    speed: options.speed ?? 1,
    firstId: options.firstId ?? idOfThisSecond(),
    version: options.version ?? '18.2.0',
    expiresIn: options.expiresIn ?? 7200,
    base: () => options.publicUrl ?? addresses.own,
    isOpen: () => apiToken === undefined && world.people.all.length === 0,
    target: hookUrl === undefined ? undefined : { ...options, hookUrl },
  });
  const { people, runner, grants, sender } = world;
  if (apiToken !== undefined) people.issue(people.add('root', { name: 'Administrator', isAdmin: true }), 'personal', { value: apiToken });
  const moods = createMoods();
  const limiter = createRateLimiter();
  const calls: Asked[] = [];
  const served = { world, moods, limiter, calls, subpath };
  const { server, port } = await listen(
    (request, response) => void handle(served, request, response).catch(() => request.socket.destroy()),
    tls,
    options.port ?? 0,
  );
  addresses.own = `${tls === undefined ? 'http' : 'https'}://${host}:${port}${subpath}`;

  const known = (username: string): Person => people.find(username) ?? people.add(username);
  const maybe = (username: string | undefined) => (username === undefined ? undefined : known(username));
  return {
    url: addresses.own,
    world,
    pipelines: runner.pipelines,
    deliveries: sender.deliveries,
    calls,
    person: (username, person) => people.add(username, person),
    accessToken: (username, token) => people.issue(known(username), 'personal', token).value,
    revoke(username) {
      const person = known(username);
      grants.revokeAll(person);
      for (const token of people.tokens) if (token.person === person) token.isRevoked = true;
    },
    application: (application) => grants.add(application),
    signIn(username, refuses = false) {
      world.browser.person = username;
      world.browser.refuses = refuses;
    },
    async authorize(address, username, refuses = false) {
      const before = { ...world.browser };
      Object.assign(world.browser, { person: known(username).username, refuses });
      try {
        return authorizeAt(world, address);
      } finally {
        Object.assign(world.browser, before);
      }
    },
    expireTokens: (username) => grants.expire(maybe(username)),
    revokeGrants: (username) => grants.revokeAll(maybe(username)),
    project: (path, project) => world.project(path, project),
    group: (path, group) => world.group(path, group),
    rename: (from, to) => world.rename(from, to),
    destroy(path) {
      const at = world.projects.findIndex((each) => each.path === path);
      if (at < 0) throw new Error(`no project ${path}`);
      world.projects.splice(at, 1);
    },
    system(event, path, formerPath) {
      const project = world.findProject(path);
      if (project === undefined || hookUrl === undefined) throw new Error(`no project ${path}, or nobody listens`);
      const names = { name: path.split('/').at(-1), path: path.split('/').at(-1), path_with_namespace: path };
      const former = formerPath === undefined ? {} : { old_path_with_namespace: formerPath };
      const times = { created_at: '2026-01-05T08:00:00Z', updated_at: new Date().toISOString() };
      sender.send(
        'System Hook',
        { ...times, event_name: event, project_id: project.id, ...names, project_visibility: project.visibility, ...former },
        [{ ...options, hookUrl }],
      );
    },
    archive(path, archived = true) {
      const project = world.findProject(path);
      if (project === undefined) throw new Error(`no project ${path}`);
      project.archived = archived;
    },
    tell: world.tell,
    release: (hold) => runner.release(hold),
    mood: (mood, mooded) => moods.add(mood, mooded),
    rateLimit: (limit) => limiter.limit(limit),
    settled: () => sender.settled(),
    async runPipeline(scenario) {
      const pipeline = runner.create(scenario);
      await runner.run(pipeline);
      await sender.settled();
      return pipeline;
    },
    cancelAll() {
      for (const pipeline of runner.pipelines) runner.cancel(pipeline);
      return sender.settled();
    },
    async stop() {
      runner.stop();
      sender.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the browser does there, without a browser. */
function authorizeAt(world: World, address: string): URL {
  const { searchParams: query, pathname: path } = new URL(address);
  const asked = {
    world,
    method: 'GET',
    path: path.slice(path.indexOf('/oauth/')),
    query,
    form: new URLSearchParams(),
    authorization: undefined,
    cookie: undefined,
  };
  const { status, headers, body } = oauthAnswer(asked);
  const location = headers['Location'];
  if (location === undefined) throw new Error(`not sent back: ${status} ${String(body)}`);
  return new URL(location);
}

/** A hundred ids for each second, and none again within three months. */
function idOfThisSecond(): number {
  return ((Math.floor(Date.now() / 1000) % 10_000_000) + 1) * 100;
}
