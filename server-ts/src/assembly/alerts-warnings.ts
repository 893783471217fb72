// Warnings, joined: posted into the alerts channel.
import { createMessages } from '../host/messages.ts';
import type { Api } from '../mattermost/index.ts';
import type { Log } from '../platform/log.ts';
import { markdownOf, plainOf } from '../rendering/words.ts';
import { createWarnings, type Warn } from '../warnings/index.ts';
import type { Places } from './rooms.ts';

export interface AlertsParts {
  readonly api: Api;
  readonly botId: string;
  readonly log: Log;
  readonly places: Pick<Places, 'channelOf'>;
}

export function createAlertsWarnings({ api, botId, log, places }: AlertsParts): Warn {
  const messages = createMessages(api, botId);
  return createWarnings({
    async post(text) {
      const channel = await places.channelOf({ kind: 'purpose', purpose: 'alerts' });
      if (channel === undefined) return;
      // Addresses stand in an attachment: in a message the server would look them up.
      const attachments = [{ fallback: plainOf(text), text: markdownOf(text) }];
      await messages.post(channel, { type: '', message: '', props: { attachments } });
    },
    later: (milliseconds, then) => void setTimeout(then, milliseconds).unref(),
    log,
  });
}
