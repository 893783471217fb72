// The plugins that a Jenkins has.

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { compareText } from '../../../ci/order.ts';
import { name, text } from '../../../platform/foreign-json.ts';
import { read } from './request.ts';

const flag = z.boolean().catch(false);
const pluginSchema = z.object({ shortName: name, longName: text, version: text, enabled: flag, active: flag, hasUpdate: flag });
const listSchema = z.object({ plugins: z.array(z.unknown()).catch([]) });

export interface Plugin {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly enabled: boolean;
  /** Enabled, and running since the last start. */
  readonly active: boolean;
  readonly hasUpdate: boolean;
}

/** By name. Needs Overall/SystemRead. Throws what `ask` throws. */
export async function listPlugins(reach: Reach): Promise<readonly Plugin[]> {
  const tree = 'plugins[shortName,longName,version,enabled,active,hasUpdate]';
  const told = await read(reach, 'pluginManager', listSchema, { tree, query: { depth: '1' } });
  return (told?.plugins ?? [])
    .flatMap((each) => pluginSchema.safeParse(each).data ?? [])
    .map(({ shortName, longName = shortName, version = '', ...flags }) => ({ id: shortName, name: longName, version, ...flags }))
    .sort((left, right) => compareText(left.name.toLowerCase(), right.name.toLowerCase()));
}
