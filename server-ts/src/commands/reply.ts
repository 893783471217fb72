// What the person who typed a command gets back; nobody else sees it, unless the command acted on the channel.

import { CiError } from '../platform/errors.ts';

export interface Reply {
  /** Markdown without addresses outside code: the server looks up the first link of a message before it shows it. */
  readonly text: string;
  /** For all in the channel, as the command changed something for all. */
  readonly inChannel?: true;
  /** As in Mattermost's `model.MessageAttachment`; links belong here. */
  readonly attachments?: readonly { readonly fallback: string; readonly text: string }[];
}

/** An expected failure in the person's words; a surprise goes on to where it is logged. */
export function replyToFailure(failure: unknown): Reply {
  if (!(failure instanceof CiError)) throw failure;
  return { text: `${failure.message} ${failure.remedy} (${failure.code})` };
}

/** Letters of a message, some below Mattermost's limit (16,383). */
const LONGEST = 16_000;

/** Cut after a whole line when it is longer than a message may be. */
export function fitReply(reply: Reply): Reply {
  if (reply.text.length <= LONGEST) return reply;
  const kept: string[] = [];
  let length = 0;
  const lines = reply.text.split('\n');
  for (const line of lines) {
    length += line.length + 1;
    if (length > LONGEST - 40) break;
    kept.push(line);
  }
  return { ...reply, text: [...kept, `… and ${lines.length - kept.length} more lines`].join('\n') };
}
