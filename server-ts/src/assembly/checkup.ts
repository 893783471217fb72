// The check-up, joined: each connection as its provider looks at it, Mattermost, the database, and deliveries that were turned away.
import root from '../../../package.json' with { type: 'json' };
import manifest from '../../../plugin.json' with { type: 'json' };
import { createCheckup, isLocal, lookAt, resolve, type CheckUp } from '../checkup/index.ts';
import { wrong, right, type CheckFinding } from '../ci/check.ts';
import type { Connection } from '../ci/connection.ts';
import { lookAtBot, lookAtChannels, lookAtMattermost } from '../host/checkup-server.ts';
import { lookAtCommands } from '../host/command-owners.ts';
import { systemClock } from '../platform/clock.ts';
import { currentHttp } from '../platform/http-pool.ts';
import { createProxyChoice, proxiesIn } from '../platform/proxy-choice.ts';
import { noteOfEarlier } from '../moving/index.ts';
import { providers } from '../providers/registry.ts';
import { surveyPorts } from './moving.ts';
import { providerOf, type Parts } from './parts.ts';
import { redirectAddresses, webhookAddress } from './surroundings.ts';

/** Milliseconds for one connection. */
const WITHIN = 8_000;

export function createCheckups(parts: Parts): CheckUp {
  const { api, botId, configuration, refusals, site, storage } = parts;
  const triggers = (): readonly string[] => {
    const { withoutCommand } = configuration.now();
    return ['ci', ...providers.flatMap(({ name, command }) => (command === undefined || withoutCommand.has(name) ? [] : [name]))];
  };
  return createCheckup({
    connections: () =>
      configuration.now().connections.map((connection) => ({
        provider: connection.provider,
        name: connection.name,
        look: async () => [...(await lookAtConnection(parts, connection)), ...refusals.of(connection)],
      })),
    around: [
      () =>
        lookAtMattermost(api, {
          siteUrl: site.now(),
          plugin: root.version,
          runtime: `Node ${process.versions.node}`,
          oldest: manifest.min_server_version,
        }),
      async () => [lookAtStorage(parts), ...lookAtKeys(configuration.now().encryptionKeys.length)],
      () => lookAtCommands(api, triggers(), manifest.id),
      () => lookAtBot(api, botId),
      async () =>
        storage.state().kind === 'up'
          ? lookAtChannels(
              api,
              botId,
              (await storage.subscriptions.all()).map(({ channelId }) => channelId),
            )
          : [],
      async () => (storage.state().kind === 'up' ? noteOfEarlier(surveyPorts(parts)) : []),
    ],
  });
}

function lookAtStorage({ storage }: Parts): CheckFinding {
  const state = storage.state();
  if (state.kind === 'up') return right('CI_CHECK_DATABASE', 'database in use');
  if (state.kind === 'down') return wrong(state.problem.code, state.problem.message, state.problem.remedy);
  return wrong('CI_STORAGE_STARTING', 'The database is not ready yet.', 'Try again in a moment.');
}

/** What is wrong with them is a problem of the settings, which is told as that. */
function lookAtKeys(count: number): readonly CheckFinding[] {
  if (count === 0) return [];
  return [right('CI_CHECK_KEYS', count === 1 ? 'encryption key in order' : `${count} encryption keys in order, the first in use`)];
}

/** As /ci doctor does; nothing without an address. */
export async function lookAtConnection(parts: Parts, connection: Connection): Promise<readonly CheckFinding[]> {
  const { provider, name, token, username, url } = connection;
  if (url === '') return [];
  const [heard, projects, localHook] = await Promise.all([
    parts.storage.deliveries.lastOf(provider, name).catch(() => undefined),
    projectsOf(parts, connection).catch(() => []),
    localAddressOf(parts.site.now()),
  ]);
  const secret = connection.webhookSecrets.at(-1);
  const subject = {
    connection,
    http: currentHttp(parts.http.now, connection),
    ...(token !== undefined && token !== '' && { credentials: { token, ...(username !== undefined && { username }) } }),
    ...(parts.site.now() !== '' && secret !== undefined && { hook: { url: webhookAddress(parts, connection), secret } }),
    ...(localHook !== undefined && { localHook }),
    heard: heard !== undefined,
    redirects: redirectAddresses(parts, provider),
    projects,
    now: systemClock(),
  };
  const proxy = createProxyChoice(proxiesIn(process.env))(new URL(url));
  return await lookAt(subject, { check: providerOf(provider)?.check, proxy, within: WITHIN, now: systemClock });
}

/** Those that are subscribed by name, each once. */
async function projectsOf({ storage }: Parts, { provider, name }: Connection): Promise<readonly string[]> {
  const all = await storage.subscriptions.all();
  const meant = all.filter((each) => each.provider === provider && (each.place?.connection ?? each.connection ?? 'default') === name);
  return [
    ...new Set(
      meant.flatMap(({ project, place, stopped }) =>
        /[*?]/.test(project) || place?.kind === 'group' || stopped !== undefined ? [] : [project],
      ),
    ),
  ];
}

/** To which Mattermost's own name leads, as far as is seen from here. */
async function localAddressOf(site: string): Promise<string | undefined> {
  if (site === '') return undefined;
  return (await resolve(new URL(site).hostname)).find(isLocal);
}
