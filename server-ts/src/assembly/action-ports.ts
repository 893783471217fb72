// What the buttons of posts need, joined.
import type { ActionPorts, CallPorts } from '../actions/index.ts';
import { merge } from '../ci/merge.ts';
import { createClickers, createPostLook } from '../host/clickers.ts';
import { systemClock } from '../platform/clock.ts';
import type { Commands } from './commands.ts';
import { connectionOf, providerOf, type Parts } from './parts.ts';

export function actionPorts(parts: Parts, { answers }: Pick<Commands, 'answers'>): ActionPorts {
  const { api, botId, log, configuration, storage, http } = parts;
  return {
    guard: parts.guard,
    ...createClickers(api, botId, log),
    post: createPostLook(api, botId),
    async shown(key, channelId) {
      // Every card has a first episode.
      const card = await storage.cards.find({ subject: key, channel: channelId, episode: 0, reply: '' });
      if (card?.post === undefined) return undefined;
      return (await storage.subjects.find(key))?.state;
    },
    connection: (provider, name) => connectionOf(configuration.now(), provider, name),
    provider: providerOf,
    http: (connection) => http.now().of(connection),
    async learn(event) {
      const { key } = event.subject;
      await storage.subjects.merge(key, (known) => merge(known, event), systemClock());
      await storage.deliveries.refresh(key);
    },
    showAgain: (key, at) => storage.deliveries.refresh(key, at),
    prove: answers.prove,
    proves: answers.proves,
    now: systemClock,
    log,
  };
}

export function callPorts({ api, botId, log }: Parts, { answering, answers, commandOf, runTyped }: Commands): CallPorts {
  return {
    answering,
    answers,
    command: commandOf,
    runTyped,
    mayPost: createClickers(api, botId, log).mayPost,
    post: createPostLook(api, botId),
  };
}
