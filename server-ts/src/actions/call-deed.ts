// What a button, menu or form does, as permissions and the audit know it.

import { maskNamed, MASK, type Deed } from '../answers/index.ts';
import type { Origin } from '../audit/index.ts';
import type { Call } from '../ci/command.ts';
import type { JoinedCommand } from '../commands/index.ts';
import type { ElementMap } from '../rendering/dialog.ts';
import type { CallClick } from './call-click.ts';

type Fields = Readonly<Record<string, string>>;

/** Of a call that nobody named, its own name tells what it does. */
export function deedOfCall(joined: Pick<JoinedCommand, 'acts' | 'calls' | 'grammar'>, call: Call, from: Origin, fields: Fields = {}): Deed {
  const { acts, calls, grammar } = joined;
  // What is not known may be called anything.
  const nameOf = (name: string): string => acts.get(name)?.name ?? `${grammar.trigger}.${calls.has(name) ? name : 'unknown'}`;
  const act = nameOf(call.name);
  const { title, ...args } = call.args;
  return {
    act,
    from,
    values: { ...mapValues(args, maskNamed), ...fields },
    ...(title !== undefined && { what: title }),
    // The same call again asks nothing back that was not answered: only another one does.
    does: (name) => name !== call.name && nameOf(name) === act,
  };
}

/** The sidebar shows no post; a card in the web app sends its clicks itself, too. */
export function originOf({ direct, postId }: Pick<CallClick, 'direct' | 'postId'>): Origin {
  return direct && postId === '' ? 'sidebar' : 'button';
}

/** What was filled in, without what is secret or long. */
export function hideFields({ hidden }: ElementMap, fields: Fields): Fields {
  return mapValues(fields, (name, value) => (hidden === undefined || hidden.includes(name) ? MASK : maskNamed(name, value)));
}

function mapValues(values: Fields, change: (name: string, value: string) => string): Fields {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(name, value)]));
}
