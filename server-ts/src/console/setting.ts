// The settings of one line, for the System Console: checked while they are typed, and the secret of webhooks shown to whoever enters it elsewhere.

import { paths, type SettingVerdict, type WebhookSecret } from '@ci-command-center/contract';
import { Hono } from 'hono';
import * as z from 'zod';
import type { CiError } from '../platform/errors.ts';
import { refuse } from '../sidebar/session.ts';
import { asAdministrator, type IsAdministrator } from './administrator.ts';

export interface SettingPorts {
  readonly isAdministrator: IsAdministrator;
  /** What would be wrong with it once it is saved. */
  check(key: string, text: string): Promise<CiError | undefined>;
  webhookSecret(): Promise<string>;
}

/** Letters: certificates of an authority are the longest. */
const LONGEST = 500_000;

const question = z.object({ key: z.string().max(100), text: z.string().max(LONGEST) });

/** Below the plugin's address. */
export function createSettings({ isAdministrator, check, webhookSecret }: SettingPorts): Hono {
  const app = new Hono();
  app.post(
    paths.settingCheck,
    asAdministrator(isAdministrator, async (context) => {
      const asked = question.safeParse(await context.req.json().catch(() => undefined));
      if (!asked.success) return context.json(refuse('CI_API_SETTING', 'Send {"key": "…", "text": "…"}.'), 400);
      const problem = await check(asked.data.key, asked.data.text.trim());
      const verdict: SettingVerdict = problem === undefined ? {} : { problem: viewOf(problem) };
      return context.json(verdict);
    }),
  );
  app.get(
    paths.webhookSecret,
    asAdministrator(isAdministrator, async (context) => {
      const answer: WebhookSecret = { secret: await webhookSecret() };
      return context.json(answer, 200, { 'Cache-Control': 'no-store' });
    }),
  );
  return app;
}

function viewOf({ code, message, remedy }: CiError): NonNullable<SettingVerdict['problem']> {
  return { code, message, remedy };
}
