// Names of what the setup's buttons and forms do, and what that is for permissions and the audit.

import type { CallAct } from '../ci/act.ts';
import type { Button, Call } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';

/** Looks at it, and moves in it. */
const look: CallAct = { name: 'setup.look' };
const act = (name: string): CallAct => ({ name: `setup.${name}`, changes: 'administer' });

export const setupActs = {
  'setup-start': look,
  'setup-go': look,
  'setup-skip': look,
  'setup-check': look,
  'setup-doctor': look,
  'setup-finish': look,
  'setup-take-over': act('hand-over'),
  'setup-hand-over': act('hand-over'),
  'setup-handed-over': act('hand-over'),
  'setup-channels': act('channels'),
  'setup-channels-filled': act('channels'),
  'setup-connection': act('connection'),
  'setup-connection-filled': act('connection'),
  'setup-way': act('sender'),
  'setup-way-filled': act('sender'),
  'setup-announcement': act('announce'),
  'setup-announced': act('announce'),
} as const satisfies Readonly<Record<string, CallAct>>;

export type SetupCall = keyof typeof setupActs;

export function callTo(name: SetupCall, args: Readonly<Record<string, string>> = {}): Call {
  return { name, args };
}

export function buttonTo(label: string, name: SetupCall, args: Readonly<Record<string, string>> = {}): Button {
  return { label, call: callTo(name, args) };
}

/** As arguments of a call. */
export function argsOf({ provider, name }: Pick<Connection, 'provider' | 'name'>): Readonly<Record<string, string>> {
  return { provider, connection: name };
}
