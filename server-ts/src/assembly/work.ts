// The work on what was delivered: the flow and all it needs, the tasks beside it, and the schedules.
import type { CiEvent } from '../ci/event.ts';
import { toChannelId, type ChannelId } from '../ci/ids.ts';
import { createDelivery } from '../delivery/index.ts';
import { createFlow, type Flow, type Wishes } from '../flow.ts';
import { createLive } from '../host/live.ts';
import { createPosts } from '../host/posts.ts';
import type { CiError } from '../platform/errors.ts';
import { meterPosts, meterWork } from '../metrics/index.ts';
import { systemClock } from '../platform/clock.ts';
import { shouldEdit } from '../rendering/edits.ts';
import { createTemplates } from '../rendering/templates.ts';
import { REPORT } from '../reports/index.ts';
import { createWork, type Sender } from '../work.ts';
import type { StoredDelivery } from '../storage/index.ts';
import type { Identity } from './accounts.ts';
import { createDeeds, DEED } from './deeds.ts';
import { followSchedule, type RunFollowing } from './follow.ts';
import { createFlakyDigest, digestSchedule } from './flaky-digest.ts';
import { createInvestigator } from './investigator.ts';
import { createHookCare, hookSchedule } from './hook-care.ts';
import { createReportWork } from './keys.ts';
import { INTENT_FILES, intentFilesSchedule, type IntentRoom } from './intents.ts';
import { connectionOf, providerOf, viewContext, type Parts } from './parts.ts';
import { createPersonalRoom } from './personal.ts';
import type { Places } from './rooms.ts';
import { runSchedule, type RunRoom } from './runs.ts';
import { createSubscriptionCare, LIFE, lifeSchedule, type SubscriptionCare } from './subscription-care.ts';

/** Starts to work on what is stored, as soon as the database is there. */
export function startWork(
  parts: Parts,
  places: Places,
  identity: Identity,
  following: RunFollowing,
  running: Pick<RunRoom, 'tasks' | 'told'>,
  intents: Pick<IntentRoom, 'task' | 'told'>,
  setup: { told(event: CiEvent): void },
): SubscriptionCare {
  const { api, log, botId, notices, configuration, storage, routing, metering } = parts;
  const raise = (problem: CiError): void => void notices.follow(`work ${problem.code}`, [problem]);
  const posts = meterPosts(createPosts(api, botId, places.open), metering.meters);
  const troubled = (channel: ChannelId, problem: CiError): void => {
    log.warn('A channel takes no posts', { channel, code: problem.code, reason: problem.message });
    void places.troubled(channel, problem);
  };
  const investigator = createInvestigator(parts, identity);
  const personal = createPersonalRoom(parts, places, identity);
  const flow = createFlow({
    subjects: storage.subjects,
    history: storage.history,
    refresh: storage.deliveries.refresh,
    wishes: () => wishesOf(parts),
    decide: routing.decide,
    channelOf: places.channelOf,
    context: rememberContext(parts),
    deliver: createDelivery({ ledger: storage.cards, posts, live: createLive(api, log), shouldEdit, troubled, now: systemClock }),
    following,
    named: identity.named,
    noteForPeople: personal.note,
    investigate: investigator.ask,
    now: systemClock,
  });
  const sender = ({ provider: name, connection: given }: StoredDelivery): Sender | undefined => {
    const [provider, connection] = [providerOf(name), connectionOf(configuration.now(), name, given)];
    return provider && connection && { provider, connection };
  };
  const care = createSubscriptionCare(parts, identity);
  identity.whenChanged((userId) => {
    void care.accountChanged(userId);
    hurryAll(parts, following, userId);
  });
  storage.start({
    work: meterWork(createWork({ flow: listening(flow, [care, intents, running, setup]), sender, raise }), metering.meters, systemClock),
    tasks: {
      investigate: investigator.perform,
      digest: createFlakyDigest(parts, places),
      review: () => care.review(),
      [LIFE]: () => care.look(),
      accounts: identity.task,
      hooks: createHookCare(parts).task,
      ...following.tasks,
      ...running.tasks,
      [INTENT_FILES]: intents.task,
      ...personal.tasks,
      [DEED]: createDeeds(parts).task,
      [REPORT]: createReportWork(parts).task,
    },
    schedules: [
      digestSchedule,
      { name: 'review', task: 'review', at: '*/10 * * * *' },
      lifeSchedule,
      identity.schedule,
      hookSchedule,
      intentFilesSchedule,
      followSchedule,
      runSchedule,
      ...personal.schedules,
    ],
  });
  return care;
}

/** What came tells how projects are called, that it is time to see who may read them, and that a file may be another one. */
function listening(flow: Flow, all: readonly { told(event: CiEvent): void }[]): Flow {
  return async (key, events) => {
    await flow(key, events);
    for (const event of events) all.forEach((each) => each.told(event));
  };
}

/** Runs that somebody follows may be waiting for an account that can be used: so what is done in a browser helps like a command. */
function hurryAll({ configuration, log }: Parts, following: Pick<RunFollowing, 'hurry'>, userId: string): void {
  for (const { provider, name: connection } of configuration.now().connections) {
    following.hurry({ provider, connection, channel: toChannelId(''), userId }).catch((error: unknown) => {
      log.debug('What somebody follows is looked at later', { provider, connection, reason: String(error) });
    });
  }
}

async function wishesOf({ configuration, storage: { subscriptions, mutes } }: Parts): Promise<Wishes> {
  await Promise.all([subscriptions.ready(), mutes.ready()]);
  return { rules: configuration.now().rules, subscriptions: subscriptions.current(), mutes: mutes.current() };
}

/** Templates are read once, and again when the configuration was. */
function rememberContext({ configuration }: Parts) {
  let texts = configuration.now().templates;
  let templates = createTemplates(texts);
  return () => {
    if (configuration.now().templates !== texts) {
      texts = configuration.now().templates;
      templates = createTemplates(texts);
    }
    return { ...viewContext, templates };
  };
}
