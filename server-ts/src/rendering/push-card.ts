// A push: who, where, and the commits, the newest first.

import type { Commit } from '../ci/pipeline.ts';
import type { PushNews, TagNews } from '../ci/news.ts';
import { safeUrl } from './escape.ts';
import { byWhom, countOf, linked, MAX_TITLE, nameOf, shown } from './foreign.ts';
import { colors } from './status-look.ts';
import type { Told } from './told.ts';

const MAX_COMMITS = 5;

export function tellPush({ action, ref, commits, total, by, url }: PushNews): Told {
  const branch = shown(ref.name, 60);
  const some = total > 0 ? ` ${countOf(total, 'commit')}` : '';
  const sentences = {
    pushed: `${nameOf(by) ?? 'somebody'} pushed${some} to ${branch}`,
    created: `branch ${branch} created${byWhom(by)}${total > 0 ? ` with${some}` : ''}`,
    deleted: `branch ${branch} deleted${byWhom(by)}`,
  };
  const listed = commits.slice(-MAX_COMMITS).toReversed();
  const left = Math.max(total, commits.length) - listed.length;
  return {
    look: action === 'deleted' ? { symbol: '⊘', word: 'deleted', color: colors.over } : { symbol: '↑', word: action, color: colors.quiet },
    sentence: sentences[action],
    title: ref.name,
    url: url ?? ref.url,
    lines: [...listed.map(commitLine), left > 0 && listed.length > 0 ? `and ${countOf(left, 'more commit')}` : ''],
  };
}

export function tellTag({ action, ref, message, commit, by, url }: TagNews): Told {
  const about = message === undefined ? '' : shown(message, MAX_TITLE);
  return {
    look:
      action === 'deleted' ? { symbol: '⊘', word: 'deleted', color: colors.over } : { symbol: '◆', word: 'tagged', color: colors.quiet },
    sentence: `tag ${shown(ref.name, 60)} ${action}${byWhom(by)}`,
    title: ref.name,
    url: url ?? ref.url,
    lines: [about, commit === undefined ? '' : commitLine(commit)],
  };
}

function commitLine({ sha, title, url, author }: Commit): string {
  return `${linked(sha.slice(0, 8), safeUrl(url ?? '') === undefined ? undefined : url)} ${shown(title, MAX_TITLE)}${byWhom(author)}`;
}
