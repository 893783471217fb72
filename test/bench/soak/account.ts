// The account at the end of a run: what the posts say, beside what they must say.
import type { BotPost } from '../../server/ledger.ts';
import type { Expected } from './lives.ts';

export interface Account {
  readonly expected: number;
  /** Marks that no post has. */
  readonly lost: readonly string[];
  /** Posts of which there are more than one, by what they show. */
  readonly doubled: readonly string[];
  /** Posts that do not show the end. */
  readonly behind: readonly string[];
}

const MARK = /7700[12]\d{7}/;

const isShowing = ({ pipeline, message, text }: BotPost, shows: string): boolean =>
  pipeline === undefined ? (message + text).toLowerCase().includes(shows) : pipeline.status === shows;

/** `posts`: all that were not deleted, replies too. */
export function account(expected: readonly Expected[], posts: readonly BotPost[]): Account {
  const byMark = new Map<string, BotPost>();
  for (const post of posts) {
    if (post.rootId !== '') continue;
    const mark = post.pipeline?.number ?? MARK.exec(post.message + post.text)?.[0];
    if (mark !== undefined) byMark.set(mark, post);
  }
  const keys = Map.groupBy(posts, ({ cardKey, channel, rootId }) => `${cardKey} in ${channel}${rootId === '' ? '' : ' (reply)'}`);
  return {
    expected: expected.length,
    lost: expected.flatMap(({ mark }) => (byMark.has(mark) ? [] : [mark])),
    doubled: [...keys].flatMap(([key, same]) => (same.length > 1 ? [`${same.length} × ${key}`] : [])),
    behind: expected.flatMap(({ mark, shows }) => {
      const post = byMark.get(mark);
      return post === undefined || isShowing(post, shows)
        ? []
        : [`${mark} shows ${post.pipeline?.status ?? post.message.slice(0, 80)}, not ${shows}`];
    }),
  };
}
