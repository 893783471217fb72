// A stand-in SonarQube over real HTTP: its state, tokens and webhooks by its web API, and analyses that are told to those webhooks, signed.
// https://next.sonarqube.com/sonarqube/web_api/api/webhooks, server/sonar-webserver-webapi of https://github.com/SonarSource/sonarqube
import { randomUUID } from 'node:crypto';
import { startApi, type ApiAnswer, type ApiCall } from '../small-api.ts';
import type { Answer } from '../post.ts';
import { sendGate, type Analysis } from './send.ts';

export interface SonarQubeOptions {
  /** As `sonar.web.context`; empty when left out. */
  readonly context?: string;
  /** Whether it sends to its own machine: `sonar.validateWebhooks` is off. Else it does not take such webhooks. */
  readonly sendsToItself?: boolean;
  /** Before 10.1 the list shows secrets, and none of `hasSecret`; and an update without one takes it away. */
  readonly isOld?: boolean;
}

export interface Webhook {
  readonly key: string;
  /** Undefined: of all projects. */
  readonly project: string | undefined;
  name: string;
  url: string;
  secret: string | undefined;
  readonly deliveries: Answer[];
}

export interface SonarQube {
  /** With the context. */
  readonly url: string;
  readonly webhooks: readonly Webhook[];
  readonly calls: readonly string[];
  /** A new token. `administers`: everything, or only that project; nothing when left out. */
  token(administers?: 'all' | { readonly project: string }): string;
  revoke(token: string): void;
  project(key: string): void;
  /** Resolves with the answer of each webhook. */
  analyse(analysis: Analysis): Promise<readonly Answer[]>;
  stop(): Promise<void>;
}

const MOST = 10;
const [SHORTEST, LONGEST] = [16, 200];

type Rights = 'all' | 'none' | { readonly project: string };

interface State extends Pick<SonarQubeOptions, 'sendsToItself' | 'isOld'> {
  readonly context: string;
  readonly webhooks: Webhook[];
  readonly projects: Set<string>;
  readonly tokens: Map<string, Rights>;
}

export async function startSonarQube({ context = '', ...options }: SonarQubeOptions = {}): Promise<SonarQube> {
  const state: State = { ...options, context, webhooks: [], projects: new Set(), tokens: new Map() };
  const api = await startApi((call) => answer(state, call));
  const tell = async (hook: Webhook, analysis: Analysis): Promise<Answer> => {
    const told = await sendGate({ hookUrl: hook.url, secret: hook.secret ?? '' }, { url: `${api.url}${context}`, ...analysis });
    hook.deliveries.push(told);
    return told;
  };
  return {
    url: `${api.url}${context}`,
    webhooks: state.webhooks,
    calls: api.calls,
    token(administers) {
      const made = `squ_${randomUUID().replaceAll('-', '')}`;
      state.tokens.set(made, administers ?? 'none');
      return made;
    },
    revoke: (token) => void state.tokens.delete(token),
    project: (key) => void state.projects.add(key),
    analyse(analysis) {
      const meant = state.webhooks.filter(({ project }) => project === undefined || project === analysis.key);
      return Promise.all(meant.map((hook) => tell(hook, analysis)));
    },
    stop: () => api.stop(),
  };
}

function answer(state: State, call: ApiCall): ApiAnswer {
  const base = `${state.context}/api/`;
  if (!call.path.startsWith(base)) return { status: 404, body: '<title>Not found</title>' };
  const path = call.path.slice(base.length);
  if (path === 'system/status')
    return { status: 200, body: { id: 'stand-in', version: state.isOld === true ? '9.9.4' : '2026.1', status: 'UP' } };
  const rights = rightsOf(state, call);
  if (path === 'authentication/validate') return { status: 200, body: { valid: call.authorization === '' || rights !== undefined } };
  return rights === undefined ? { status: 401 } : answerOfWebhooks(state, call, path, rights);
}

/** A token as the user name of Basic. */
function rightsOf({ tokens }: State, { authorization }: ApiCall): Rights | undefined {
  const [name = ''] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  return tokens.get(name);
}

