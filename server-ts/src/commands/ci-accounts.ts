// The accounts of /ci: connect and disconnect are the verbs of the CI system that is meant; whoami tells of all of them.

import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';
import { hasLinks, markdownOf, plainOf } from '../rendering/words.ts';
import type { Handler } from './handler.ts';
import type { JoinedCommand } from './joined-command.ts';

/** `/ci connect jenkins …`: the verb, the CI system unless a flag or nothing stands there, and the rest as it was typed. */
const FORM = /^\s*\/\S+\s+(connect|disconnect)(?=\s|$)(?:\s+([^\s\-—"“][^\s]*))?(.*)$/isu;

export interface Redirected {
  readonly joined: JoinedCommand;
  /** As if it had been typed for that command. */
  readonly typed: string;
}

/** Undefined where the command is about something else, or asks for help; a CiError when it cannot be told which CI system is meant. */
export function redirectToProvider(typed: string, all: readonly JoinedCommand[]): Redirected | CiError | undefined {
  const [found, verb, name, rest = ''] = FORM.exec(typed) ?? [];
  if (found === undefined || verb === undefined || /^(help|\?)$/i.test(name ?? '')) return undefined;
  const some = all.filter(({ hasAccounts }) => hasAccounts);
  const joined = name === undefined ? onlyOne(some, verb) : named(some, name);
  return joined instanceof CiError ? joined : { joined, typed: `/${joined.grammar.trigger} ${verb.toLowerCase()}${rest}` };
}

function onlyOne(some: readonly JoinedCommand[], verb: string): JoinedCommand | CiError {
  const [only, ...others] = some;
  if (only === undefined) return nobodysAccounts();
  if (others.length === 0) return only;
  const ways = some.map(({ provider }) => `\`/ci ${verb.toLowerCase()} ${provider}\``).join(', ');
  return new CiError('CI_COMMAND_PROVIDER', 'There are several CI systems.', `Say which: ${ways}.`);
}

/** What was typed is not repeated: it may be a token. */
function named(some: readonly JoinedCommand[], name: string): JoinedCommand | CiError {
  const found = some.find(({ provider, title }) => [provider, title.toLowerCase()].includes(name.toLowerCase()));
  if (found !== undefined) return found;
  if (some.length === 0) return nobodysAccounts();
  const names = some.map(({ provider }) => provider);
  const meant = nearest(name.toLowerCase(), names);
  const remedy = meant === undefined ? `There are: ${names.join(', ')}.` : `Did you mean ${meant}?`;
  return new CiError('CI_COMMAND_PROVIDER', 'There is no CI system of this name to connect to.', remedy);
}

/** For where nothing is left to say but that. */
export const refuseAccounts: Handler = async () => {
  throw nobodysAccounts();
};

export const whoAmI: Handler = async (_typed, { userId }, ports) => {
  const words = await ports.whoAmI(userId);
  const text = markdownOf(words);
  return hasLinks(words) ? { text: '', attachments: [{ fallback: plainOf(words).slice(0, 200), text }] } : { text };
};

function nobodysAccounts(): CiError {
  return new CiError('CI_COMMAND_PROVIDER', 'No CI system here takes people’s accounts.', 'Ask a system administrator to set one up.');
}
