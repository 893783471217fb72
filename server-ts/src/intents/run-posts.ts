// Keeps the posts that show a run: its card, and the question to those who must agree. Each is made once, whatever dies on the way.

import { randomUUID } from 'node:crypto';
import { toSubjectKey, type ChannelId } from '../ci/ids.ts';
import { createFillSlot, keyed, keyOfSlot, type SlotPorts } from '../delivery/slot.ts';
import type { PostContent, Posts } from '../delivery/index.ts';
import type { Clock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';

type RunPosts = SlotPorts['ledger'];

/** `card`, `ask`, or `step <name>`. */
export type RunPlace = string;

export interface RunPostPorts {
  readonly ledger: RunPosts;
  readonly posts: Posts;
  readonly now: Clock;
}

/** Makes the post, or makes it say this. Rejects when the server did not take it now; a post that people deleted stays deleted. */
export type ShowPost = (
  at: { readonly run: string; readonly place: RunPlace; readonly channel: ChannelId },
  content: PostContent,
) => Promise<void>;

export function createShowPost(ports: RunPostPorts): ShowPost {
  const fill = createFillSlot(ports, randomUUID());
  return async ({ run, place, channel }, content) => {
    const slot = { subject: toSubjectKey(run), channel, episode: 0, reply: place };
    const substance = JSON.stringify(content);
    const entry = (await ports.ledger.find(slot)) ?? { slot, claims: 0, edits: 0, gone: false, settled: false };
    if (entry.gone) return;
    if (entry.post !== undefined && entry.substance === substance) return;
    if (entry.post === undefined) {
      const filled = await fill(entry, { place: { channel }, content, substance, settled: false });
      if (filled.kind === 'refused') throw filled.problem;
      if (filled.kind === 'later') throw busy();
      if (filled.kind === 'gone' || filled.substance === substance) return;
      return edit(ports, slot, filled.post, content, substance);
    }
    await edit(ports, slot, entry.post, content, substance);
  };
}

type Slot = Parameters<RunPosts['claim']>[0];

async function edit(
  ports: RunPostPorts,
  slot: Slot,
  post: Parameters<Posts['update']>[0],
  content: PostContent,
  substance: string,
): Promise<void> {
  const outcome = await ports.posts.update(post, keyed(content, keyOfSlot(slot)));
  if (outcome.kind === 'refused') throw outcome.problem;
  await ports.ledger.note(slot, outcome.kind === 'gone' ? { gone: true } : { edited: substance });
}

function busy(): CiError {
  return new CiError('CI_RUN_POST', 'Somebody else posts it right now.', 'It is tried again in a moment.');
}
