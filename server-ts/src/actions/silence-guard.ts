// Silences, through the one place that asks whether somebody may and notes what was done.

import type { Origin } from '../audit/index.ts';
import { partsOfKey } from '../ci/ids.ts';
import type { ActionPorts } from './ports.ts';
import type { Asker } from './silencing.ts';

export interface SilenceDeed {
  readonly from: Origin;
  readonly values: Readonly<Record<string, string>>;
}

/** Answers what `work` answers; an empty text means that it only asked back. Throws what it throws, and CI_PERMISSION_DENIED. */
export function guardSilence(
  { guard, provider }: ActionPorts,
  asker: Asker,
  deed: SilenceDeed,
  work: () => Promise<string>,
): Promise<string> {
  const { userId, channelId, key } = asker;
  const [name = ''] = partsOfKey(key) ?? key.split('/');
  // The key is foreign until it was found.
  const act = provider(name)?.silence === undefined ? 'ci.unknown' : `${name}.silence`;
  const told = () => ({ what: key.slice(0, 300), values: deed.values });
  return guard.run({ act, userId, channelId, from: deed.from, told }, work, (text) => text !== '');
}
