// Looks for what people with a screen reader, a keyboard or weak eyes would stumble over.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const violation = z.object({
  id: z.string(),
  impact: z.string().nullish(),
  help: z.string(),
  nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
});
const answer = z.object({ violations: z.array(violation), passes: z.array(z.object({ id: z.string() })) });

export interface Inspection {
  /** A text for each serious or critical finding: the rule, and the elements that break it. */
  readonly findings: readonly string[];
  /** Names of the rules that found something to look at and nothing wrong. */
  readonly passed: readonly string[];
}

/** Inspects what lies inside of the elements that `selector` names. */
export async function inspect(page: Page, selector: string): Promise<Inspection> {
  // Evaluating is not bound to the page's content security policy, which stays as strict as Mattermost's.
  await page.evaluate(axe.source);
  const { violations, passes } = answer.parse(await page.evaluate(`axe.run(${JSON.stringify(selector)}, { resultTypes: ['violations'] })`));
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const findings = grave.map(({ id, help, nodes }) =>
    [`${id}: ${help}`, ...nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary ?? ''}`)].join('\n'),
  );
  return { findings, passed: passes.map(({ id }) => id) };
}
