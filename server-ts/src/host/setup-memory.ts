// Where the setup's memory is kept: one entry of the plugin's key-value store, changed by one node at a time.
import type { Api } from '../mattermost/index.ts';
import { readState, type SetupMemory, type SetupState } from '../setup/state.ts';

const KEY = 'setup';
/** Others who change it at the same time are few. */
const TRIES = 10;

export function createSetupMemory(api: Pick<Api, 'kvGet' | 'kvSetWithOptions'>): SetupMemory {
  const stored = async (): Promise<Uint8Array | undefined> => {
    const found: Uint8Array | undefined = await api.kvGet(KEY);
    return found === undefined || found.length === 0 ? undefined : found;
  };
  return {
    load: async () => read(await stored()),
    async change(edit) {
      for (let left = TRIES; left > 0; left -= 1) {
        const before = await stored();
        const state = read(before);
        const wanted = edit(state);
        if (wanted === undefined) return { state, changed: false };
        const value = new TextEncoder().encode(JSON.stringify(wanted));
        const done = await api.kvSetWithOptions(KEY, value, { Atomic: true, ...(before !== undefined && { OldValue: before }) });
        if (done) return { state: wanted, changed: true };
      }
      throw new Error('The state of the setup is changed by others all the time.');
    },
  };
}

function read(bytes: Uint8Array | undefined): SetupState {
  return readState(new TextDecoder().decode(bytes ?? new Uint8Array()));
}
