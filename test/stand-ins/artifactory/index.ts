// A stand-in JFrog Platform over real HTTP: Artifactory's ping and version, the event service's subscriptions, and events that are told to them.
// https://jfrog.com/help/r/jfrog-rest-apis/webhooks
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { startApi, type ApiAnswer, type ApiCall } from '../small-api.ts';
import type { Answer, HookTarget } from '../post.ts';
import { sendBuildRecord, sendFile, sendImage, sendRevision, type BuildRecord, type File, type Image } from './send.ts';

export interface ArtifactoryOptions {
  /** Whether it sends into private networks: `urlStrictPolicy` is off. Else it does not take such webhooks. */
  readonly sendsToPrivate?: boolean;
  /** Newer versions mask secrets in what they answer. */
  readonly masksSecrets?: boolean;
  /** Not in the OSS edition. */
  readonly hasNoEvents?: boolean;
}

const criteria = z.record(z.string(), z.union([z.boolean(), z.array(z.string())]));
const handlerSchema = z.looseObject({
  handler_type: z.literal('webhook'),
  url: z.url(),
  secret: z.string().optional(),
  use_secret_for_signing: z.boolean().optional(),
});
const subscriptionSchema = z.looseObject({
  key: z.string().regex(/^\S{2,200}$/),
  description: z.string().max(1000).optional(),
  enabled: z.boolean(),
  event_filter: z.looseObject({ domain: z.string(), event_types: z.array(z.string()).min(1), criteria }),
  handlers: z.array(handlerSchema).min(1),
});
export type Subscription = z.output<typeof subscriptionSchema>;

export interface Artifactory {
  /** Ends in `/artifactory`. */
  readonly url: string;
  readonly subscriptions: readonly Subscription[];
  readonly calls: readonly string[];
  /** A new access token. */
  token(scope: 'admin' | 'member'): string;
  revoke(token: string): void;
  /** With the commit that it was built from: as the build tools do it, told as a property of its own. */
  push(image: Image, sha?: string): Promise<readonly Answer[]>;
  deploy(file: File): Promise<readonly Answer[]>;
  upload(record: BuildRecord): Promise<readonly Answer[]>;
  stop(): Promise<void>;
}

