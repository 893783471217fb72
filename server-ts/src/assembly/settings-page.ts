// What the plugin's page in the System Console asks, joined.
import { Hono } from 'hono';
import manifest from '../../../plugin.json' with { type: 'json' };
import type { CiPorts } from '../commands/index.ts';
import { checkConfiguration, checkSetting } from '../config/index.ts';
import { createCheckupApi, createConfigurationCheck, createSavedText, createSettings, createStatus } from '../console/index.ts';
import { namedTeam } from '../delivery/index.ts';
import { orMissing } from '../host/missing.ts';
import { readSetting } from '../host/settings.ts';
import { CiError } from '../platform/errors.ts';
import { known } from './configuration.ts';
import type { Parts } from './parts.ts';

export function createSettingsPage({ api }: Pick<Parts, 'api'>, ci: CiPorts): Hono {
  const { isAdministrator } = ci.people;
  const teams = { teamByName: (name: string) => orMissing(api.getTeamByName(name)) };
  const web = new Hono();
  web.route('/', createConfigurationCheck({ isAdministrator, check: (text) => checkConfiguration(text, known) }));
  web.route('/', createSavedText({ isAdministrator, saved: () => readSetting(api, manifest.id, 'Configuration') }));
  web.route('/', createStatus(ci));
  web.route('/', createCheckupApi({ isAdministrator, checkUp: ci.checkUp }));
  web.route(
    '/',
    createSettings({
      isAdministrator,
      async check(key, text) {
        if (key.toLowerCase() !== 'team' || text === '') return checkSetting(key, text, known);
        return problemIn(() => namedTeam(teams, text));
      },
      webhookSecret: () => readSetting(api, manifest.id, 'WebhookSecret'),
    }),
  );
  return web;
}

async function problemIn(look: () => Promise<unknown>): Promise<CiError | undefined> {
  try {
    await look();
    return undefined;
  } catch (error) {
    if (error instanceof CiError) return error;
    throw error;
  }
}
