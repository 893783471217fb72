// Direct messages, the daily reminder, settings and to-dos, joined.
import * as z from 'zod';
import type { Account, Reach } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { Personal, Provider } from '../ci/provider.ts';
import { minuteOf } from '../flaky/digest.ts';
import { createDirectChannels } from '../host/direct-messages.ts';
import { createPersonalPeople } from '../host/personal-people.ts';
import { createPosts } from '../host/posts.ts';
import { addressOf } from '../identity/index.ts';
import {
  createNotePeople,
  createTell,
  drawMessage,
  queueReminders,
  remind,
  settingsCommand,
  todoCommand,
  type Concern,
  type NotePeople,
  type PersonalCommand,
  type PersonalNews,
  type PersonalProvider,
  type RemindPorts,
  type Telling,
  type Topic,
} from '../personal/index.ts';
import type { Posts } from '../delivery/index.ts';
import { asProblem } from '../platform/errors.ts';
import { systemClock } from '../platform/clock.ts';
import { createRemembered } from '../platform/remembered.ts';
import { providers } from '../providers/registry.ts';
import { KEEP, type Schedule, type Task } from '../storage/index.ts';
import type { Identity } from './accounts.ts';
import { connectionOf, providerOf, titleOf, type Parts } from './parts.ts';
import { PEOPLE } from './oauth.ts';
import { createPersonalDetails } from './personal-details.ts';
import type { Places } from './rooms.ts';

export interface PersonalRoom {
  readonly note: NotePeople;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly schedules: readonly Schedule[];
}

/** As `storage/personal-queries.ts` queues it. */
const TELL = 'personal';
const REMIND = 'remind';
const nameSchema = z.object({ userId: z.string(), topic: z.string() });
const remindingSchema = z.object({ userId: z.string(), provider: z.string(), day: z.string() });
/** Milliseconds for which it is remembered who somebody is: a flood of news is of few people. */
const KNOWN_FOR = 5_000;
const DAY = 86_400_000;

export function createPersonalRoom(parts: Parts, places: Places, identity: Identity): PersonalRoom {
  const { api, log, botId, configuration, storage } = parts;
  const posts = createPosts(api, botId, places.open);
  const directChannel = createDirectChannels(api, botId);
  const people = createPersonalPeople(api);
  const details = createPersonalDetails(parts);
  const recognise = createPersonalRecognition(parts, identity);
  const tell = createTell({
    table: storage.personal,
    preferences: storage.preferences,
    posts,
    isActive: people.isActive,
    directChannel,
    wasRead: people.wasRead,
    mayOpen: createMayOpen(parts, identity),
    async draw({ topic, news, introduces }: Telling) {
      const { userId, provider, connection } = topic;
      const isLinked =
        introduces && (await linkedAccount(identity, userId, connectionOf(configuration.now(), provider, connection))) !== undefined;
      return drawMessage({
        provider,
        connection,
        title: titleOf(provider),
        trigger: triggerOf(provider),
        news,
        details: await details(userId, topic.topic, news),
        ...(introduces && { introduces: isLinked ? 'linked' : 'signed-in' }),
      });
    },
    later: ({ userId, topic }, at) => storage.tasks.add(TELL, { userId, topic }, { key: `${TELL} ${userId} ${topic}`, at }),
    now: systemClock,
    log: log.child({ room: 'personal' }),
  });
  return {
    note: createNotePeople({
      table: storage.personal,
      tells: (provider) => providerOf(provider)?.personal !== undefined,
      recognise,
      now: systemClock,
    }),
    tasks: {
      [TELL]: (payload, { last }) => tell(nameSchema.parse(payload), last),
      [REMIND]: createRemindTask(parts, identity, { posts, directChannel }),
      reminders: (payload) =>
        queueReminders(
          {
            preferences: storage.preferences,
            timezones: people.timezones,
            later: (each) => storage.tasks.add(REMIND, each, { key: `${REMIND} ${each.provider} ${each.userId} ${each.day}`, attempts: 8 }),
          },
          providers.flatMap(({ name }) => personalProvider(name) ?? []),
          minuteOf(payload, systemClock()),
        ),
      'personal-tidy': () => storage.personal.forget(systemClock() - KEEP.subjects * DAY),
    },
    schedules: [
      { name: 'reminders', task: 'reminders', at: '*/15 * * * *' },
      { name: 'personal-tidy', task: 'personal-tidy', at: '37 3 * * *' },
    ],
  };
}

interface DirectPosts {
  readonly posts: Posts;
  readonly directChannel: ReturnType<typeof createDirectChannels>;
}

