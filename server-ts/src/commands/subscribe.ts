// /ci subscribe, /ci subscriptions, /ci unsubscribe: what a channel is told of.

import { CiError } from '../platform/errors.ts';
import { formatAge } from '../rendering/duration.ts';
import { escape } from '../rendering/escape.ts';
import { compileGlob } from '../routing/glob.ts';
import { describeSubscription } from '../subscriptions/describe.ts';
import type { Heard, StoredSubscription } from '../subscriptions/subscription.ts';
import { codeSpan } from '../rendering/code-span.ts';
import type { Handler } from './handler.ts';
import { readNumber } from './number-argument.ts';
import { readBranches, readEvents, readLabels, readNotify, readThread, USUAL_EVENTS } from './policy-argument.ts';
import type { CiPorts, CommandContext } from './ports.ts';
import { readTarget, type Target } from './target-argument.ts';

const MOST_IN_CHANNEL = 200;

export const subscribe: Handler = async ({ values, flags }, context, ports) => {
  await demand(context, ports);
  const target = readTarget(
    { provider: values.get('provider') ?? '', project: values.get('project') ?? '', connection: textOf(flags.get('connection')) },
    ports.connections(),
  );
  await demandSpace(target, context, ports);
  const { channelId, userId: creatorId } = context;
  const wish = { channelId, creatorId, provider: target.provider, project: target.project, createdAt: ports.now() };
  const { subscription, made } = await ports.subscriptions.subscribe({
    ...wish,
    ...(target.connection !== undefined && { connection: target.connection }),
    ...readPolicies(flags, target),
  });
  const [who, step] = await Promise.all([nameOf(context, ports), firstStep(subscription, target, ports)]);
  const done = made ? `${who} subscribed this channel` : `${who} changed subscription ${subscription.number} of this channel`;
  const lines = [`${done}: ${describeSubscription(subscription, target.title)}.`, `\`/ci unsubscribe ${subscription.number}\` ends it.`];
  return { inChannel: true, text: [lines.join(' '), ...step].join('\n') };
};

/** A limit for what a channel can overlook; a change of one there is passes. */
async function demandSpace({ provider, project, connection }: Target, { channelId }: CommandContext, ports: CiPorts): Promise<void> {
  const known = await ports.subscriptions.inChannel(channelId);
  const isSame = (each: StoredSubscription): boolean =>
    each.provider === provider && each.connection === connection && each.project.toLowerCase() === project.toLowerCase();
  if (known.length < MOST_IN_CHANNEL || known.some(isSame)) return;
  throw new CiError(
    'CI_SUBSCRIPTIONS_MANY',
    `This channel has ${known.length} subscriptions.`,
    'End some, or use a pattern for many projects.',
  );
}

type Policies = Pick<StoredSubscription, 'branches' | 'events' | 'labels' | 'notify' | 'thread'>;

function readPolicies(flags: ReadonlyMap<string, string | true>, { branch }: Target): Policies {
  const [branches, events, labels, notify, thread] = ['branch', 'event', 'label', 'notify', 'thread'].map((name) =>
    textOf(flags.get(name)),
  );
  return {
    branches: branches !== undefined ? readBranches(branches) : branch === undefined ? [] : [branch],
    events: events === undefined ? USUAL_EVENTS : readEvents(events),
    ...(labels !== undefined && { labels: readLabels(labels) }),
    ...(notify !== undefined && { notify: readNotify(notify) }),
    ...(thread !== undefined && { thread: readThread(thread) }),
  };
}

export const listSubscriptions: Handler = async (_typed, { channelId }, ports) => {
  const [found, heard, mutes] = await Promise.all([
    ports.subscriptions.inChannel(channelId),
    ports.heard(channelId),
    ports.mutes.inChannel(channelId, ports.now()),
  ]);
  const muted =
    mutes.length === 0 ? [] : [`${mutes.length === 1 ? 'One thing is' : `${mutes.length} things are`} muted: \`/ci mute list\`.`];
  if (found.length === 0) {
    return { text: ['This channel has no subscriptions. `/ci subscribe <provider> <project>` makes one.', ...muted].join('\n') };
  }
  const names = await ports.people.names([...new Set(found.map(({ creatorId }) => creatorId))]);
  const rows = found.map(
    (each) =>
      `- **${each.number}** ${describeSubscription(each, titleOf(each.provider, ports))} · ${history(each, names, heard, ports.now())}`,
  );
  return { text: ['Subscriptions of this channel:', ...rows, ...muted].join('\n') };
};

