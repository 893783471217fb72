// The three ways in that are compared: our webhook, Mattermost's incoming webhook, and the Go plugin's.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Embedded } from '../../build/embedded/index.ts';
import type { Caller } from './client.ts';
import { yardstickId } from './go-plugin.ts';

/** One way in: how to send delivery number `n`, and the mark by which its post is known. */
export interface Way {
  readonly name: string;
  send(n: number): Promise<{ status: number; body: string }>;
  mark(n: number): string;
}

/** Marks are numbers of twelve digits that nothing else in a post has. */
export const marks = /7700\d{8}/g;
const markOf = (n: number): string => `7700${String(n).padStart(8, '0')}`;

/** A real delivery of a finished pipeline; its number and commit are replaced: each is a pipeline of its own and makes one post. */
const payload = readFileSync(join(import.meta.dirname, '../payloads/gitlab/pipeline_success_tag_18.json'), 'utf8');
const commit = /"sha": *"([0-9a-f]{40})"/.exec(payload)?.[1] ?? '';
const delivery = (n: number): string =>
  payload.replaceAll('4715', markOf(n)).replaceAll(commit, createHash('sha1').update(markOf(n)).digest('hex'));

/** A delivery may be sent again under another identity: `as`. */
export interface OurWay extends Way {
  send(n: number, as?: string): Promise<{ status: number; body: string }>;
}

export function ourWay(sender: Caller, secret: string): OurWay {
  return {
    name: 'this plugin',
    mark: markOf,
    send: (n, as = `bench-${n}`) =>
      sender.post('/plugins/ci-command-center/webhooks/gitlab', delivery(n), {
        'x-gitlab-event': 'Pipeline Hook',
        'x-gitlab-token': secret,
        'idempotency-key': as,
      }),
  };
}

const goPath = (route: string, channelId: string): string => `/plugins/${yardstickId}/${route}?channel=${channelId}`;

/** The Go plugin has to know the card ({@link teach}). */
export function goWay(sender: Caller, channelId: string): Way {
  const path = goPath('hook', channelId);
  return { name: 'Go plugin', mark: markOf, send: (n) => sender.post(path, delivery(n)) };
}

async function ask(sender: Caller, path: string, body: string): Promise<void> {
  const { status, body: answer } = await sender.post(path, body);
  if (status >= 300) throw new Error(`The Go plugin answered ${status}: ${answer.slice(0, 300)}`);
}

/** Tells the Go plugin which card to post. */
export async function teach(sender: Caller, card: Card): Promise<void> {
  await ask(sender, `/plugins/${yardstickId}/card`, JSON.stringify(card));
}

/** Lets the Go plugin make `count` posts from number `from` on by one request, `width` at a time; by its own bot without `author`. */
export async function flood(sender: Caller, channelId: string, from: number, count: number, width: number, author = ''): Promise<void> {
  await ask(sender, `${goPath('flood', channelId)}&from=${markOf(from)}&count=${count}&width=${width}&user=${author}`, '');
}

/** The Go plugin answers at once and forgets: there are no posts to wait for. */
export function forgettingWay(sender: Caller): Way {
  return { name: 'nothing but answers', mark: markOf, send: (n) => sender.post(`/plugins/${yardstickId}/accept`, delivery(n)) };
}

/** The incoming webhook is given the same card. */
export async function incomingWay(server: Embedded, sender: Caller, channelId: string, card: Card): Promise<Way> {
  const hook = await server.users['admin']?.api.post('/api/v4/hooks/incoming', { channel_id: channelId, display_name: 'bench' });
  if (typeof hook !== 'object' || hook === null || !('id' in hook)) throw new Error('The incoming webhook was not made.');
  const { mark, message, attachments, props } = card;
  const body = JSON.stringify({ text: message, attachments, props });
  return {
    name: 'incoming webhook',
    mark: markOf,
    send: (n) => sender.post(`/hooks/${String(hook.id)}`, body.replaceAll(mark, markOf(n))),
  };
}

/** What a post of ours says: the others post it, too, each with a number of its own in the place of `mark`. */
export interface Card {
  readonly mark: string;
  readonly message: string;
  readonly attachments: readonly object[];
  /** The others of the post. */
  readonly props: Readonly<Record<string, unknown>>;
}

const cardProps = z.looseObject({ attachments: z.array(z.looseObject({ actions: z.array(z.looseObject({})).optional() })) });
const list = z.object({ order: z.array(z.string()), posts: z.record(z.string(), z.object({ message: z.string(), props: cardProps })) });
/** What a button does is not told with the post. */
const integration = { url: `/plugins/${yardstickId}/accept`, context: { action: 'log' } };

/** The card that delivery number `n` of ours became, which has to be the newest post of the channel. */
export async function cardOf(server: Embedded, channelId: string, n: number): Promise<Card> {
  const { order, posts } = list.parse(await server.users['admin']?.api.get(`/api/v4/channels/${channelId}/posts?per_page=1`));
  const post = posts[order[0] ?? ''];
  if (post?.message.includes(markOf(n)) !== true) throw new Error('The newest post is not the card that was expected.');
  const { attachments, from_bot: _, from_plugin: __, ...props } = post.props;
  return {
    mark: markOf(n),
    message: post.message,
    attachments: attachments.map(({ actions = [], ...rest }) => ({
      ...rest,
      actions: actions.map(({ id: ___, ...action }, at) => ({ ...action, id: `action${at}`, integration })),
    })),
    props,
  };
}

/** One of about 2,500 bytes, where none of ours is at hand. */
export const plainCard: Card = {
  mark: markOf(0),
  message: `Pipeline #${markOf(0)} passed`,
  attachments: [
    {
      fallback: 'Pipeline',
      color: '#3db887',
      title: 'gitlab-org/gitlab-test',
      text: payload
        .match(/[a-z]{3,}/gi)
        ?.join(' ')
        .slice(0, 2_200),
    },
  ],
  props: {},
};
