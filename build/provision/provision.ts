// Provisioning from what was typed to the last line: all is read and checked first, then done in order, each step only where it is needed.
import { dirname } from 'node:path';
import { createHttpPool } from '../../server-ts/src/platform/http-pool.ts';
import { proxiesIn } from '../../server-ts/src/platform/proxy-choice.ts';
import { readArguments, usage, type Arguments } from './arguments.ts';
import { readBundle, type Bundle } from './bundle.ts';
import { readDescription, type Description } from './description.ts';
import { fetchValue, type Surroundings } from './given.ts';
import { tellHealth } from './health.ts';
import { checkHooks, grantAll, type Hooking } from './hooks.ts';
import { keepHooks } from './keep-hooks.ts';
import { reachMattermost, type Mattermost, type Way } from './mattermost.ts';
import { enable, install } from './plugin.ts';
import { createReport, type Report } from './report.ts';
import { findOrMakeChannel, findOrMakeTeam } from './rooms.ts';
import { meet, readConfiguration } from './server-state.ts';
import { checkSettings, fetchSettings, writeSettings, type GivenSettings } from './settings.ts';
import { Stop } from './stop.ts';

type Environment = Surroundings['env'];

/** All that was given, read and checked: nothing was done yet. */
interface Plan {
  readonly way: Way;
  readonly bundle: Bundle;
  readonly force: boolean;
  readonly team: Description['team'];
  readonly channels: readonly string[];
  readonly settings: GivenSettings;
  readonly hooks: readonly Hooking[];
}

async function readPlan(given: Arguments, env: Environment): Promise<Plan> {
  const description = await readDescription(given.file, given.flags);
  const around: Surroundings = { folder: given.file === undefined ? given.folder : dirname(given.file), env };
  const settings = withTeam(await fetchSettings(description.settings, around), description.team);
  const config = checkSettings(settings);
  const { team } = config;
  return {
    way: await wayTo(given, description, around),
    bundle: await readBundle(description.bundle, around.folder),
    force: given.force,
    team: description.team ?? (team === '' ? undefined : { name: team }),
    channels: Object.values(config.channels),
    settings,
    hooks: checkHooks(description.hooks, config),
  };
}

/** Said once is enough. */
function withTeam(settings: GivenSettings, team: Description['team']): GivenSettings {
  const named = settings.get('Team');
  if (team !== undefined && named !== undefined && named !== team.name)
    throw new Stop(2, `The team is ${team.name}, and the setting Team says ${String(named)}.`, 'Say one of them.');
  return team === undefined ? settings : new Map([...settings, ['Team', team.name]]);
}

async function wayTo({ socket }: Arguments, { server, token, ca }: Description, around: Surroundings): Promise<Way> {
  const authority = ca === undefined ? '' : await fetchValue(ca, 'ca', around);
  if (socket !== undefined) return { token: '', socket, ca: '' };
  const url = server ?? around.env['MM_SITEURL'] ?? '';
  if (url === '')
    throw new Stop(2, 'Nobody said which Mattermost.', 'Write `server:` into the file, set MM_SITEURL, or say --local on its own machine.');
  const shown = await fetchValue(token ?? { env: 'MM_TOKEN' }, 'token', around);
  return { url: url.replace(/\/+$/u, ''), token: shown, socket: '', ca: authority };
}

/** The order matters: settings are written when the server knows what they are, and before the plugin first starts. */
async function carryOut(plan: Plan, server: Mattermost, report: Report, signal: AbortSignal): Promise<void> {
  const { bundle, force, team, channels, settings, hooks } = plan;
  await meet(server, report);
  if (team !== undefined) {
    const id = await findOrMakeTeam(server, team, report);
    for (const channel of channels) await findOrMakeChannel(server, id, channel, report);
  }
  signal.throwIfAborted();
  await install(server, bundle, report, { force, signal });
  await writeSettings(server, settings, report);
  signal.throwIfAborted();
  await enable(server, report);
  if (!report.isDry) await tellHealth(server, report, signal);
  await hookAll(hooks, server, report, signal);
}

async function hookAll(hooks: readonly Hooking[], server: Mattermost, report: Report, signal: AbortSignal): Promise<void> {
  if (hooks.length === 0) return;
  const siteUrl = (await readConfiguration(server)).ServiceSettings.SiteURL.replace(/\/+$/u, '');
  if (siteUrl === '')
    throw new Stop(1, 'Mattermost does not know its own address.', 'Set ServiceSettings.SiteURL: webhooks are sent there.');
  const http = createHttpPool({ proxies: proxiesIn(process.env) });
  try {
    await grantAll(hooks, { siteUrl, http, report, keep: keepHooks(server, report) }, signal);
  } finally {
    await http.close();
  }
}

/** `write` is given each line. Throws Stop with what to do; when `signal` ends it, too: then uploads are as they were. */
export async function provision(
  args: readonly string[],
  env: Environment,
  write: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const started = Date.now();
  const given = readArguments(args, env);
  if (given.help) return write(usage);
  const made = await readPlan(given, env);
  const report = createReport(given.isDry, write);
  const server = reachMattermost(made.way);
  try {
    await carryOut(made, server, report, signal);
  } finally {
    await server.close();
  }
  const count = `${report.changes()} ${report.changes() === 1 ? 'change' : 'changes'}`;
  write(`${given.isDry ? `Nothing was done; ${count} would be.` : `Done: ${count}.`} ${Math.round((Date.now() - started) / 1000)} s`);
}