export const unsubscribe: Handler = async ({ values }, context, ports) => {
  await demand(context, ports);
  const number = readNumber(values.get('n'), 'subscription', '/ci subscriptions');
  const removed = await ports.subscriptions.unsubscribe(context.channelId, number);
  if (removed === undefined) {
    throw new CiError(
      'CI_SUBSCRIPTION_UNKNOWN',
      `This channel has no subscription ${number}.`,
      '`/ci subscriptions` lists those there are.',
    );
  }
  return {
    inChannel: true,
    text: `${await nameOf(context, ports)} ended subscription ${number} of this channel: ${describeSubscription(removed, titleOf(removed.provider, ports))}.`,
  };
};

/** Who acted, for the others in the channel: no mention, as nobody is pinged for their own action. */
export async function nameOf({ userId }: CommandContext, { people }: CiPorts): Promise<string> {
  return escape((await people.names([userId])).get(userId) ?? 'Somebody');
}

/** Throws CiError `CI_CHANNEL_FORBIDDEN` unless the person may say what the channel is told. */
export async function demand({ userId, channelId }: CommandContext, { people }: CiPorts): Promise<void> {
  const refusal = await people.refusal(userId, channelId);
  if (refusal !== undefined) throw new CiError('CI_CHANNEL_FORBIDDEN', 'You may not change what this channel is told.', refusal);
}

function history(subscription: StoredSubscription, names: ReadonlyMap<string, string>, heard: readonly Heard[], now: number): string {
  const { creatorId, createdAt, creatorLeftAt, pausedAt, doubt, stopped, place } = subscription;
  const last = heard.find(concerns(subscription));
  return [
    `by ${escape(names.get(creatorId) ?? 'somebody who is gone')}${creatorLeftAt === undefined ? '' : ' (left)'}, ${formatAge(createdAt, now)}`,
    last === undefined ? 'nothing came lately' : `last news ${formatAge(last.at, now)}`,
    ...(pausedAt === undefined ? [] : ['paused']),
    ...(doubt === undefined ? [] : ['its maker’s access cannot be seen']),
    ...(stopped === undefined ? [] : ['stopped']),
    ...(place?.archived === true ? ['archived'] : []),
  ].join(' · ');
}

/** A subscription to what never sent anything is silent, and nobody knows why: so it is said at once where the sender must send. */
async function firstStep(subscription: StoredSubscription, { title, webhook }: Target, ports: CiPorts): Promise<readonly string[]> {
  const { provider, connection, project, channelId } = subscription;
  const asked = ports.connections().filter((each) => each.provider === provider && each.name === (connection ?? each.name));
  const [heard, lasts] = await Promise.all([
    ports.heard(channelId),
    Promise.all(asked.map(({ name }) => ports.deliveries.lastOf(provider, name))),
  ]);
  if (heard.some(concerns(subscription))) return [];
  const ever = lasts.some((last) => last !== undefined);
  // Of senders without pipelines only what this channel showed is at hand: nothing can be said of the project then.
  if (ever && !heard.some((each) => each.provider === provider)) return [];
  const what = ever ? `Nothing has come from ${codeSpan(project)} lately` : `Nothing has ever come from ${escape(title)}`;
  return [
    `${what}: its webhook must point to ${codeSpan(webhook)}, with the secret that a system administrator finds in the System Console.`,
  ];
}

/** As routing takes it: projects are the same in any case, and what has none is reached by patterns that take anything. */
export function concerns({ provider, connection, project }: StoredSubscription): (heard: Heard) => boolean {
  const matches = compileGlob(project.toLowerCase());
  return (heard) =>
    heard.provider === provider &&
    (connection === undefined || heard.connection === connection) &&
    [heard.project ?? '', heard.projectId ?? heard.project ?? ''].some((text) => matches(text.toLowerCase()));
}

function titleOf(provider: string, ports: CiPorts): string {
  return ports.connections().find((each) => each.provider === provider)?.title ?? provider;
}

function textOf(value: string | true | undefined): string | undefined {
  return value === true ? undefined : value;
}