function answerOfWebhooks(state: State, { method, query, body }: ApiCall, path: string, rights: Rights): ApiAnswer {
  const form = new URLSearchParams(body);
  const known = state.webhooks.find(({ key }) => key === (form.get('webhook') ?? query.get('webhook')));
  const project = known?.project ?? form.get('project') ?? query.get('project') ?? undefined;
  if (project !== undefined && !state.projects.has(project)) return failed(404, `Project '${project}' not found`);
  const administers = rights === 'all' || (rights !== 'none' && rights.project === project);
  if (!administers) return failed(403, 'Insufficient privileges');
  const shown = state.webhooks.filter((each) => each.project === project);
  if (path === 'webhooks/list') return { status: 200, body: { webhooks: shown.map((each) => shape(each, state)) } };
  if (path === 'webhooks/deliveries') return deliveriesOf(known);
  if (method !== 'POST' || !['webhooks/create', 'webhooks/update'].includes(path)) return failed(404, `Unknown url : ${path}`);
  const wrong = faultIn(form, state);
  if (wrong !== undefined) return failed(400, wrong);
  if (path === 'webhooks/update') return update(state, form, known);
  const whose =
    project === undefined ? 'Maximum number of global webhooks reached' : `Maximum number of webhook reached for project '${project}'`;
  return shown.length >= MOST ? failed(400, whose) : create(state, form, project);
}

function create({ webhooks }: State, form: URLSearchParams, project: string | undefined): ApiAnswer {
  const made = { key: randomUUID(), project, deliveries: [], ...partsOf(form) };
  webhooks.push(made);
  return { status: 200, body: { webhook: { key: made.key, name: made.name, url: made.url } } };
}

function update({ isOld }: State, form: URLSearchParams, known: Webhook | undefined): ApiAnswer {
  if (known === undefined) return failed(404, `No webhook with key '${form.get('webhook') ?? ''}'`);
  const { secret, ...rest } = partsOf(form);
  Object.assign(known, rest, { secret: secret ?? (isOld === true ? undefined : known.secret) });
  return { status: 204 };
}

function partsOf(form: URLSearchParams): Pick<Webhook, 'name' | 'url' | 'secret'> {
  return { name: form.get('name') ?? '', url: form.get('url') ?? '', secret: form.get('secret') ?? undefined };
}

function faultIn(form: URLSearchParams, { sendsToItself }: State): string | undefined {
  const { name, url, secret } = partsOf(form);
  if (name === '') return "The 'name' parameter is missing";
  if (!URL.canParse(url)) return `Url parameter with value '${url}' is not a valid url`;
  if (secret !== undefined && secret.length < SHORTEST)
    return `'secret' length (${secret.length}) is shorter than the minimum authorized (${SHORTEST})`;
  if (secret !== undefined && secret.length > LONGEST)
    return `'secret' length (${secret.length}) is longer than the maximum authorized (${LONGEST})`;
  const isLocal = /^(127\.|localhost$|0\.0\.0\.0$)/.test(new URL(url).hostname);
  return isLocal && sendsToItself !== true ? 'Invalid URL: loopback and wildcard addresses are not allowed for webhooks.' : undefined;
}

function shape({ key, name, url, secret }: Webhook, { isOld }: State): object {
  return { key, name, url, ...(isOld === true ? secret !== undefined && { secret } : { hasSecret: secret !== undefined }) };
}

function deliveriesOf(hook: Webhook | undefined): ApiAnswer {
  if (hook === undefined) return failed(404, 'No such webhook');
  const deliveries = hook.deliveries.toReversed().map(({ status }) => ({
    id: randomUUID(),
    success: status >= 200 && status < 300,
    ...(status !== 0 && { httpStatus: status }),
    durationMs: 7,
  }));
  return { status: 200, body: { paging: { pageIndex: 1, pageSize: 10, total: deliveries.length }, deliveries } };
}

function failed(status: number, msg: string): ApiAnswer {
  return { status, body: { errors: [{ msg }] } };
}
