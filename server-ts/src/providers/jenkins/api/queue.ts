// Jenkins' queue: what waits and why, what became of it, and how it is taken out.

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { amount, part, present, text, textOrNumber } from '../../../platform/foreign-json.ts';
import { readAddress, readableName } from '../job-address.ts';
import { ask, read } from './request.ts';

export interface QueueItem {
  readonly id: string;
  /** Full name of the job; empty for what is none: a step of a pipeline that waits for a node. */
  readonly job: string;
  readonly title: string;
  readonly why: string;
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly stuck: boolean;
  readonly cancelled: boolean;
  /** The build that it became. */
  readonly build?: string;
}

const itemSchema = z.object({
  id: textOrNumber,
  why: text,
  cancelled: z.boolean().catch(false),
  stuck: z.boolean().catch(false),
  inQueueSince: amount,
  task: part({ name: text, url: text, fullDisplayName: text }),
  executable: z.object({ number: textOrNumber, url: text }).nullish().catch(undefined),
});
const queueSchema = z.object({ items: z.array(z.unknown()).catch([]) });
const FIELDS = 'id,why,cancelled,stuck,inQueueSince,task[name,url,fullDisplayName],executable[number,url]';

/** Undefined five minutes after it left: Jenkins forgets it. `timeout` in milliseconds. */
export async function readQueueItem(id: string, reach: Reach, timeout?: number): Promise<QueueItem | undefined> {
  const request = { tree: FIELDS, ...(timeout !== undefined && { timeout }) };
  const told = await read(reach, `queue/item/${encodeURIComponent(id)}`, itemSchema, request);
  return told === undefined ? undefined : itemOf({ ...told, id: told.id ?? id });
}

export async function listQueue(reach: Reach): Promise<readonly QueueItem[]> {
  const told = await read(reach, 'queue', queueSchema, { tree: `items[${FIELDS}]` });
  return (told?.items ?? []).flatMap((each) => {
    const item = itemSchema.safeParse(each).data;
    return item?.id === undefined ? [] : itemOf({ ...item, id: item.id });
  });
}

/** Nothing happens when it has left already: Jenkins answers 204, newer ones 422. */
export async function cancelQueueItem(id: string, reach: Reach): Promise<void> {
  await ask(reach, 'queue/cancelItem', { method: 'POST', query: { id } });
}

function itemOf(told: z.infer<typeof itemSchema> & { readonly id: string }): QueueItem {
  const { id, why = '', stuck, cancelled, task, executable, inQueueSince } = told;
  const job = readAddress(task?.url)?.name ?? '';
  return {
    id,
    job,
    title: job === '' ? (task?.fullDisplayName ?? task?.name ?? `item ${id}`) : readableName(job),
    why,
    stuck,
    cancelled,
    ...present({ since: inQueueSince, build: executable?.number }),
  };
}
