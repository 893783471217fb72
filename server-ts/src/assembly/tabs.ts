// What the sidebar's tabs beside the pipelines ask for, joined.
import { Hono } from 'hono';
import { createSilenceDesk } from '../actions/index.ts';
import { createSubscriptionDesk } from '../commands/index.ts';
import { createMembership } from '../host/channels.ts';
import { createMessages } from '../host/messages.ts';
import { createSight } from '../host/sight.ts';
import { systemClock } from '../platform/clock.ts';
import { viewReview } from '../rendering/review-view.ts';
import { createAccountApi } from '../sidebar/accounts.ts';
import { createAlertApi } from '../sidebar/alerts.ts';
import { createReviewApi } from '../sidebar/reviews.ts';
import { createSubscriptionApi } from '../sidebar/subscriptions.ts';
import { createTasks, type TaskPorts } from '../sidebar/tasks.ts';
import type { Identity } from './accounts.ts';
import { actionPorts } from './action-ports.ts';
import type { Commands } from './commands.ts';
import { guardSubscriptions, guardUnlink } from './guarded-tabs.ts';
import { connectionOf, providerOf, titleOf, type Parts } from './parts.ts';

export function createTabs(parts: Parts, commands: Commands, identity: Identity): Hono {
  const { api, botId, storage, log } = parts;
  const isMember = createMembership(api);
  const app = new Hono();
  app.route(
    '/',
    createAccountApi({ ...identity.overview, unlink: guardUnlink(parts, identity.accounts.unlink), maySee: createSight(api) }),
  );
  app.route(
    '/',
    createAlertApi({
      isMember,
      boards: storage.boards,
      titleOf,
      silenceable: (provider) => providerOf(provider)?.silence !== undefined,
      ...createSilenceDesk(actionPorts(parts, commands)),
      now: systemClock,
    }),
  );
  app.route(
    '/',
    createReviewApi({
      isMember,
      async reviewsOf(channel) {
        const found = await storage.boards.reviews(channel);
        const reviews = await identity.named(found.map(({ review }) => review));
        return reviews.map((review, index) => viewReview(review, found[index]?.pipeline, titleOf(review.subject.provider)));
      },
      tasksOf: createTasks({ accountsOf: identity.overview.of, reader: readerOf(parts, identity), now: systemClock, log }),
    }),
  );
  const messages = createMessages(api, botId);
  app.route(
    '/',
    createSubscriptionApi({
      isMember,
      ...guardSubscriptions(parts, createSubscriptionDesk(commands.ci)),
      async tell(channel, message) {
        await messages
          .post(channel, { type: '', message, props: {} })
          .catch((error: unknown) => log.warn('A channel was not told what changed', { channel, reason: String(error) }));
      },
    }),
  );
  return app;
}

function readerOf({ configuration }: Parts, identity: Identity): TaskPorts['reader'] {
  return ({ provider, connection: name }) => {
    const todo = providerOf(provider)?.personal?.todo;
    const connection = connectionOf(configuration.now(), provider, name);
    if (todo === undefined || connection === undefined) return undefined;
    return async (userId, most) => todo(await identity.reach(userId, connection), most);
  };
}
