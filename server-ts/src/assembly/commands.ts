// The slash commands, joined: /ci and those that providers bring, each with its verbs about accounts; registered as the settings say.
import root from '../../../package.json' with { type: 'json' };
import { createAnswering, type Answering, type AnswerPorts, type Place, type Reply } from '../answers/index.ts';
import { toChannelId } from '../ci/ids.ts';
import {
  ciGrammar,
  createProviderCommand,
  deedOfCi,
  isOwnVerb,
  joinCommand,
  joinOwnCommand,
  offerConnections,
  OWN,
  redirectToProvider,
  runCiCommand,
  secretVerbs,
  withProviders,
  type CiPorts,
  type JoinedCommand,
  type OwnVerbs,
  type RunProviderCommand,
} from '../commands/index.ts';
import { createRegistrar } from '../host/commands.ts';
import type { CommandArgs } from '../mattermost/index.ts';
import { meterAnswering } from '../metrics/index.ts';
import { systemClock } from '../platform/clock.ts';
import { providers } from '../providers/registry.ts';
import type { Identity } from './accounts.ts';
import { answerPorts } from './answer-ports.ts';
import type { RunFollowing } from './follow.ts';
import type { Parts } from './parts.ts';
import { personalCommandOf } from './personal.ts';

export interface Commands {
  /** What the verbs of /ci are made of, for who asks without typing. */
  readonly ci: CiPorts;
  readonly answers: AnswerPorts;
  readonly answering: Answering;
  /** Of a provider, also while its slash command is switched off; of the own verbs under the name `OWN`. */
  commandOf(provider: string): JoinedCommand | undefined;
  readonly runTyped: RunProviderCommand;
  /** Registers what the settings want, and takes away what they do not. Rejects when the server does not take a command. */
  register(): Promise<void>;
  /** Ends when there is an answer, or when the person was told that it takes longer. Never rejects. */
  execute(typed: string, place: Place): Promise<void>;
  /** Those that may hold a secret, as they are typed, without the slash. */
  privateCommands(): readonly string[];
  stop(): Promise<void>;
}

export function createCommands(
  parts: Parts,
  identity: Identity,
  following: RunFollowing,
  others: Omit<CiPorts, 'otherCommands'>,
  ownVerbs: readonly OwnVerbs[],
): Commands {
  const joined = joinAll(parts, identity);
  const own = joinOwnCommand(ownVerbs);
  const answers = answerPorts(parts, identity, following);
  const commandOf: Commands['commandOf'] = (provider) => (provider === OWN ? own : joined.find((each) => each.provider === provider));
  const answering = meterAnswering(createAnswering(answers), parts.metering.meters, { own: ciGrammar, of: commandOf });
  const runTyped = createProviderCommand(answering, answers, others.manual);
  const register = createRegistrar(parts.api);
  const names = providers.map(({ name }) => name);
  const connectable = joined.filter(({ hasAccounts }) => hasAccounts).map(({ provider }) => provider);
  const grammar = withProviders(ciGrammar, names, connectable);
  const wanted = (): readonly JoinedCommand[] => {
    const { withoutCommand } = parts.configuration.now();
    return joined.filter(({ provider }) => !withoutCommand.has(provider));
  };
  const ci: CiPorts = { ...others, otherCommands: () => wanted().map((each) => each.grammar) };
  return {
    ci,
    answers,
    answering,
    runTyped,
    commandOf,
    register() {
      const { connections } = parts.configuration.now();
      const namesOf = (provider?: string): readonly string[] =>
        connections.filter((each) => provider === undefined || (each.provider === provider && each.url !== '')).map(({ name }) => name);
      return register([
        offerConnections(grammar, namesOf()),
        ...wanted().map((each) => offerConnections(each.grammar, namesOf(each.provider))),
      ]);
    },
    privateCommands: () => wanted().flatMap((each) => secretVerbs(each.grammar).map((verb) => `${each.grammar.trigger} ${verb}`)),
    async execute(typed, place) {
      const trigger = /^\s*\/(\S+)/u.exec(typed)?.[1]?.toLowerCase();
      const command = joined.find((each) => each.grammar.trigger === trigger);
      if (command !== undefined) return runTyped(command, typed, place);
      if (isOwnVerb(own, typed)) return runTyped(own, typed, place);
      const meant = redirectToProvider(typed, joined);
      if (meant !== undefined && 'joined' in meant) return runTyped(meant.joined, meant.typed, place);
      const reply = async (): Promise<Reply> => {
        if (meant !== undefined) throw meant;
        const { text, ...said } = await runCiCommand(typed, place, ci);
        return { ...said, message: text };
      };
      await answering.reply(place, whatOf(typed), reply, deedOfCi(typed));
    },
    stop: answering.stop,
  };
}

/** For the log: the verb, and nothing else that was typed. */
function whatOf(command: string): string {
  const word = /^\s*\/\S+\s+(\S+)/u.exec(command)?.[1]?.toLowerCase();
  return ciGrammar.verbs.find(({ name }) => name === word)?.name ?? 'help';
}

function joinAll(parts: Parts, identity: Identity): readonly JoinedCommand[] {
  return providers.flatMap((provider) => {
    const { name, title, command } = provider;
    if (command === undefined) return [];
    return [
      joinCommand({
        provider: name,
        title,
        command,
        accounts: identity.commandOf(provider),
        personal: personalCommandOf(parts, identity, provider),
        version: root.version,
      }),
    ];
  });
}

export function placeOf({ user_id: userId, channel_id: channelId, root_id: rootId, trigger_id: id }: CommandArgs, address: string): Place {
  return { userId, channelId: toChannelId(channelId), rootId, address, ...(id !== '' && { trigger: { id, at: systemClock() } }) };
}
