// The live look at all connections and what is around them, for the System Console. Each question looks anew.

import { paths, type CheckupView } from '@ci-command-center/contract';
import { Hono } from 'hono';
import type { CheckUp } from '../checkup/index.ts';
import { asAdministrator, type IsAdministrator } from './administrator.ts';

export interface CheckupPorts {
  readonly isAdministrator: IsAdministrator;
  readonly checkUp: CheckUp;
}

/** Below the plugin's address. */
export function createCheckupApi({ isAdministrator, checkUp }: CheckupPorts): Hono {
  const app = new Hono();
  app.get(
    paths.checkup,
    asAdministrator(isAdministrator, async (context) => {
      const view: CheckupView = await checkUp();
      return context.json(view, 200, { 'Cache-Control': 'no-store' });
    }),
  );
  return app;
}
