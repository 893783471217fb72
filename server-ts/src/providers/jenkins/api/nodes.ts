// The machines that Jenkins builds on, and what runs there.

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { amount, part, present, text, textOrNumber, address } from '../../../platform/foreign-json.ts';
import { readAddress, readableName } from '../job-address.ts';
import { read } from './request.ts';

export interface RunningBuild {
  /** Full name as Jenkins has it. */
  readonly job: string;
  readonly number: string;
  /** `city/api/main #14` */
  readonly title: string;
  readonly url?: string;
}

export interface ComputerNode {
  readonly name: string;
  readonly offline: boolean;
  /** Why it is offline; empty when nobody said. */
  readonly reason: string;
  readonly executors: number;
  readonly labels: readonly string[];
  readonly running: readonly RunningBuild[];
}

const executorSchema = z.object({
  currentExecutable: part({ url: address, number: textOrNumber, fullDisplayName: text }).nullish().catch(undefined),
});
const executors = z
  .array(z.unknown())
  .catch([])
  .transform((all) => all.flatMap((each) => executorSchema.safeParse(each).data?.currentExecutable ?? []));
const nodeSchema = z.object({
  displayName: text,
  offline: z.boolean().catch(false),
  offlineCauseReason: text,
  numExecutors: amount,
  assignedLabels: z
    .array(z.object({ name: text }).catch({ name: undefined }))
    .catch([])
    .transform((all) => all.flatMap(({ name }) => name ?? [])),
  executors,
  oneOffExecutors: executors,
});
const setSchema = z.object({ computer: z.array(z.unknown()).catch([]) });
const RUNNING = 'currentExecutable[url,number,fullDisplayName]';
const TREE = `computer[displayName,offline,offlineCauseReason,numExecutors,assignedLabels[name],executors[${RUNNING}],oneOffExecutors[${RUNNING}]]`;

export async function listNodes(reach: Reach): Promise<readonly ComputerNode[]> {
  const told = await read(reach, 'computer', setSchema, { tree: TREE });
  return (told?.computer ?? []).flatMap((each) => {
    const node = nodeSchema.safeParse(each).data;
    if (node === undefined) return [];
    const { displayName = 'unnamed', offline, offlineCauseReason = '', numExecutors = 0, assignedLabels } = node;
    return {
      name: displayName,
      offline,
      reason: offlineCauseReason,
      executors: numExecutors,
      labels: assignedLabels.filter((label) => label !== displayName),
      running: unique([...node.executors, ...node.oneOffExecutors].flatMap(runningOf)),
    };
  });
}

/** A pipeline's executable is the build, or a step of it: both have the build's address. */
function runningOf(told: { readonly url?: string | undefined; readonly fullDisplayName?: string | undefined }): readonly RunningBuild[] {
  const place = readAddress(told.url);
  if (place?.number === undefined) return [];
  return [{ job: place.name, number: place.number, title: `${readableName(place.name)} #${place.number}`, ...present({ url: told.url }) }];
}

function unique(all: readonly RunningBuild[]): readonly RunningBuild[] {
  return [...new Map(all.map((each) => [each.title, each])).values()];
}
