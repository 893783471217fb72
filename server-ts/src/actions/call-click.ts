// What Mattermost sends when somebody clicks a button of a provider or submits its form. Only its shape is checked here.

import * as z from 'zod';
import type { Made } from '../answers/index.ts';
import { toChannelId, type ChannelId } from '../ci/ids.ts';
import type { CallActionContext } from '../rendering/call-context.ts';
import type { ElementMap } from '../rendering/dialog.ts';

const id = z.string().regex(/^[a-z0-9]{26}$/);
const name = z.string().max(200);
const text = z.string().max(20_000);
const record = z.record(z.string().max(300), text).default({});

/** `rendering/call-actions.ts` made it, or anybody. */
const contextSchema = z.object({
  provider: name,
  connection: name,
  call: name.default(''),
  args: record,
  confirm: z.object({ title: text, text, yes: text, lightly: z.literal(true).exactOptional() }).exactOptional(),
  proof: name.default(''),
  typed: text.exactOptional(),
  held: name.exactOptional(),
  selected_option: text.exactOptional(),
});

/** `model.PostActionIntegrationRequest`. */
const clickSchema = z.object({
  channel_id: id.transform(toChannelId),
  post_id: name.catch(''),
  trigger_id: text.catch(''),
  context: contextSchema,
});

const stateSchema = z.object({
  provider: name,
  connection: name,
  call: name,
  args: record,
  proof: name.default(''),
  held: name.default(''),
  map: z.object({ names: record, defaults: z.array(name), bools: z.array(name), hidden: z.array(z.string()).exactOptional() }),
});

/** `model.SubmitDialogRequest`. */
const formSchema = z.object({
  channel_id: id.transform(toChannelId),
  state: z.string().max(200_000),
  cancelled: z.boolean().catch(false),
  submission: z
    .record(z.string().max(300), z.unknown())
    .nullish()
    .transform((given) => given ?? {}),
});

export interface CallClick {
  readonly channelId: ChannelId;
  readonly postId: string;
  readonly triggerId: string;
  readonly made: Made;
  readonly proof: string;
  /**
   * The person's own client sent it, not Mattermost for a button that somebody else may have made: Mattermost sends no header of this name
   * (`DoActionRequest`), and no page of another origin can.
   */
  readonly direct: boolean;
  readonly confirm?: NonNullable<CallActionContext['confirm']>;
  /** A form that may still be remembered. */
  readonly held?: string;
  /** The chosen entry of a menu. */
  readonly choice?: string;
}

export interface CallForm {
  readonly channelId: ChannelId;
  readonly cancelled: boolean;
  readonly made: Extract<Made, { kind: 'call' }>;
  readonly proof: string;
  readonly map: ElementMap;
  /** The form, while it is remembered. */
  readonly held: string;
  readonly submission: Readonly<Record<string, unknown>>;
}

/** Undefined when it is not what Mattermost would send. */
export async function readCallClick(request: Request): Promise<CallClick | undefined> {
  const { data } = clickSchema.safeParse(await bodyOf(request));
  if (data === undefined) return undefined;
  const { provider, connection, call, args, typed, proof, confirm, held, selected_option: choice } = data.context;
  return {
    channelId: data.channel_id,
    postId: data.post_id,
    triggerId: data.trigger_id,
    made:
      typed === undefined
        ? { kind: 'call', provider, connection, call: { name: call, args } }
        : { kind: 'typed', provider, connection, typed },
    proof,
    direct: request.headers.get('X-Requested-With') === 'XMLHttpRequest',
    ...(confirm !== undefined && { confirm }),
    ...(held !== undefined && { held }),
    ...(choice !== undefined && { choice }),
  };
}

export async function readCallForm(request: Request): Promise<CallForm | undefined> {
  const { data } = formSchema.safeParse(await bodyOf(request));
  const state = data && stateSchema.safeParse(parsed(data.state)).data;
  if (data === undefined || state === undefined) return undefined;
  const { provider, connection, call, args, proof, map, held } = state;
  return {
    channelId: data.channel_id,
    cancelled: data.cancelled,
    made: { kind: 'call', provider, connection, call: { name: call, args } },
    proof,
    map,
    held,
    submission: data.submission,
  };
}

/** Logs pasted into a form are long; an upload is none. */
const MAX_BODY = 1_000_000;

async function bodyOf(request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) return undefined;
  return request.json().catch(() => undefined);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
