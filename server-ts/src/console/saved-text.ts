// The configuration as it is saved, for the editor in the System Console: Mattermost masks it there, since it may hold secrets.

import { paths, type ConfigurationText } from '@ci-command-center/contract';
import { Hono } from 'hono';
import { asAdministrator, type IsAdministrator } from './administrator.ts';

export interface SavedTextPorts {
  readonly isAdministrator: IsAdministrator;
  /** As it was written, right or wrong. */
  saved(): Promise<string>;
}

/** Below the plugin's address. */
export function createSavedText({ isAdministrator, saved }: SavedTextPorts): Hono {
  const app = new Hono();
  app.get(
    paths.configuration,
    asAdministrator(isAdministrator, async (context) => {
      const answer: ConfigurationText = { text: await saved() };
      return context.json(answer, 200, { 'Cache-Control': 'no-store' });
    }),
  );
  return app;
}
