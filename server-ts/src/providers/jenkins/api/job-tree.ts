// All jobs and folders that somebody may see, in one request.

import { setImmediate as breathe } from 'node:timers/promises';
import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { parseJson, tidy } from '../../../platform/foreign-json.ts';
import { brokenAnswer } from './problems.ts';
import { ask } from './request.ts';

export interface KnownItem {
  /** Full name as Jenkins has it: `folder/asgard/feature%2Fsearch`. */
  readonly name: string;
  readonly kind: 'job' | 'folder';
  /** Only where it is another than the last part of the name as people read it. */
  readonly title?: string;
}

/** Folders in folders in folders … */
const DEEPEST = 8;
const MOST = 20_000;
/** Items that are read before others have their turn. */
const PORTION = 1_000;
/** Bytes: 20,000 jobs with long names. */
const LIMIT = 8 * 1024 * 1024;

/** Without what Jenkins would have to load builds for. */
const tree = (depth: number): string => `jobs[name,displayName${depth === 0 ? '' : `,${tree(depth - 1)}`}]`;
const TREE = tree(DEEPEST);

const itemSchema = z.object({
  name: z.string().min(1),
  displayName: z.string().optional().catch(undefined),
  jobs: z.array(z.unknown()).optional().catch(undefined),
});
const rootSchema = z.object({ jobs: z.array(z.unknown()).catch([]) });

/** Folders before what is in them. */
export async function listItems(reach: Reach): Promise<readonly KnownItem[]> {
  const answer = await ask(reach, 'api/json', { tree: TREE, limit: LIMIT });
  const root = answer.cut ? undefined : rootSchema.safeParse(parseJson(Buffer.from(answer.text))).data;
  if (root === undefined) throw brokenAnswer(answer, reach);
  const items: KnownItem[] = [];
  await collect(root.jobs, '', items);
  return items;
}

async function collect(told: readonly unknown[], above: string, items: KnownItem[]): Promise<void> {
  for (const each of told) {
    if (items.length >= MOST) return;
    if (items.length % PORTION === PORTION - 1) await breathe();
    const item = itemSchema.safeParse(each).data;
    if (item === undefined) continue;
    const name = above + item.name;
    const last = readable(item.name);
    const title = tidy(item.displayName ?? '', 200);
    items.push({ name, kind: item.jobs === undefined ? 'job' : 'folder', ...(title !== '' && title !== last && { title }) });
    if (item.jobs !== undefined) await collect(item.jobs, `${name}/`, items);
  }
}

function readable(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
