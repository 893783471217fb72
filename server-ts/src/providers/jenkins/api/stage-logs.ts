// The log of one stage of a pipeline, put together of what its steps wrote.
// https://github.com/jenkinsci/pipeline-stage-view-plugin/blob/master/rest-api/README.md: the end of each step's log, as HTML

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { LogPart } from '../../../ci/follow.ts';
import { safeLength } from '../../../ci/log-part.ts';
import { name, text, textOrNumber } from '../../../platform/foreign-json.ts';
import { buildPath, type BuildPlace } from './build-path.ts';
import { readPath } from './request.ts';

const MOST_STEPS = 40;

const list = z.array(z.unknown()).catch([]);
const nodeSchema = z.object({ id: textOrNumber, name, status: text });
const runSchema = z.object({ stages: list });
const stageSchema = z.object({ stageFlowNodes: list });
const logSchema = z.object({ text: z.string().max(1_000_000).optional().catch(undefined), hasMore: z.boolean().catch(false) });

/** `stage`: the identity or the name of a stage. Undefined where there is no such stage, or nothing that knows of stages. */
export async function stageLog(place: BuildPlace, stage: string, start: number, reach: Reach): Promise<LogPart | undefined> {
  const run = await readPath(reach, `${buildPath(place)}/wfapi/describe`, runSchema);
  const stages = (run?.stages ?? []).flatMap((each) => nodeSchema.safeParse(each).data ?? []);
  const found = stages.find(({ id }) => id === stage) ?? stages.findLast((each) => each.name === stage);
  if (found?.id === undefined) return undefined;
  const whole = await stepsOf(place, found.id, reach);
  const more = found.status === 'IN_PROGRESS' || found.status === 'PAUSED_PENDING_INPUT';
  const rest = whole.slice(start);
  const part = more ? rest.slice(0, safeLength(rest)) : rest;
  return { text: part, next: start + part.length, more };
}

async function stepsOf(place: BuildPlace, id: string, reach: Reach): Promise<string> {
  const node = (step: string): string => `${buildPath(place)}/execution/node/${encodeURIComponent(step)}/wfapi`;
  const stage = await readPath(reach, `${node(id)}/describe`, stageSchema);
  const steps = (stage?.stageFlowNodes ?? []).flatMap((each) => nodeSchema.safeParse(each).data ?? []).slice(0, MOST_STEPS);
  const texts: string[] = [];
  for (const step of steps) {
    const log = step.id === undefined ? undefined : await readPath(reach, `${node(step.id)}/log`, logSchema);
    if (log?.text !== undefined) texts.push(`${log.hasMore ? '[…]\n' : ''}${plain(log.text)}`);
  }
  // The last one may still be written.
  return texts.map((each, index) => (each === '' || each.endsWith('\n') || index === texts.length - 1 ? each : `${each}\n`)).join('');
}

function plain(html: string): string {
  return html
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#039;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('\r\n', '\n');
}
