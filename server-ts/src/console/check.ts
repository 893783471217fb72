// Checks a configuration before it is saved, for the editor in the System Console. Nothing is kept of what is asked.

import { paths, type ConfigurationVerdict, type FaultView } from '@ci-command-center/contract';
import { Hono } from 'hono';
import * as z from 'zod';
import type { ConfigurationFault } from '../config/index.ts';
import { refuse } from '../sidebar/session.ts';
import { asAdministrator, type IsAdministrator } from './administrator.ts';

export interface CheckPorts {
  readonly isAdministrator: IsAdministrator;
  /** By line; none when it is right. */
  check(text: string): readonly ConfigurationFault[];
}

/** A text of thousands of faults would be an answer of megabytes. */
const MOST_FAULTS = 100;
/** Letters: far above what people write, and checked in a moment. */
const LONGEST = 500_000;

const question = z.object({ text: z.string().max(LONGEST) });

/** Below the plugin's address. */
export function createConfigurationCheck({ isAdministrator, check }: CheckPorts): Hono {
  const app = new Hono();
  app.post(
    paths.configurationCheck,
    asAdministrator(isAdministrator, async (context) => {
      const asked = question.safeParse(await context.req.json().catch(() => undefined));
      if (!asked.success) return context.json(refuse('CI_API_CONFIGURATION', `Send {"text": "…"} of at most ${LONGEST} letters.`), 400);
      const faults = check(asSaved(asked.data.text)).toSorted((left, right) => left.spot.line - right.spot.line);
      const verdict: ConfigurationVerdict = { faults: faults.slice(0, MOST_FAULTS).map(viewOf), total: faults.length };
      return context.json(verdict);
    }),
  );
  return app;
}

/** What is around a text is not read when it is saved; its lines are still counted as they are seen. */
function asSaved(text: string): string {
  return text.trimEnd().replace(/^\s+/, (space) => space.replaceAll(/[^\n]/g, ''));
}

function viewOf({ code, spot, what, remedy }: ConfigurationFault): FaultView {
  return { ...spot, code, message: what, remedy };
}
