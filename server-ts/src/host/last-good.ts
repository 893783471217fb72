// The last `Configuration` that was right, kept encrypted: a node that starts while the present one is wrong goes on with it.
import type { Api } from '../mattermost/index.ts';
import type { Log } from '../platform/log.ts';
import { seal, unseal } from '../platform/seal.ts';

export interface LastGood {
  /** Undefined when none was kept, or none of these keys sealed it. Never rejects. */
  load(keys: readonly Uint8Array[]): Promise<string | undefined>;
  /** Never rejects. */
  keep(key: Uint8Array, yaml: string): Promise<void>;
}

const NAME = 'last_good_configuration';

export function createLastGood(api: Api, log: Log): LastGood {
  return {
    async load(keys) {
      try {
        const sealed: Uint8Array | undefined = await api.kvGet(NAME);
        if (sealed === undefined || sealed.length === 0) return undefined;
        return keys.map((key) => unseal(key, sealed, NAME)).find((text) => text !== undefined);
      } catch (error) {
        log.warn('The last good configuration could not be read', { reason: String(error) });
        return undefined;
      }
    },
    async keep(key, yaml) {
      try {
        await api.kvSet(NAME, seal(key, yaml, NAME));
      } catch (error) {
        log.warn('The configuration could not be kept as the last good one', { reason: String(error) });
      }
    },
  };
}
