// What was read of files of intents, where every node of the server finds it.
import { createHash } from 'node:crypto';
import type { Api } from '../mattermost/index.ts';

export interface KeptTexts {
  /** Undefined when there is none. */
  load(name: string): Promise<string | undefined>;
  keep(name: string, text: string): Promise<void>;
}

export function createKeptTexts(api: Pick<Api, 'kvGet' | 'kvSet'>): KeptTexts {
  return {
    async load(name) {
      const bytes: Uint8Array | undefined = await api.kvGet(keyOf(name));
      return bytes === undefined || bytes.length === 0 ? undefined : Buffer.from(bytes).toString('utf8');
    },
    keep: (name, text) => api.kvSet(keyOf(name), Buffer.from(text)),
  };
}

/** Keys are short (`KeyValueKeyMaxRunes` of server/public/model/plugin_key_value.go). */
function keyOf(name: string): string {
  return `intent_file_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}
