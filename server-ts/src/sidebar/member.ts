// Lets only members of a channel ask about it.
import type { ApiError } from '@ci-command-center/contract';
import type { Context } from 'hono';
import { CiError } from '../platform/errors.ts';

export interface MemberPorts {
  /** Whether the person is a member of the channel. */
  isMember(userId: string, channelId: string): Promise<boolean>;
}

/** `model.IsValidId`: 26 letters and digits. */
const ID = /^[a-z0-9]{26}$/;

export const refuse = (code: string, message: string): ApiError => ({ code, message });

/**
 * Answers a question with `?channel_id=`. The server sets `Mattermost-User-Id` for a signed-in person, and removes one that a caller
 * sends. While the database is away the answer is 503 and says so.
 */
export function asMember(
  { isMember }: MemberPorts,
  answer: (context: Context, channelId: string, userId: string) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const userId = context.req.header('Mattermost-User-Id') ?? '';
    if (userId === '') return context.json(refuse('CI_API_SESSION', 'Sign in to Mattermost first.'), 401);
    const channelId = context.req.query('channel_id') ?? '';
    if (!ID.test(channelId)) return context.json(refuse('CI_API_CHANNEL', 'Give the channel as channel_id.'), 400);
    if (!(await isMember(userId, channelId)))
      return context.json(refuse('CI_API_CHANNEL_FORBIDDEN', 'Join the channel to see its pipelines.'), 403);
    context.header('Cache-Control', 'no-store');
    return answer(context, channelId, userId).catch((error: unknown) => unavailable(context, error));
  };
}

function unavailable(context: Context, error: unknown): Response {
  if (!(error instanceof CiError)) throw error;
  context.header('Retry-After', '5');
  return context.json(refuse(error.code, `${error.message} ${error.remedy.replaceAll('`', '')}`), 503);
}
