// Who asks: every question of the sidebar comes from a signed-in person, most are about a channel that the person is a member of.
//
// The server sets `Mattermost-User-Id` for a signed-in person and removes one that a caller sends; a changing request without the right
// `X-CSRF-Token` is nobody's (`ServePluginRequest` in server/channels/app/plugin_requests.go).

import type { ApiError } from '@ci-command-center/contract';
import type { Context } from 'hono';
import { toChannelId, type ChannelId } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';

export interface Session {
  readonly userId: string;
}

export interface ChannelSession extends Session {
  readonly channelId: ChannelId;
}

/** Whether the person is a member of the channel. */
export type IsMember = (userId: string, channelId: string) => Promise<boolean>;

type Handler = (context: Context) => Promise<Response>;

/** `model.IsValidId`: 26 letters and digits. */
const ID = /^[a-z0-9]{26}$/;

export const refuse = (code: string, message: string): ApiError => ({ code, message });

export function isId(text: string): boolean {
  return ID.test(text);
}

/** Expected failures become answers; nothing is kept by browsers. */
export function signedIn(answer: (session: Session, context: Context) => Promise<Response>): Handler {
  return async (context) => {
    const userId = context.req.header('Mattermost-User-Id') ?? '';
    if (userId === '') return context.json(refuse('CI_API_SESSION', 'Sign in to Mattermost first.'), 401);
    context.header('Cache-Control', 'no-store');
    try {
      return await answer({ userId }, context);
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      const status = statusOf(error);
      if (status === 503) context.header('Retry-After', '5');
      return context.json(viewOfError(error), status);
    }
  };
}

/** `channelId` reads the channel from the request; undefined where it names none. */
export function inChannel(
  isMember: IsMember,
  channelId: (context: Context) => Promise<string | undefined>,
  answer: (session: ChannelSession, context: Context) => Promise<Response>,
): Handler {
  return signedIn(async ({ userId }, context) => {
    const channel = (await channelId(context)) ?? '';
    if (!isId(channel)) return context.json(refuse('CI_API_CHANNEL', 'Give the channel as channel_id.'), 400);
    if (!(await isMember(userId, channel)))
      return context.json(refuse('CI_API_CHANNEL_FORBIDDEN', 'Only members of the channel see this; join it first.'), 403);
    return answer({ userId, channelId: toChannelId(channel) }, context);
  });
}

export async function channelInQuery(context: Context): Promise<string | undefined> {
  return context.req.query('channel_id');
}

/** The remedy is our Markdown; what it marks as code is plain here. */
export function viewOfError({ code, message, remedy }: CiError): ApiError {
  return refuse(code, `${message} ${remedy}`.replaceAll('`', '').trim());
}

/** The web app tells failures apart by their codes. */
function statusOf({ code }: CiError): 400 | 403 | 404 | 409 | 502 | 503 {
  if (code.startsWith('CI_STORAGE_')) return 503;
  if (/_(?:MISSING|FORBIDDEN|PERMISSION|DENIED|SELF|LABELS|ENDED|MOVED)$/.test(code)) return 403;
  if (code.endsWith('_UNKNOWN')) return 404;
  if (code.startsWith('CI_RUN_')) return 409;
  return /^CI_(?:COMMAND|API|SUBSCRIPTION|ACTION_UNTIL)/.test(code) ? 400 : 502;
}
