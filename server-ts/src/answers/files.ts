// Files of an answer, uploaded into the channel; what the server does not take is said instead.

import type { ChannelId } from '../ci/ids.ts';
import { say, type Words } from '../ci/words.ts';
import type { AnswerPosts, NamedFile } from './ports.ts';

export interface Uploaded {
  readonly ids: readonly string[];
  /** A line for each that is not among them. */
  readonly left: readonly Words[];
}

export async function uploadAll(posts: AnswerPosts, channelId: ChannelId, files: readonly NamedFile[]): Promise<Uploaded> {
  if (files.length === 0) return { ids: [], left: [] };
  const limit = await posts.maxFileSize();
  const ids: string[] = [];
  const left: Words[] = [];
  // One after the other: each is in memory more than once while it travels.
  for (const { name, bytes } of files) {
    if (bytes.length > limit)
      left.push(say`\n- ${name} has ${megabytes(bytes.length)}; Mattermost takes files of up to ${megabytes(limit)}.`);
    else ids.push(await posts.upload(channelId, { name: safeName(name), bytes }));
  }
  return { ids, left };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The server refuses names with a path in them. */
function safeName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  return base.replaceAll(/[\p{Cc}\p{Cf}:*?"<>|]/gu, '_').slice(-150) || 'file';
}