const EVENTS = '/event/api/v1/subscriptions';
/** The event service takes only what it knows. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  docker: ['pushed', 'promoted', 'deleted'],
  artifact: ['deployed', 'deleted', 'moved', 'copied', 'cached'],
  artifact_property: ['added', 'deleted'],
  build: ['uploaded', 'promoted', 'deleted'],
  release_bundle_v2: ['release_bundle_v2_started', 'release_bundle_v2_failed', 'release_bundle_v2_completed'],
};

interface State extends ArtifactoryOptions {
  readonly subscriptions: Subscription[];
  readonly tokens: Map<string, 'admin' | 'member'>;
}

export async function startArtifactory(options: ArtifactoryOptions = {}): Promise<Artifactory> {
  const state: State = { ...options, subscriptions: [], tokens: new Map() };
  const api = await startApi((call) => answer(state, call));
  const origin = { url: api.url };
  const tell = (domain: string, event: string, send: Send): Promise<readonly Answer[]> => tellAll(state, domain, event, send);
  return {
    url: `${api.url}/artifactory`,
    subscriptions: state.subscriptions,
    calls: api.calls,
    token(scope) {
      const made = `made-up.${randomUUID()}.access`;
      state.tokens.set(made, scope);
      return made;
    },
    revoke: (token) => void state.tokens.delete(token),
    async push(image, sha) {
      const named =
        sha === undefined
          ? []
          : await tell('artifact_property', 'added', (to, signs) => sendRevision(to, { ...origin, ...image, signs }, sha));
      return [...named, ...(await tell('docker', 'pushed', (to, signs) => sendImage(to, 'pushed', { ...origin, ...image, signs })))];
    },
    deploy: (file) => tell('artifact', 'deployed', (to, signs) => sendFile(to, 'deployed', { ...origin, ...file, signs })),
    upload: (record) => tell('build', 'uploaded', (to, signs) => sendBuildRecord(to, 'uploaded', { ...origin, ...record, signs })),
    stop: () => api.stop(),
  };
}

const identity = { 'X-Artifactory-Id': 'stand-in', 'X-JFrog-Version': 'Artifactory/7.122.2' };

function answer(state: State, call: ApiCall): ApiAnswer {
  const scope = state.tokens.get(call.authorization.replace(/^Bearer /, ''));
  if (call.path === '/artifactory/api/system/ping') return { status: 200, headers: identity, body: 'OK' };
  if (call.path === '/artifactory/api/system/version' && scope !== undefined)
    return { status: 200, headers: identity, body: { version: '7.122.2', revision: '1' } };
  if (call.path.startsWith('/artifactory/')) return refused(401, 'Bad credentials');
  if (state.hasNoEvents === true || !call.path.startsWith(EVENTS)) return { status: 404, body: '<title>JFrog</title>' };
  if (scope === undefined) return refused(401, 'Token failed verification');
  return scope === 'admin' ? answerOfEvents(state, call) : refused(403, 'Permission denied');
}

function answerOfEvents(state: State, { method, path, body }: ApiCall): ApiAnswer {
  const { subscriptions } = state;
  const key = decodeURIComponent(path.slice(EVENTS.length + 1));
  const at = subscriptions.findIndex((each) => each.key === key);
  if (method === 'GET' && key === '') return { status: 200, body: subscriptions.map((each) => shape(each, state)) };
  if (key !== '' && at === -1) return refused(404, `Subscription ${key} not found`);
  if (method === 'GET') return { status: 200, body: subscriptions[at] };
  const wish = subscriptionSchema.safeParse(key === '' ? parse(body) : { key, ...Object(parse(body)) });
  const wrong = wish.success ? faultIn(wish.data, state) : wish.error.message;
  if (!wish.success || wrong !== undefined) return refused(400, 'Validation Error', wrong);
  if (key !== '') {
    subscriptions.splice(at, 1, wish.data);
    return { status: 204 };
  }
  if (subscriptions.some((each) => each.key === wish.data.key)) return refused(409, `Subscription ${wish.data.key} already exists`);
  subscriptions.push(wish.data);
  return { status: 201 };
}

type Send = (target: HookTarget, signs: boolean) => Promise<Answer>;

function tellAll({ subscriptions }: State, domain: string, event: string, send: Send): Promise<readonly Answer[]> {
  const told = subscriptions.filter(
    ({ enabled, event_filter: filter }) => enabled && filter.domain === domain && filter.event_types.includes(event),
  );
  const handlers = told.flatMap((each) => each.handlers);
  return Promise.all(handlers.map(({ url, secret = '', use_secret_for_signing: signs = false }) => send({ hookUrl: url, secret }, signs)));
}

function faultIn(
  { event_filter: { domain, event_types: types }, handlers }: Subscription,
  { sendsToPrivate }: ArtifactoryOptions,
): string | undefined {
  const known = KINDS[domain];
  if (known === undefined) return `unknown domain ${domain}`;
  if (types.some((each) => !known.includes(each))) return `unsupported event type for domain ${domain}`;
  const isPrivate = handlers.some(({ url }) => /^(127|10)\.|^192\.168\.|^localhost$/.test(new URL(url).hostname));
  return isPrivate && sendsToPrivate !== true ? 'unable to validate subscription: private networks are not allowed' : undefined;
}

function shape({ handlers, ...rest }: Subscription, { masksSecrets }: ArtifactoryOptions): object {
  return {
    ...rest,
    handlers: handlers.map((each) => (masksSecrets === true && each.secret !== undefined ? { ...each, secret: '******' } : each)),
  };
}

function refused(status: number, message: string, detail?: string): ApiAnswer {
  return { status, body: { errors: [{ code: String(status), message, ...(detail !== undefined && { detail }) }] } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
