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

export async function startSonarQube(options: SonarQubeOptions = {}): Promise<SonarQube> {
  const { context = '' } = options;
  const webhooks: Webhook[] = [];
  const projects = new Set<string>();
  const tokens = new Map<string, 'all' | 'none' | { readonly project: string }>();
  const may = ({ authorization }: ApiCall): ReturnType<typeof tokens.get> => {
    const [name = ''] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
      .toString()
      .split(':');
    return tokens.get(name);
  };
  const api = await startApi((call) => {
    const path = call.path.startsWith(`${context}/api/`) ? call.path.slice(`${context}/api/`.length) : undefined;
    if (path === undefined) return { status: 404, body: '<title>Not found</title>' };
    if (path === 'system/status')
      return { status: 200, body: { id: 'stand-in', version: options.isOld === true ? '9.9.4' : '2026.1', status: 'UP' } };
    const rights = may(call);
    if (path === 'authentication/validate') return { status: 200, body: { valid: call.authorization === '' || rights !== undefined } };
    if (rights === undefined) return { status: 401 };
    const form = new URLSearchParams(call.body);
    const known = webhooks.find(({ key }) => key === (form.get('webhook') ?? call.query.get('webhook')));
    const project = known?.project ?? form.get('project') ?? call.query.get('project') ?? undefined;
    if (project !== undefined && !projects.has(project)) return failed(404, `Project '${project}' not found`);
    if (rights !== 'all' && (project === undefined || rights === 'none' || rights.project !== project))
      return failed(403, 'Insufficient privileges');
    const shown = webhooks.filter((each) => each.project === project);
    if (path === 'webhooks/list') return { status: 200, body: { webhooks: shown.map((each) => shape(each, options)) } };
    if (path === 'webhooks/deliveries') return deliveriesOf(known);
    if (call.method !== 'POST' || !['webhooks/create', 'webhooks/update'].includes(path)) return failed(404, `Unknown url : ${call.path}`);
    const wrong = faultIn(form, options);
    if (wrong !== undefined) return failed(400, wrong);
    return path === 'webhooks/create' ? create(form, project, shown.length) : update(form, known);
  });

  function create(form: URLSearchParams, project: string | undefined, count: number): ApiAnswer {
    if (count >= MOST)
      return failed(
        400,
        project === undefined ? 'Maximum number of global webhooks reached' : `Maximum number of webhook reached for project '${project}'`,
      );
    const made = { key: randomUUID(), project, deliveries: [], ...partsOf(form) };
    webhooks.push(made);
    return { status: 200, body: { webhook: { key: made.key, name: made.name, url: made.url } } };
  }

  function update(form: URLSearchParams, known: Webhook | undefined): ApiAnswer {
    if (known === undefined) return failed(404, `No webhook with key '${form.get('webhook') ?? ''}'`);
    const { secret, ...rest } = partsOf(form);
    Object.assign(known, rest, { secret: secret ?? (options.isOld === true ? undefined : known.secret) });
    return { status: 204 };
  }

  return {
    url: `${api.url}${context}`,
    webhooks,
    calls: api.calls,
    token(administers) {
      const made = `squ_${randomUUID().replaceAll('-', '')}`;
      tokens.set(made, administers ?? 'none');
      return made;
    },
    revoke: (token) => void tokens.delete(token),
    project: (key) => void projects.add(key),
    analyse: (analysis) =>
      Promise.all(
        webhooks
          .filter(({ project }) => project === undefined || project === analysis.key)
          .map(async (hook) => {
            const answer = await sendGate({ hookUrl: hook.url, secret: hook.secret ?? '' }, { url: `${api.url}${context}`, ...analysis });
            hook.deliveries.push(answer);
            return answer;
          }),
      ),
    stop: () => api.stop(),
  };
}

function partsOf(form: URLSearchParams): Pick<Webhook, 'name' | 'url' | 'secret'> {
  return { name: form.get('name') ?? '', url: form.get('url') ?? '', secret: form.get('secret') ?? undefined };
}

function faultIn(form: URLSearchParams, { sendsToItself }: SonarQubeOptions): string | undefined {
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

function shape({ key, name, url, secret }: Webhook, { isOld }: SonarQubeOptions): object {
  return { key, name, url, ...(isOld === true ? secret !== undefined && { secret } : { hasSecret: secret !== undefined }) };
}

function deliveriesOf(hook: Webhook | undefined): ApiAnswer {
  if (hook === undefined) return failed(404, 'No such webhook');
  const deliveries = hook.deliveries
    .toReversed()
    .map(({ status }) => ({
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
