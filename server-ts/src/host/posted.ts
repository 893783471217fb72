// The hook that the server calls before it stores a post: what people write themselves may be added to; everything else stays as it is.

import type { Hooks, Post } from '../mattermost/index.ts';

type Hook = Required<Hooks>['messageWillBePosted'];

/** Marks of posts that no person wrote in a client (`server/public/model/post.go`). */
const MADE = ['from_webhook', 'from_bot', 'from_plugin', 'from_oauth_app'];

const unchanged = [undefined, ''] as const;

/**
 * `rewrite` answers the new message, or undefined to leave it; it must not reject. Only the message is answered: the server decodes the
 * answer into the post that it has (`hooksRPCClient.MessageWillBePosted` in server/public/plugin/client_rpc.go), so no other field of it
 * can be lost.
 */
export function createPostedHook(rewrite: (posted: { userId: string; message: string }) => Promise<string | undefined>): Hook {
  return async (_context, post) => {
    if (!isTyped(post)) return unchanged;
    const message = await rewrite({ userId: post.user_id, message: post.message });
    return message === undefined ? unchanged : [{ message }, ''];
  };
}

function isTyped({ type, message, props }: Post): boolean {
  return type === '' && message !== '' && MADE.every((mark) => props?.[mark] === undefined);
}
