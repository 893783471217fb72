// A provider's slash command: from the text that was typed to the task that answers it.

import { askedOf, chooseConnection, type Answering, type AnswerPorts, type Place } from '../answers/index.ts';
import { actOfVerb } from '../ci/act.ts';
import { verbAt } from '../ci/grammar.ts';
import { escape } from '../rendering/escape.ts';
import type { ManualAddress } from '../manual/index.ts';
import { helpText } from './help.ts';
import { CONNECTION_FLAG, type JoinedCommand } from './joined-command.ts';
import { parse, type Parsed } from './parse.ts';
import { withCommandPage } from './read-more.ts';
import { fitReply } from './reply.ts';
import { deedOfTyped } from './typed-deed.ts';

export type RunProviderCommand = (joined: JoinedCommand, typed: string, place: Place) => Promise<void>;

/** Ends when there is an answer or the person was told that it takes longer. Never rejects. */
export function createProviderCommand(answering: Answering, ports: AnswerPorts, manual: ManualAddress): RunProviderCommand {
  return async (joined, typed, place) => {
    const parsed = parse(joined.grammar, typed);
    const text = parsed.kind === 'help' ? helpText(joined.grammar, parsed.path) : refusalOf(joined, parsed);
    if (text !== undefined || parsed.kind !== 'run') {
      const { trigger } = joined.grammar;
      const { text: message, ...below } = withCommandPage(fitReply({ text: text ?? '' }), manual, trigger);
      return answering.reply(place, `/${trigger} help`, async () => ({ ...below, message }));
    }
    return runVerb({ answering, ports, joined, typed, place }, parsed);
  };
}

interface Running {
  readonly answering: Answering;
  readonly ports: AnswerPorts;
  readonly joined: JoinedCommand;
  readonly typed: string;
  readonly place: Place;
}

type Run = Extract<Parsed, { kind: 'run' }>;

async function runVerb({ answering, ports, joined, typed, place }: Running, { path, values, words, flags }: Run): Promise<void> {
  const answer = joined.answers.get(path.join(' ')) ?? joined.answers.get(path[0] ?? '');
  const { provider, title, grammar, hasAccounts } = joined;
  if (answer === undefined) return answering.reply(place, 'help', async () => ({ message: helpText(grammar, path.slice(0, 1)) }));
  const named = flags.get(CONNECTION_FLAG);
  await answering.answer({
    place,
    what: path.join(' '),
    provider,
    connectTo: hasAccounts ? title : undefined,
    deed: deedOfTyped(actOfVerb(grammar, path), verbAt(grammar, path), { values, words, flags }, joined.acts),
    async prepare() {
      const connection = await chooseConnection({
        title,
        connections: ports.connections(provider),
        named: typeof named === 'string' ? named : undefined,
        address: joined.addressIn({ values, words }),
        any: verbAt(grammar, path)?.everywhere === true,
        unaddressed: joined.unaddressed.has(path.join(' ')),
        hasAccount: (each) => ports.hasAccount(place.userId, each),
      });
      return askedOf(ports, place, connection);
    },
    perform: (asked) => answer({ ...asked, values, words, flags }),
    made: ({ connection: { name } }) => ({ kind: 'typed', provider, connection: name, typed }),
  });
}

function refusalOf({ grammar }: JoinedCommand, parsed: Parsed): string | undefined {
  if (parsed.kind !== 'refused') {
    if (parsed.kind === 'run' && parsed.path[0] === 'help')
      return helpText(
        grammar,
        parsed.words.map((word) => word.toLowerCase()),
      );
    return undefined;
  }
  const { meant, message, path } = parsed;
  const help =
    meant === true ? ` \`/${[grammar.trigger, 'help', ...path].join(' ')}\` lists all there are.` : `\n\n${helpText(grammar, path)}`;
  return `${escape(message)}${help}`;
}