function createRemindTask({ configuration, log, storage }: Parts, identity: Identity, { posts, directChannel }: DirectPosts): Task {
  const post: RemindPorts['post'] = async (userId, key, content) => {
    const made = await posts.create(
      { channel: await directChannel(userId) },
      { ...content, props: { ...content.props, ci_card_key: key } },
    );
    if (made.kind === 'refused') log.warn('A person could not be reminded', { userId, reason: made.problem.message });
  };
  const posted: RemindPorts['posted'] = async (userId, key) =>
    (await posts.find({ channel: await directChannel(userId) }, key, systemClock() - DAY)).length > 0;
  return async (payload) => {
    const given = remindingSchema.parse(payload);
    const [provider, personal] = [personalProvider(given.provider), providerOf(given.provider)?.personal];
    if (provider === undefined || personal === undefined) return;
    const connections: RemindPorts['connections'] = async (userId) => {
      const linked = (await identity.accounts.of(userId)).filter((each) => each.provider === given.provider && each.endedAt === undefined);
      const names = new Set(linked.map(({ connection }) => connection));
      return configuration.now().connections.filter((each) => each.provider === given.provider && names.has(each.name));
    };
    const ports = {
      ...todoPorts(personal, identity),
      provider,
      preferences: storage.preferences,
      connections,
      post,
      posted,
      now: systemClock,
    };
    await remind(ports, given);
  };
}

/** The verbs about oneself; undefined for a provider that tells nobody anything. */
export function personalCommandOf({ storage }: Parts, identity: Identity, { name, personal }: Provider): PersonalCommand | undefined {
  const provider = personalProvider(name);
  if (provider === undefined || personal === undefined) return undefined;
  const settings = settingsCommand(provider, storage.preferences);
  const todo = todoCommand(provider, {
    ...todoPorts(personal, identity),
    hasAccount: async (userId, connection) => (await identity.accounts.find(userId, connection)) !== undefined,
  });
  return {
    verbs: [...todo.verbs, ...settings.verbs],
    answers: { ...todo.answers, ...settings.answers },
    calls: { ...todo.calls, ...settings.calls },
    acts: { ...todo.acts, ...settings.acts },
  };
}

function personalProvider(name: string): PersonalProvider | undefined {
  const provider = providerOf(name);
  const notices = provider?.personal?.notices;
  return notices && { name, title: titleOf(name), trigger: triggerOf(name), notices, hasTodo: true };
}

function triggerOf(provider: string): string {
  return providerOf(provider)?.command?.grammar.trigger ?? 'ci';
}

function todoPorts(personal: Personal, identity: Identity) {
  return {
    personal,
    reach: (userId: string, connection: Connection): Promise<Reach & { readonly account: Account }> => identity.reach(userId, connection),
  };
}

async function linkedAccount(identity: Identity, userId: string, connection: Connection | undefined) {
  const found = connection && (await identity.accounts.find(userId, connection));
  return found?.endedAt === undefined && found?.address === (connection && addressOf(connection)) ? found : undefined;
}

function createPersonalRecognition({ configuration, storage }: Parts, identity: Identity) {
  const find = async (connection: Connection, who: Concern['who']): Promise<string | undefined> => {
    const linked = await identity.linked(connection, who);
    return linked ?? (who.id === undefined ? undefined : identity.recognise(connection, { id: who.id }));
  };
  const remembered = createRemembered<string | undefined>({ most: 5_000, milliseconds: KNOWN_FOR, now: systemClock });
  storage.changes.on(PEOPLE, remembered.forget);
  return async (provider: string, name: string, who: Concern['who']): Promise<string | undefined> => {
    const connection = connectionOf(configuration.now(), provider, name);
    if (connection === undefined) return undefined;
    return remembered(JSON.stringify([provider, name, who.id, who.username?.toLowerCase()]), () => find(connection, who));
  };
}

/**
 * As the person, where they linked an account; else as anybody, or by what the connection's own token may see of members. What somebody was
 * just made part of they may read.
 */
function createMayOpen({ configuration, http }: Parts, identity: Identity) {
  return async ({ userId, provider, connection: name }: Topic, { thing, proven, member }: PersonalNews): Promise<boolean> => {
    const [personal, connection] = [providerOf(provider)?.personal, connectionOf(configuration.now(), provider, name)];
    if (personal === undefined || connection === undefined) return false;
    if (proven === true) return true;
    if ((await linkedAccount(identity, userId, connection)) !== undefined) {
      try {
        return await personal.mayOpen(thing, await identity.reach(userId, connection));
      } catch (error) {
        if (!asProblem(error).code.startsWith('CI_ACCOUNT_')) throw error;
      }
    }
    const way = { connection, http: http.now().of(connection) };
    if (await personal.mayOpen(thing, way).catch(() => false)) return true;
    const { token, username } = connection;
    if (token === undefined || token === '' || member === undefined) return false;
    return personal.mayOpen(thing, { ...way, credentials: { token, ...(username !== undefined && { username }) } }, member);
  };
}
