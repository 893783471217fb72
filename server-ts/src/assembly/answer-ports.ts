// What it takes to answer people, joined: their accounts, the connections, Mattermost.
import { randomBytes } from 'node:crypto';
import { LOG_WANTED } from '@ci-command-center/contract';
import type { AnswerPorts } from '../answers/index.ts';
import { OWN, ownConnection } from '../commands/index.ts';
import type { Following } from '../follow/index.ts';
import { createAnswerPosts } from '../host/answer-posts.ts';
import { createClickers } from '../host/clickers.ts';
import { createPeople } from '../host/people.ts';
import { createSite } from '../host/site.ts';
import { createSourcePosts } from '../host/source-post.ts';
import { systemClock } from '../platform/clock.ts';
import { createProver } from '../platform/proof.ts';
import type { Identity } from './accounts.ts';
import { createDeeds } from './deeds.ts';
import { createChannelHears } from './channel-hears.ts';
import { channelProjects } from './channel-projects.ts';
import type { Parts } from './parts.ts';
import { createChannelSubscriptions } from './subscriber.ts';
import { createSurroundings } from './surroundings.ts';

export function answerPorts(parts: Parts, { accounts, reach }: Identity, following: Pick<Following, 'start' | 'hurry'>): AnswerPorts {
  const { api, botId, log, configuration, storage, secrets } = parts;
  const deeds = createDeeds(parts);
  // Without a right key in the settings buttons work until this process ends.
  const own = randomBytes(32);
  const prover = createProver('ci-command-center calls', () => [...configuration.now().encryptionKeys, own]);
  return {
    guard: parts.guard,
    posts: createAnswerPosts(api, botId),
    person: createClickers(api, botId, log).person,
    connections: (provider) =>
      provider === OWN ? [ownConnection] : configuration.now().connections.filter((each) => each.provider === provider),
    as: reach,
    hasAccount: async (userId, connection) => (await accounts.find(userId, connection)) !== undefined,
    isAdministrator: createPeople(api).isAdministrator,
    around: createSurroundings(parts),
    hears: createChannelHears(parts),
    subscriptions: createChannelSubscriptions(parts, { reach }),
    projects: (channelId, connection) => channelProjects(storage, channelId, connection),
    post: createSourcePosts(api, createSite(api)),
    lastHeard: ({ provider, name }) => storage.deliveries.lastOf(provider, name),
    async follow(followed, { person, connection }, { channelId }) {
      return (await following.start(followed, { person, connection, channelId })).kind;
    },
    acted({ channelId: channel, userId }, { provider, name: connection }) {
      following.hurry({ channel, userId, provider, connection }).catch((error: unknown) => {
        log.debug('Followed runs are looked at later', { reason: String(error) });
      });
    },
    did: (asked, done) => deeds.note(done, asked.person, asked.now),
    async openLog({ userId, channelId }, { key: named, title, marks }) {
      // Without the database the number alone must do.
      const key = marks === undefined ? named : await storage.subjects.place(named, marks).catch(() => named);
      await api.publishWebSocketEvent(LOG_WANTED, { channel_id: channelId, key, title }, { user_id: userId }).catch((error: unknown) => {
        log.warn('A log could not be opened', { userId, reason: String(error) });
      });
    },
    secrets: secrets.known,
    prove: prover.prove,
    proves: prover.proves,
    now: systemClock,
    log,
  };
}
