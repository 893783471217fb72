// What a click or a submitted dialog brings back, proved to be made here for this person where no post of ours proves it.
//
// Whoever may make posts with buttons, or dialogs (webhooks, custom commands, other plugins), could otherwise let people do what they do
// not mean, behind a button that says something else.

import type { Call } from '../ci/command.ts';
import type { PostAction } from '../rendering/actions.ts';
import type { CallOrigin } from '../rendering/call-context.ts';
import type { ElementMap } from '../rendering/dialog.ts';

export type Made = CallOrigin &
  (
    | { readonly kind: 'call'; readonly call: Call }
    /** The command is run again as it was typed. */
    | { readonly kind: 'typed'; readonly typed: string }
  );

/** `state` of a dialog of ours, as JSON. */
export interface DialogState extends CallOrigin {
  readonly call: string;
  readonly args: Readonly<Record<string, string>>;
  readonly map: ElementMap;
  /** The form, while it is remembered. */
  readonly held: string;
  readonly proof: string;
}

/** The same for the same thing, whatever way it came back. */
export function textOfMade(made: Made): string {
  const { provider, connection } = made;
  if (made.kind === 'typed') return JSON.stringify(['typed', provider, connection, made.typed]);
  const { name, args } = made.call;
  const pairs = Object.entries(args).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(['call', provider, connection, name, pairs]);
}

/** The same actions with a proof each, for posts that are stored nowhere. */
export function provenActions(actions: readonly PostAction[], prove: (made: string) => string): readonly PostAction[] {
  return actions.map((action) => {
    const { context, url } = action.integration;
    if (!('call' in context)) return action;
    const { provider, connection, call, args } = context;
    const proof = prove(textOfMade({ kind: 'call', provider, connection, call: { name: call, args } }));
    return { ...action, integration: { url, context: { ...context, proof } } };
  });
}
