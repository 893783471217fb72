// A provider's own command, joined with what is the same everywhere: the verbs about accounts, help, about, and which CI system is meant.

import { actOfCall, type Act, type CallAct } from '../ci/act.ts';
import type { AnswerCall, AnswerVerb, ProviderCommand, Suggest } from '../ci/command.ts';
import type { Flag, Grammar, Verb } from '../ci/grammar.ts';
import { code, say } from '../ci/words.ts';

/** Verbs that are the same everywhere, as those about accounts, which identity/ makes. */
export interface AccountVerbs {
  readonly verbs: readonly Verb[];
  readonly answers: Readonly<Record<string, AnswerVerb>>;
  readonly calls: Readonly<Record<string, AnswerCall>>;
  readonly acts: Readonly<Record<string, CallAct>>;
}

export interface JoinedCommand {
  /** Folder name of the provider. */
  readonly provider: string;
  /** As people write it. */
  readonly title: string;
  readonly grammar: Grammar;
  readonly answers: ReadonlyMap<string, AnswerVerb>;
  readonly calls: ReadonlyMap<string, AnswerCall>;
  /** What each call does. */
  readonly acts: ReadonlyMap<string, Act>;
  readonly suggestions: ReadonlyMap<string, Suggest>;
  readonly addressIn: ProviderCommand['addressIn'];
  /** Names of the verbs that need no address. */
  readonly unaddressed: ReadonlySet<string>;
  /** People can link accounts. */
  readonly hasAccounts: boolean;
}

export interface Joining {
  readonly provider: string;
  readonly title: string;
  readonly command: ProviderCommand;
  readonly accounts: AccountVerbs | undefined;
  /** The verbs about what the person is told and what waits for them, as personal/ makes them. */
  readonly personal?: AccountVerbs | undefined;
  readonly version: string;
}

export const CONNECTION_FLAG = 'connection';

const connectionFlag: Flag = { name: CONNECTION_FLAG, help: 'Name of the CI system, where there are several', value: 'name' };

export function joinCommand({ provider, title, command, accounts, personal, version }: Joining): JoinedCommand {
  const own = [...(accounts?.verbs ?? []), ...command.grammar.verbs, ...(personal?.verbs ?? [])].map((verb) =>
    withAddresses(provider, withConnection(verb)),
  );
  const acts: Readonly<Record<string, CallAct>> = { ...accounts?.acts, ...personal?.acts, ...command.acts };
  const about: Verb = { name: 'about', summary: 'Version of this plugin' };
  const explained = [...own, about];
  const help: Verb = {
    name: 'help',
    summary: 'What the commands do',
    parameters: [{ name: 'verb', required: false, help: 'The command to explain', choices: explained.map(({ name }) => name) }],
  };
  const showAbout: AnswerVerb = async () => ({
    text: say`CI Command Center ${version}, for ${title} and other CI systems. ${code(`/${command.grammar.trigger} help`)} lists what it can do.`,
  });
  const grammar: Grammar = { ...command.grammar, verbs: [...explained, help] };
  return {
    provider,
    title,
    grammar,
    answers: new Map(Object.entries({ ...accounts?.answers, ...personal?.answers, ...command.verbs, about: showAbout })),
    calls: new Map(Object.entries({ ...accounts?.calls, ...personal?.calls, ...command.calls })),
    acts: new Map(Object.entries(acts).map(([name, act]) => [name, actOfCall(grammar, act)])),
    suggestions: new Map(Object.entries(command.suggestions())),
    addressIn: command.addressIn,
    unaddressed: new Set(command.unaddressed),
    hasAccounts: accounts !== undefined,
  };
}

/** Every verb takes it; those below, too. */
function withConnection(verb: Verb): Verb {
  if (verb.verbs !== undefined) return { ...verb, verbs: verb.verbs.map(withConnection) };
  const { flags = [] } = verb;
  return flags.some(({ name }) => name === CONNECTION_FLAG) ? verb : { ...verb, flags: [...flags, connectionFlag] };
}

/** Where the server asks for suggestions: relative to the plugin's own address (`UpdateRelativeURLsForPluginCommands`). */
function withAddresses(provider: string, { parameters, verbs, ...verb }: Verb): Verb {
  const addressed = parameters?.map(({ suggestions, ...parameter }) =>
    suggestions === undefined ? parameter : { ...parameter, suggestions: `suggestions/${provider}/${encodeURIComponent(suggestions)}` },
  );
  return {
    ...verb,
    ...(addressed !== undefined && { parameters: addressed }),
    ...(verbs !== undefined && { verbs: verbs.map((below) => withAddresses(provider, below)) }),
  };
}
