// What Mattermost sends when somebody clicks below a post or submits a dialog. Any signed-in person can send the same by hand, so
// nothing here is trusted but who it is, which the server says in a header.

import * as z from 'zod';
import { toChannelId, toSubjectKey, type ChannelId, type SubjectKey } from '../ci/ids.ts';
import { parseJson } from '../platform/foreign-json.ts';

const id = z.string().regex(/^[a-z0-9]{26}$/);
const key = z.string().min(1).max(2000).transform(toSubjectKey);
const text = z.string().max(1000);

/** `model.PostActionIntegrationRequest`; `context` as `rendering/actions.ts` made it. */
const clickSchema = z.object({
  channel_id: id.transform(toChannelId),
  post_id: text.catch(''),
  trigger_id: text.catch(''),
  context: z.object({ action: z.enum(['silence', 'expire']), key, selected_option: text.optional().catch(undefined) }),
});

/** What a dialog carries. */
const stateSchema = z.object({ key, proof: text });

/** `model.SubmitDialogRequest`; `state` as {@link writeState} made it. */
const formSchema = z.object({
  channel_id: id.transform(toChannelId),
  state: z.string().max(4000),
  cancelled: z.boolean().catch(false),
  submission: z.object({ until: text.catch(''), comment: text.catch('') }).catch({ until: '', comment: '' }),
});

export interface Click {
  readonly userId: string;
  readonly channelId: ChannelId;
  readonly key: SubjectKey;
  readonly action: 'silence' | 'expire';
  /** The chosen entry of a menu. */
  readonly option: string | undefined;
  readonly triggerId: string;
  readonly postId: string;
}

export interface Form {
  readonly userId: string;
  readonly channelId: ChannelId;
  readonly key: SubjectKey;
  readonly proof: string;
  readonly cancelled: boolean;
  readonly until: string;
  readonly comment: string;
}

/** Undefined when it is not what Mattermost would send. */
export async function readClick(request: Request, userId: string): Promise<Click | undefined> {
  const { data } = clickSchema.safeParse(await bodyOf(request));
  if (data === undefined) return undefined;
  const { action, key: subject, selected_option: option } = data.context;
  return { userId, channelId: data.channel_id, key: subject, action, option, triggerId: data.trigger_id, postId: data.post_id };
}

export async function readForm(request: Request, userId: string): Promise<Form | undefined> {
  const { data } = formSchema.safeParse(await bodyOf(request));
  const state = data && stateSchema.safeParse(parseJson(Buffer.from(data.state))).data;
  return state && { userId, channelId: data.channel_id, ...state, cancelled: data.cancelled, ...data.submission };
}

export function writeState(state: Pick<Form, 'key' | 'proof'>): string {
  return JSON.stringify(state);
}

async function bodyOf(request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > 100_000) return undefined;
  return request.json().catch(() => undefined);
}
