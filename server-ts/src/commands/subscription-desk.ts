// What a channel is told of, listed and changed without typing: in the sidebar. The verbs of /ci do it, so the checks are the same.

import type {
  SubscribableView,
  SubscriptionChoices,
  SubscriptionHealth,
  SubscriptionList,
  SubscriptionView,
  SubscriptionWish,
} from '@ci-command-center/contract';
import { interests } from '../ci/interest.ts';
import { toText } from '../rendering/view-text.ts';
import type { Notify } from '../routing/rules.ts';
import type { Heard, StoredSubscription } from '../subscriptions/subscription.ts';
import { notifyWords, threadWords, USUAL_EVENTS } from './policy-argument.ts';
import type { CiPorts, CommandContext, ConnectionInfo } from './ports.ts';
import { concerns, subscribe, unsubscribe } from './subscribe.ts';

export interface SubscriptionDesk {
  list(context: CommandContext): Promise<SubscriptionList>;
  /** Both throw CiError as the verbs do, and answer what the channel is told then: Markdown. */
  add(context: CommandContext, wish: Omit<SubscriptionWish, 'channel_id'>): Promise<string>;
  remove(context: CommandContext, number: number): Promise<string>;
}

export function createSubscriptionDesk(ports: CiPorts): SubscriptionDesk {
  return {
    async list(context) {
      const [found, heard, refusal] = await Promise.all([
        ports.subscriptions.inChannel(context.channelId),
        ports.heard(context.channelId),
        ports.people.refusal(context.userId, context.channelId),
      ]);
      const [names, lasts] = await Promise.all([
        ports.people.names([...new Set(found.map(({ creatorId }) => creatorId))]),
        lastDeliveries(ports, found),
      ]);
      const view = (each: StoredSubscription) => viewOf(each, { connections: ports.connections(), heard, names, lasts });
      return { subscriptions: found.map(view), choices: choicesOf(ports.connections()), ...(refusal !== undefined && { refusal }) };
    },
    async add(context, { provider, project, connection, branches, events, labels, notify, thread }) {
      const flags = Object.entries({ connection, branch: branches, event: events, label: labels, notify, thread });
      const typed = {
        values: new Map([
          ['provider', provider],
          ['project', project],
        ]),
        path: ['subscribe'],
        words: [],
        flags: new Map(flags.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const]))),
      };
      return (await subscribe(typed, context, ports)).text;
    },
    async remove(context, number) {
      const typed = { path: ['unsubscribe'], values: new Map([['n', String(number)]]), words: [], flags: new Map() };
      return (await unsubscribe(typed, context, ports)).text;
    },
  };
}

/** Of each CI system that is subscribed to: whether anything ever came from there. */
async function lastDeliveries({ deliveries, connections }: CiPorts, found: readonly StoredSubscription[]): Promise<ReadonlySet<string>> {
  const asked = connections().filter((each) => found.some(({ provider }) => provider === each.provider));
  const lasts = await Promise.all(
    asked.map(async ({ provider, name }) => ((await deliveries.lastOf(provider, name)) === undefined ? [] : [provider])),
  );
  return new Set(lasts.flat());
}

interface Known {
  readonly connections: readonly ConnectionInfo[];
  readonly heard: readonly Heard[];
  readonly names: ReadonlyMap<string, string>;
  /** Providers from which anything ever came. */
  readonly lasts: ReadonlySet<string>;
}

function viewOf(subscription: StoredSubscription, known: Known): SubscriptionView {
  const { number, provider, connection, project, branches, events, labels = [], notify, thread, creatorId, createdAt } = subscription;
  const own = known.connections.filter((each) => each.provider === provider && each.name === (connection ?? each.name));
  const usual = own.find(({ name }) => name === 'default') ?? own[0];
  const last = known.heard.find(concerns(subscription));
  const health = healthOf(subscription, last, known);
  const madeBy = known.names.get(creatorId);
  const isDeaf = health === 'silent' || health === 'never';
  return {
    number,
    provider,
    title: usual?.title ?? provider,
    ...(connection !== undefined && { connection }),
    project: toText(project),
    branches: branches.map(toText),
    events,
    labels: labels.map(toText),
    ...(notify !== undefined && { notify: notifyWord(notify) }),
    ...(thread !== undefined && { thread }),
    ...(madeBy !== undefined && { madeBy }),
    madeAt: createdAt,
    makerLeft: subscription.creatorLeftAt !== undefined,
    makerEnded: (subscription.stopped ?? subscription.doubt)?.why === 'account',
    health,
    ...(last !== undefined && { lastAt: last.at }),
    ...(isDeaf && usual !== undefined && usual.webhook !== '' && { webhook: usual.webhook }),
  };
}

/** As `/ci subscribe` tells it: of senders without pipelines only what this channel showed is at hand. */
function healthOf(subscription: StoredSubscription, last: Heard | undefined, { heard, lasts }: Known): SubscriptionHealth {
  const { stopped, doubt, pausedAt, provider } = subscription;
  if (stopped !== undefined) return stopped.why === 'deleted' ? 'deleted' : 'stopped';
  if (doubt !== undefined) return 'doubted';
  if (pausedAt !== undefined) return 'paused';
  if (last !== undefined) return 'heard';
  if (!lasts.has(provider)) return 'never';
  return heard.some((each) => each.provider === provider) ? 'silent' : 'unknown';
}

function notifyWord(notify: Notify): string {
  return typeof notify === 'object' ? `after:${notify.after}` : notify;
}

function choicesOf(connections: readonly ConnectionInfo[]): SubscriptionChoices {
  const systems = [...Map.groupBy(connections, ({ provider }) => provider).values()].flatMap((all): readonly SubscribableView[] => {
    const [first] = all;
    if (first === undefined) return [];
    const { provider, title, projects } = first;
    return [{ provider, title, connections: all.length > 1 ? all.map(({ name }) => name) : [], projects: projects !== false }];
  });
  return { systems, events: interests, usualEvents: USUAL_EVENTS, notify: notifyWords, thread: threadWords };
}
