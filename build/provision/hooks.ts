// CI systems told to send here: each wish is a way of `/ci setup`, with the connection's own token instead of a person's account.
import { setTimeout } from 'node:timers/promises';
import type { Reach } from '../../server-ts/src/ci/account.ts';
import type { Connection } from '../../server-ts/src/ci/connection.ts';
import type { SetupAsked, SetupGuide, SetupWay } from '../../server-ts/src/ci/setup.ts';
import type { Config } from '../../server-ts/src/config/index.ts';
import { asProblem, CiError } from '../../server-ts/src/platform/errors.ts';
import type { HttpPool } from '../../server-ts/src/platform/http-pool.ts';
import { providers } from '../../server-ts/src/providers/registry.ts';
import type { HookWish } from './description.ts';
import { pluginId } from './manifest.ts';
import { plain } from './plain.ts';
import type { Report } from './report.ts';
import { Stop } from './stop.ts';

/** A wish that can be granted. */
export interface Hooking {
  readonly wish: HookWish;
  readonly connection: Connection;
  readonly secret: string;
  readonly way: SetupWay;
  readonly fields: Readonly<Record<string, string>>;
}

/** Throws Stop when one cannot be granted with the settings that are given. */
export function checkHooks(wishes: readonly HookWish[], config: Config): readonly Hooking[] {
  return wishes.map((wish) => {
    const { provider, connection: name } = wish;
    const guide = providers.find((each) => each.name === provider)?.setup;
    const known = providers.filter(({ setup }) => setup !== undefined).map((each) => each.name);
    if (guide === undefined) throw unknown(`hooks: provider ${provider}`, known);
    const connection = config.connections.find((each) => each.provider === provider && each.name === name);
    if (connection === undefined) throw unknown(`hooks: connection ${name} of ${provider}`, namesOf(config, provider));
    const secret = connection.webhookSecrets.at(-1);
    if (secret === undefined)
      throw new Stop(
        2,
        `hooks: ${provider} is to be given the webhook secret, which is not among the settings of this file.`,
        name === 'default'
          ? 'Give WebhookSecret as {env: NAME} or {file: path}; `openssl rand -hex 24` makes one.'
          : 'Give the connection its `webhookSecret`.',
      );
    const way = findWay(guide, wish);
    return { wish, connection, secret, way, fields: fieldsFor(way, wish) };
  });
}

function findWay({ ways }: SetupGuide, { provider, way }: HookWish): SetupWay {
  const found = ways.find(({ name }) => name === way);
  if (found === undefined)
    throw unknown(
      `hooks: way ${way} of ${provider}`,
      ways.map(({ name }) => name),
    );
  return found;
}

/** What is not given is as the form has it. */
function fieldsFor({ name, fields = [] }: SetupWay, { provider, with: given }: HookWish): Record<string, string> {
  const stranger = Object.keys(given).find((key) => !fields.some((field) => field.name === key));
  if (stranger !== undefined)
    throw unknown(
      `hooks: ${provider}, ${name}: with.${stranger}`,
      fields.map((field) => field.name),
    );
  const missing = fields.find((field) => field.optional !== true && given[field.name] === undefined);
  if (missing !== undefined)
    throw new Stop(2, `hooks: ${provider}, ${name}: with.${missing.name} is missing.`, `Give it: ${missing.label}.`);
  return Object.fromEntries(fields.map((field) => [field.name, given[field.name] ?? ('value' in field ? String(field.value ?? '') : '')]));
}

function unknown(what: string, known: readonly string[]): Stop {
  return new Stop(2, `${what} is not known.`, known.length === 0 ? 'There is none.' : `There are: ${known.join(', ')}.`);
}

function namesOf({ connections }: Config, provider: string): readonly string[] {
  return connections.filter((each) => each.provider === provider).map(({ name }) => name);
}

export interface HookPorts {
  /** Of Mattermost, without a slash at its end. */
  readonly siteUrl: string;
  readonly http: HttpPool;
  readonly report: Report;
  /** New projects shall get it, too. */
  keep(connection: Connection): Promise<void>;
}

/**
 * One CI system that refuses keeps no other one waiting: each is told of, and at the end Stop is thrown. Repeated, nothing is made twice: the ways
 * see to that.
 */
export async function grantAll(hooks: readonly Hooking[], ports: HookPorts, signal: AbortSignal): Promise<void> {
  const refused: string[] = [];
  for (const hook of hooks) {
    signal.throwIfAborted();
    const what = describe(hook);
    await grant(hook, what, ports).catch((error: unknown) => {
      const { message, remedy } = error instanceof Stop ? error : asProblem(error);
      refused.push(what);
      ports.report.note(`${what}: ${message} ${remedy}`);
    });
  }
  if (refused.length > 0)
    throw new Stop(1, `${refused.length} of ${hooks.length} webhooks could not be made.`, 'Run it again when that is mended.');
}

async function grant({ connection, secret, way, fields }: Hooking, what: string, ports: HookPorts): Promise<void> {
  const { report } = ports;
  const { provider, name } = connection;
  if (report.isDry) return void (await report.change(`${what}: made, or given the secret`, async () => undefined));
  const url = `${ports.siteUrl}/plugins/${pluginId}/webhooks/${provider}${name === 'default' ? '' : `/${name}`}`;
  const later = { keeps: false };
  const place = asked(connection, { url, secret }, fields, ports, (keeps) => (later.keeps = keeps));
  const { text, pastes = [], faults = {} } = await patiently(() => way.run(place));
  const [fault] = Object.values(faults);
  if (fault !== undefined) throw new CiError('CI_PROVISION_FIELD', fault, 'Change it in the file.');
  report.done(`${what}: ${plain(text)}`);
  // Not before: the plugin makes them, too, and two at once would make them twice.
  if (later.keeps) await ports.keep(connection);
  if (pastes.length > 0) report.note(`${what}: there is something to paste, which holds the secret; /ci setup shows it to you alone`);
}

function describe({ wish: { way, with: given }, connection: { provider, name } }: Hooking): string {
  const said = [way, ...Object.entries(given).map(([key, value]) => `${key} ${value}`)].join(', ');
  return `webhook of ${provider}${name === 'default' ? '' : ` (${name})`}, ${said}`;
}

function asked(
  connection: Connection,
  hook: SetupAsked['hook'],
  fields: Hooking['fields'],
  { http, report }: HookPorts,
  onKeep: (keeps: boolean) => void,
): SetupAsked {
  const { token, username } = connection;
  const own = (): Reach | undefined =>
    token === undefined
      ? undefined
      : { connection, http: http.of(connection), credentials: { token, ...(username !== undefined && { username }) } };
  return {
    connection,
    hook,
    redirects: [],
    fields,
    own,
    async as() {
      const reach = own();
      if (reach === undefined)
        throw new CiError(
          'CI_PROVISION_NO_TOKEN',
          `The connection has no token.`,
          `Give one: ${connection.provider} must let it manage webhooks.`,
        );
      return reach;
    },
    keepHooks: async (keeps) => onKeep(keeps),
    progress: (text) => report.note(plain(text)),
  };
}

/** Milliseconds between tries of a CI system that has just been started along with Mattermost. */
const PAUSES = [2000, 5000, 10_000];
const PASSING = new Set(['CI_HTTP_REFUSED', 'CI_HTTP_TIMEOUT', 'CI_HTTP_BROKEN']);

async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof CiError && PASSING.has(error.code))) throw error;
      await setTimeout(pause);
    }
  }
  return act();
}
