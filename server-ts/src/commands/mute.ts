// /ci mute: what a channel does not want to hear of, for a time or until it is taken back.

import { CiError } from '../platform/errors.ts';
import { formatDuration } from '../rendering/duration.ts';
import { escape } from '../rendering/escape.ts';
import type { Mute } from '../routing/rules.ts';
import type { StoredMute } from '../subscriptions/subscription.ts';
import { codeSpan } from '../rendering/code-span.ts';
import { readDuration } from './duration-argument.ts';
import type { Handler } from './handler.ts';
import { readNumber } from './number-argument.ts';
import { LONGEST_PATTERN } from './policy-argument.ts';
import type { CiPorts, CommandContext } from './ports.ts';
import { readProject } from './project-argument.ts';
import type { Reply } from './reply.ts';
import { demand, nameOf } from './subscribe.ts';

const kinds = ['user', 'project', 'branch'] as const;
const MOST_IN_CHANNEL = 200;

export const mute: Handler = async ({ words }, context, ports) => {
  const [first = '', ...rest] = words;
  switch (first.toLowerCase()) {
    case 'list':
      return list(context, ports);
    case 'off':
      return takeBack(rest[0], context, ports);
    default:
      return add(words, context, ports);
  }
};

async function add(words: readonly string[], context: CommandContext, ports: CiPorts): Promise<Reply> {
  await demand(context, ports);
  const { what, pattern, length } = readWish(words, ports);
  const { channelId, userId: creatorId } = context;
  if ((await ports.mutes.inChannel(channelId, ports.now())).length >= MOST_IN_CHANNEL)
    throw new CiError('CI_MUTES_MANY', `This channel has ${MOST_IN_CHANNEL} mutes.`, 'Take some back with `/ci mute off <n>`.');
  const until = length === undefined ? undefined : ports.now() + length;
  const { number } = await ports.mutes.mute({ channelId, creatorId, what, pattern, ...(until !== undefined && { until }) });
  const time = length === undefined ? 'until it is taken back' : `for ${formatDuration(length / 1000)}`;
  return {
    inChannel: true,
    text: `${await nameOf(context, ports)} muted ${what} ${codeSpan(pattern)} in this channel ${time}. \`/ci mute off ${number}\` takes it back.`,
  };
}

interface Wish {
  readonly what: Mute['what'];
  readonly pattern: string;
  /** Milliseconds. */
  readonly length?: number;
}

/** `project platform/api 2h`, or what says itself which it is: `@user`, `platform/api`, `branch:main`, a project's address. */
function readWish(words: readonly string[], ports: CiPorts): Wish {
  const [first = '', ...after] = words;
  const kind = kinds.find((each) => each === first.toLowerCase());
  const { what, pattern, rest } =
    kind === undefined ? { ...guess(first), rest: after } : { what: kind, pattern: after[0] ?? '', rest: after.slice(1) };
  const plain = what === 'user' ? pattern.replace(/^@/, '') : what === 'project' ? pathOf(pattern, ports) : pattern;
  if (plain === '' || plain.length > LONGEST_PATTERN) {
    throw new CiError(
      'CI_COMMAND_VALUE',
      `Which ${what}?`,
      `Write it as /ci mute ${what} <${what}> 2h; a pattern with * and ** may stand there.`,
    );
  }
  const length = readLength(rest);
  return { what, pattern: plain, ...(length !== undefined && { length }) };
}

function guess(word: string): { readonly what: Mute['what']; readonly pattern: string } {
  const spelled = /^(user|project|branch):(.*)$/is.exec(word);
  const what = kinds.find((each) => each === spelled?.[1]?.toLowerCase());
  if (what !== undefined) return { what, pattern: spelled?.[2] ?? '' };
  return { what: !word.startsWith('@') && word.includes('/') ? 'project' : 'user', pattern: word };
}

function pathOf(text: string, ports: CiPorts): string {
  return readProject(
    text,
    ports.connections().map(({ url }) => url),
  ).path;
}

/** Undefined when nothing is said. `for 2h` is taken as `2h`. */
function readLength(words: readonly string[]): number | undefined {
  const said = (words[0]?.toLowerCase() === 'for' ? words.slice(1) : words).join('');
  if (said === '') return undefined;
  const length = readDuration(said);
  if (length !== undefined) return length;
  throw new CiError(
    'CI_COMMAND_DURATION',
    `${words.join(' ').slice(0, 60)} is no length of time.`,
    'Write 30m, 2h, 1d or 1w; a year at most.',
  );
}

async function list({ channelId }: CommandContext, ports: CiPorts): Promise<Reply> {
  const mutes = await ports.mutes.inChannel(channelId, ports.now());
  if (mutes.length === 0) return { text: 'Nothing is muted in this channel.' };
  const names = await ports.people.names([...new Set(mutes.map(({ creatorId }) => creatorId))]);
  const rows = mutes.map(
    (each) => `- **${each.number}** ${describe(each, ports.now())} · by ${escape(names.get(each.creatorId) ?? 'somebody who is gone')}`,
  );
  return { text: ['Muted in this channel:', ...rows, '`/ci mute off <n>` takes one back.'].join('\n') };
}

async function takeBack(text: string | undefined, context: CommandContext, ports: CiPorts): Promise<Reply> {
  await demand(context, ports);
  const number = readNumber(text, 'mute', '/ci mute list');
  const taken = await ports.mutes.unmute(context.channelId, number);
  if (taken === undefined)
    throw new CiError('CI_MUTE_UNKNOWN', `This channel has no mute ${number}.`, '`/ci mute list` lists those there are.');
  return {
    inChannel: true,
    text: `${await nameOf(context, ports)} took back the mute of ${taken.what} ${codeSpan(taken.pattern)} in this channel.`,
  };
}

function describe({ what, pattern, until }: StoredMute, now: number): string {
  const left = until === undefined ? 'until it is taken back' : `for another ${formatDuration(Math.max(60_000, until - now) / 1000)}`;
  return `${what} ${codeSpan(pattern)} · ${left}`;
}
