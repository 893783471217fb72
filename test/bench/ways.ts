// The three ways in that are compared: our webhook, Mattermost's incoming webhook, and the Go plugin's.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Embedded } from '../../build/embedded/index.ts';
import type { Caller } from './client.ts';
import type { Way } from './deliveries.ts';
import { yardstickId } from './go-plugin.ts';

/** Marks are numbers of twelve digits that nothing else in a post has. */
export const marks = /7700\d{8}/g;
const markOf = (n: number): string => `7700${String(n).padStart(8, '0')}`;

/** A real delivery of a finished pipeline; its number is replaced, so that each is a pipeline of its own and makes one post. */
const payload = readFileSync(join(import.meta.dirname, '../payloads/gitlab/pipeline_success_tag_18.json'), 'utf8');
const delivery = (n: number): string => payload.replaceAll('4715', markOf(n));

export function ourWay(sender: Caller, secret: string): Way {
  return {
    name: 'this plugin',
    mark: markOf,
    send: (n) =>
      sender.post('/plugins/ci-command-center/webhooks/gitlab', delivery(n), {
        'x-gitlab-event': 'Pipeline Hook',
        'x-gitlab-token': secret,
        'idempotency-key': `bench-${n}`,
      }),
  };
}

export function goWay(sender: Caller, channelId: string): Way {
  return { name: 'Go plugin', mark: markOf, send: (n) => sender.post(`/plugins/${yardstickId}/hook?channel=${channelId}`, delivery(n)) };
}

/** The incoming webhook is given a message and an attachment of about the size of our card. */
export async function incomingWay(server: Embedded, sender: Caller, channelId: string): Promise<Way> {
  const hook = await server.users['admin']?.api.post('/api/v4/hooks/incoming', { channel_id: channelId, display_name: 'bench' });
  if (typeof hook !== 'object' || hook === null || !('id' in hook)) throw new Error('The incoming webhook was not made.');
  const body = (n: number): string =>
    JSON.stringify({
      text: `Pipeline #${markOf(n)} passed`,
      attachments: [
        {
          fallback: 'Pipeline',
          color: '#3db887',
          title: 'gitlab-org/gitlab-test',
          text: 'x'.repeat(600),
          fields: [{ title: 'Duration', value: '3 min', short: true }],
        },
      ],
    });
  return { name: 'incoming webhook', mark: markOf, send: (n) => sender.post(`/hooks/${String(hook.id)}`, body(n)) };
}
