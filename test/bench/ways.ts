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

const goPath = (route: string, channelId: string, size: number): string =>
  `/plugins/${yardstickId}/${route}?channel=${channelId}&pad=${Math.max(0, size - 80)}`;

/** `size`: of the post as `postSize` measures it. */
export function goWay(sender: Caller, channelId: string, size: number): Way {
  const path = goPath('hook', channelId, size);
  return { name: 'Go plugin', mark: markOf, send: (n) => sender.post(path, delivery(n)) };
}

/** Lets the Go plugin make `count` posts from number `from` on by one request, `width` at a time; by its own bot without `author`. */
export async function flood(sender: Caller, channelId: string, size: number, from: number, count: number, width: number, author = '') {
  const path = `${goPath('flood', channelId, size)}&from=${markOf(from)}&count=${count}&width=${width}&user=${author}`;
  const { status, body } = await sender.post(path, '');
  if (status >= 300) throw new Error(`The Go plugin's posts were answered by ${status}: ${body.slice(0, 300)}`);
}

/** The Go plugin answers at once and forgets: there are no posts to wait for. */
export function forgettingWay(sender: Caller): Way {
  return { name: 'nothing but answers', mark: markOf, send: (n) => sender.post(`/plugins/${yardstickId}/accept`, delivery(n)) };
}

/** The incoming webhook is given what makes a post of `size`, as `postSize` measures it. */
export async function incomingWay(server: Embedded, sender: Caller, channelId: string, size: number): Promise<Way> {
  const hook = await server.users['admin']?.api.post('/api/v4/hooks/incoming', { channel_id: channelId, display_name: 'bench' });
  if (typeof hook !== 'object' || hook === null || !('id' in hook)) throw new Error('The incoming webhook was not made.');
  const body = (n: number, pad: number): string =>
    JSON.stringify({
      text: `Pipeline #${markOf(n)} passed`,
      attachments: [{ fallback: 'Pipeline', color: '#3db887', title: 'gitlab-org/gitlab-test', text: 'x'.repeat(pad) }],
    });
  // What the server adds to a post by webhook: its name, and that it is one.
  const pad = Math.max(0, size - body(0, 0).length - 120);
  return { name: 'incoming webhook', mark: markOf, send: (n) => sender.post(`/hooks/${String(hook.id)}`, body(n, pad)) };
}

const list = z.object({ order: z.array(z.string()), posts: z.record(z.string(), z.object({ message: z.string(), props: z.unknown() })) });

/** Bytes of message and props, the part of a post that differs, of the newest post in the channel. */
export async function postSize(server: Embedded, channelId: string): Promise<number> {
  const { order, posts } = list.parse(await server.users['admin']?.api.get(`/api/v4/channels/${channelId}/posts?per_page=1`));
  const { message, props } = posts[order[0] ?? ''] ?? { message: '', props: {} };
  return Buffer.byteLength(JSON.stringify({ message, props }));
}
