// What a click on a button or menu of a provider brings back.

import type { Button } from '../ci/command.ts';

/** Where the call is to be made. */
export interface CallOrigin {
  /** Folder name of the provider. */
  readonly provider: string;
  /** Name of the connection. */
  readonly connection: string;
}

/** Nothing in it is trusted. A menu adds `selected_option`: the `choice`. */
export type CallActionContext = CallOrigin & {
  /** Name of one of the provider's calls. */
  readonly call: string;
  readonly args: Readonly<Record<string, string>>;
  /** Asked before the call is made. */
  readonly confirm?: NonNullable<Button['confirm']>;
  /** That it was made here, where no stored post of the bot shows it. */
  readonly proof?: string;
  /** The command that is run again instead of a call, and the form that it asked for, while that is remembered. */
  readonly typed?: string;
  readonly held?: string;
};
