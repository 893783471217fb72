// The plugin on the server: added where it is missing or older, switched on, and waited for.
import { setTimeout } from 'node:timers/promises';
import { FormData } from 'undici';
import { z } from 'zod';
import { byVersion, type Bundle } from './bundle.ts';
import { pluginId } from './manifest.ts';
import type { Mattermost } from './mattermost.ts';
import { ask, refusal } from './refusal.ts';
import type { Report } from './report.ts';
import { readConfiguration, type Configuration } from './server-state.ts';
import { Stop } from './stop.ts';

const anything = z.unknown();
const info = z.looseObject({ id: z.string(), version: z.string() });
const installed = z.object({ active: z.array(info), inactive: z.array(info) });
const statuses = z.array(z.looseObject({ plugin_id: z.string(), state: z.number(), error: z.string().default('') }));

/** model.PluginStateRunning; the higher ones are those of a plugin that could not start. */
const RUNNING = 2;
/** Milliseconds. */
const TO_START = 30_000;
const TRIES = 4;

export interface InstallOptions {
  /** Also over the same or a newer version. */
  readonly force: boolean;
  /** Ends the upload. */
  readonly signal: AbortSignal;
}

export async function install(server: Mattermost, bundle: Bundle, report: Report, { force, signal }: InstallOptions): Promise<void> {
  const { active, inactive } = await look(server);
  const there = [...active, ...inactive].find(({ id }) => id === pluginId)?.version;
  if (there === bundle.version && !force) return report.fits(`plugin ${there}`);
  if (there !== undefined && byVersion(there, bundle.version) > 0 && !force)
    throw new Stop(
      1,
      `The server has ${pluginId} ${there}, which is newer than ${bundle.version}.`,
      'Give the newer bundle, or say --force to go back.',
    );
  const before = there === undefined ? '' : ` over ${there}`;
  const add = () => report.change(`plugin ${bundle.version} added${before}`, () => upload(server, bundle, signal));
  await withUploads(server, await readConfiguration(server), report, add);
}

async function look(server: Mattermost): Promise<z.output<typeof installed>> {
  return ask(server, 'list the plugins', installed, 'GET', '/api/v4/plugins');
}

async function upload(server: Mattermost, { name, bytes }: Bundle, signal: AbortSignal): Promise<void> {
  const form = new FormData();
  form.append('plugin', new Blob([bytes]), name);
  form.append('force', 'true');
  const answer = await server.ask('POST', '/api/v4/plugins', form, signal);
  if (answer.status < 300) return;
  // It is there, but was not up again in time: it is switched on next.
  const restart = z.looseObject({ id: z.literal('app.plugin.restart.app_error') });
  if (!restart.safeParse(answer.json).success) throw refusal(server, answer, 'add the plugin');
}

/** Uploads are on only meanwhile, where they were off: the server lets the local socket switch them, and nobody else. */
async function withUploads(
  server: Mattermost,
  { PluginSettings: settings }: Configuration,
  report: Report,
  act: () => Promise<unknown>,
): Promise<void> {
  if (settings.RequirePluginSignature)
    throw new Stop(
      1,
      'The server takes only signed plugins.',
      'This bundle is not signed: set PluginSettings.RequirePluginSignature to false.',
    );
  if (settings.EnableUploads) return void (await act());
  if (!server.isLocal)
    throw new Stop(
      1,
      'The server takes no plugin uploads, and lets nobody switch them on over the network.',
      'Run this with --local on the machine of the server; or set PluginSettings.EnableUploads to true in its config.json and back after.',
    );
  const put = (on: boolean) =>
    ask(server, 'switch uploads', anything, 'PUT', '/api/v4/config/patch', { PluginSettings: { EnableUploads: on } });
  await report.change('uploads switched on', () => put(true));
  try {
    await act();
  } finally {
    await report.change('uploads switched off again', () => put(false));
  }
}

export async function enable(server: Mattermost, report: Report): Promise<void> {
  const { active } = await look(server);
  if (active.some(({ id }) => id === pluginId)) return report.fits('plugin switched on');
  await report.change('plugin switched on', () => start(server, report));
}

/**
 * Mattermost waits three seconds for a plugin, which a busy server may not have, and then leaves it off; whoever is switched on already
 * is not started by being switched on.
 */
async function start(server: Mattermost, report: Report): Promise<void> {
  const put = (what: 'enable' | 'disable') => ask(server, `${what} the plugin`, anything, 'POST', `/api/v4/plugins/${pluginId}/${what}`);
  const { PluginStates: states } = (await readConfiguration(server)).PluginSettings;
  for (let left = TRIES; ; left -= 1) {
    if (left < TRIES || states[pluginId]?.Enable === true) await put('disable');
    await put('enable');
    const failure = await waitUntilActive(server);
    if (failure === undefined) return;
    if (left === 1) throw failure;
    report.note(`${failure.message} Once more …`);
  }
}

/** On each node; answers why not. */
async function waitUntilActive(server: Mattermost): Promise<Stop | undefined> {
  const until = Date.now() + TO_START;
  for (;;) {
    const state = await stateOf(server);
    if (state === 'active') return undefined;
    if (state instanceof Stop) return state;
    if (Date.now() > until)
      return new Stop(1, `The plugin is not active within ${TO_START / 1000} s.`, 'See the server log, and /ci doctor.');
    await setTimeout(250);
  }
}

async function stateOf(server: Mattermost): Promise<'active' | 'starting' | Stop> {
  if (server.isLocal) return (await look(server)).active.some(({ id }) => id === pluginId) ? 'active' : 'starting';
  const all = await ask(server, 'read the states of plugins', statuses, 'GET', '/api/v4/plugins/statuses');
  const own = all.filter(({ plugin_id: id }) => id === pluginId);
  const failed = own.find(({ state }) => state > RUNNING);
  if (failed !== undefined)
    return new Stop(
      1,
      `The plugin could not start. ${failed.error}`.trim(),
      'See the server log; for a server on another processor make the bundle with `npm run bundle -- --all`.',
    );
  return own.length > 0 && own.every(({ state }) => state === RUNNING) ? 'active' : 'starting';
}
