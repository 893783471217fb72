// Which projects of a CI system a channel is about: those it is subscribed to by name, and those it showed lately.

import type { Connection } from '../ci/connection.ts';
import type { ChannelId } from '../ci/ids.ts';
import type { Storage } from '../storage/index.ts';

/** Pipelines that are looked through. */
const LATELY = 50;

/** A glob names none; with one there may be any number, so the channel is not about a single one. */
export async function channelProjects(
  { subscriptions, subjects }: Pick<Storage, 'subscriptions' | 'subjects'>,
  channel: ChannelId,
  { provider, name }: Connection,
): Promise<readonly string[]> {
  const [asked, shown] = await Promise.all([subscriptions.inChannel(channel), subjects.inChannel(channel, { limit: LATELY })]);
  const named = asked.filter((each) => each.provider === provider && (each.connection ?? name) === name).map(({ project }) => project);
  const seen = shown.map(({ state }) => state.pipeline).filter((each) => each.provider === provider && each.connection === name);
  return [...new Set([...named.filter((project) => !/[*?\\]/.test(project)), ...seen.map(({ project }) => project.path)])];
}
