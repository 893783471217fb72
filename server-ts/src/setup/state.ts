// What the setup remembers besides what can be seen: whose it is, where its post stands, what was passed over.

import * as z from 'zod';

export interface SetupState {
  /** The administrators were told that it is there. */
  readonly greeted?: true;
  /** User id of the administrator who sets up. */
  readonly holder?: string;
  /** Their post about it. */
  readonly post?: { readonly channel: string; readonly id: string };
  /** Names of steps that were passed over. */
  readonly skipped: readonly string[];
  /** What the post shows, where somebody chose it: a step, or `step/connection`. */
  readonly at?: string;
  /** Milliseconds since 1970. */
  readonly announced?: number;
  readonly finished?: number;
}

export const fresh: SetupState = { skipped: [] };

const schema = z.object({
  greeted: z.literal(true).exactOptional(),
  holder: z.string().exactOptional(),
  post: z.object({ channel: z.string(), id: z.string() }).exactOptional(),
  skipped: z.array(z.string()).catch([]),
  at: z.string().exactOptional(),
  announced: z.number().exactOptional(),
  finished: z.number().exactOptional(),
});

/** What an older or newer version wrote and is not understood counts as nothing. */
export function readState(text: string): SetupState {
  if (text === '') return fresh;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return fresh;
  }
}

/** Kept for all nodes. */
export interface SetupMemory {
  load(): Promise<SetupState>;
  /** Answers the state as it is afterwards. `edit` may be asked several times, as another node may be faster; undefined leaves it as it is. */
  change(edit: (state: SetupState) => SetupState | undefined): Promise<{ readonly state: SetupState; readonly changed: boolean }>;
}
