// What could be typed next, for the autocomplete of a provider's command: `GET /suggestions/<provider>/<name>`.
//
// The server asks as the person types, keeps what begins with what stands there, and shows nothing else until there is an answer
// (`getDynamicListArgument` in server/channels/app/command_autocomplete.go).

import { askedOf, chooseConnection, type AnswerPorts, type Place } from '../answers/index.ts';
import type { Suggestion } from '../ci/command.ts';
import { toChannelId } from '../ci/ids.ts';
import { asProblem } from '../platform/errors.ts';
import { inTime } from '../platform/in-time.ts';
import { CONNECTION_FLAG, type JoinedCommand } from './joined-command.ts';
import { lex } from './lexer.ts';
import { OWN } from './own-command.ts';

export interface SuggestPorts {
  readonly answers: AnswerPorts;
  /** Undefined for a provider without a command. */
  command(provider: string): JoinedCommand | undefined;
}

/** Go's `model.AutocompleteListItem`, which has no JSON names of its own. */
interface Item {
  readonly Item: string;
  readonly Hint: string;
  readonly HelpText: string;
}

/** Milliseconds; later ones are for the next letter. */
const PATIENCE = 180;
/** Nobody reads more, and each is sent with every letter. */
const MOST = 100;

/** Never rejects. Who asks is told by the server. */
export function createSuggestions(ports: SuggestPorts): (request: Request) => Promise<Response> {
  return async (request) => {
    const userId = request.headers.get('Mattermost-User-Id') ?? '';
    if (userId === '') return Response.json({ code: 'CI_ACTION_SESSION', message: 'Sign in first.' }, { status: 401 });
    const { pathname, searchParams } = new URL(request.url);
    const [, , provider = '', name = ''] = pathname.split('/').map(decoded);
    const joined = ports.command(provider);
    const suggest = joined?.suggestions.get(name);
    if (joined === undefined || suggest === undefined) return Response.json([]);
    const typed = typedIn(searchParams);
    if (typed.over !== undefined) return Response.json([{ Item: typed.over, Hint: '', HelpText: '' }]);
    const place = { userId, channelId: toChannelId(searchParams.get('channel_id') ?? ''), rootId: '' };
    const asking = async (): Promise<readonly Item[]> => {
      const connection = await connectionFor(ports, joined, place, searchParams.get('user_input') ?? '');
      const found = await suggest(await askedOf(ports.answers, place, connection), typed.bare, wordsIn(searchParams.get('parsed') ?? ''));
      const isStranger = found.length === 0 && joined.hasAccounts && !(await ports.answers.hasAccount(userId, connection));
      return isStranger ? [hintOf(joined, typed.whole)] : found.slice(0, MOST).map((each) => itemOf(each, typed.quoted));
    };
    const failed = (error: unknown): readonly Item[] => {
      const { code, message } = asProblem(error);
      if (code.startsWith('CI_ACCOUNT_')) return [hintOf(joined, typed.whole)];
      ports.answers.log.debug('Nothing could be suggested', { provider, code, reason: message });
      return [];
    };
    return Response.json(await inTime(PATIENCE, asking().catch(failed), () => []));
  };
}

async function connectionFor({ answers }: SuggestPorts, { provider, title }: JoinedCommand, { userId }: Place, line: string) {
  const words = wordsIn(line);
  return chooseConnection({
    title,
    connections: answers.connections(provider),
    named: words.find((_word, index) => words[index - 1] === `--${CONNECTION_FLAG}`),
    // What belongs to no CI system has no address.
    any: provider === OWN,
    hasAccount: (each) => answers.hasAccount(userId, each),
  });
}

function wordsIn(line: string): readonly string[] {
  const lexed = lex(line.replace(/^\s*\/\S+/u, ''));
  return lexed.ok ? lexed.words.map(({ text }) => text) : [];
}

/** One who cannot be offered anything is told how to mend it. `typed`: what stands there already, which stays. */
function hintOf({ grammar, title }: JoinedCommand, typed: string): Item {
  return { Item: typed, Hint: `/${grammar.trigger} connect`, HelpText: `Connect your ${title} account to be offered what there is` };
}

interface Typed {
  /**
   * The first word, as it stands there, where a further one follows: the server asks for each word of the line anew, and goes on to the next
   * one only from a word that it is offered (`parseListItems`).
   */
  readonly over: string | undefined;
  /** As it stands there. */
  readonly whole: string;
  readonly bare: string;
  readonly quoted: boolean;
}

/** `user_input` is the whole line, `parsed` what stands before this word. */
function typedIn(query: URLSearchParams): Typed {
  const [line, parsed] = [query.get('user_input') ?? '', query.get('parsed') ?? ''];
  const whole = (line.startsWith(parsed) ? line.slice(parsed.length) : '').trimStart();
  const quoted = /^["“”„]/u.test(whole);
  const [over] = /^(?:"(?:[^"\\]|\\.)*"|[^\s"“”„]\S*)(?=\s)/u.exec(whole) ?? [];
  return { over, whole, quoted, bare: (quoted ? whole.slice(1) : whole).replaceAll(/\\(.)/gu, '$1') };
}

/** With quotes where the word needs them, or where one was typed: the server looks for what begins with that. */
function itemOf({ text, hint = '', help = '' }: Suggestion, quoted: boolean): Item {
  const needed = quoted || text === '' || /[\s\\"'“”„«»‘’]/u.test(text);
  return { Item: needed ? `"${text.replaceAll(/[\\"]/g, '\\$&')}"` : text, Hint: hint, HelpText: help };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
