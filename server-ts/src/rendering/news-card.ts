// What happened once and is told once, on its own card.

import type { CommentNews, NewsState, ReactionNews, ReleaseNews, WikiNews } from '../ci/news.ts';
import type { Card } from './card.ts';
import { safeUrl } from './escape.ts';
import { byWhom, MAX_TITLE, nameOf, opening, originOf, shown } from './foreign.ts';
import type { Told } from './told.ts';
import { tellPush, tellTag } from './push-card.ts';
import { quote } from './quote.ts';
import { colors } from './status-look.ts';

export function newsCard(state: NewsState, providerTitle: string): Card {
  const { project } = state.subject;
  const { look, sentence, title, url, lines } = tell(state);
  const titleUrl = safeUrl(url ?? '');
  return {
    look,
    headline: `${look.symbol} ${opening(project)}${sentence}`,
    title: title === '' ? shown(project.path, MAX_TITLE) : title,
    ...(titleUrl !== undefined && { titleUrl }),
    lines: lines.filter((line) => line !== ''),
    footer: originOf(providerTitle, project),
  };
}

function tell({ news }: NewsState): Told {
  switch (news.event) {
    case 'push':
      return tellPush(news);
    case 'tag':
      return tellTag(news);
    case 'release':
      return tellRelease(news);
    case 'wiki':
      return tellWiki(news);
    case 'comment':
      return tellComment(news);
    case 'reaction':
      return tellReaction(news);
  }
}

function tellRelease({ action, tag, name, description, by, url }: ReleaseNews): Told {
  const title = name === '' ? tag : name;
  const place = title === tag ? '' : ` (${shown(tag, 60)})`;
  return {
    look: { symbol: '◆', word: action === 'created' ? 'released' : action, color: action === 'deleted' ? colors.over : colors.good },
    sentence: `release ${shown(title, MAX_TITLE)}${place} ${action === 'created' ? 'published' : action}${byWhom(by)}`,
    title,
    url,
    lines: quote(description ?? '', url, { lines: 12, letters: 1_200 }),
  };
}

function tellWiki({ action, title, message, by, url }: WikiNews): Told {
  return {
    look: { symbol: '✎', word: action, color: action === 'deleted' ? colors.over : colors.quiet },
    sentence: `wiki page ${shown(title, MAX_TITLE)} ${action}${byWhom(by)}`,
    title,
    url,
    lines: [message === undefined ? '' : shown(message, MAX_TITLE)],
  };
}

function tellComment({ on, text, by, url }: CommentNews): Told {
  return {
    look: { symbol: '✎', word: 'commented', color: colors.quiet },
    sentence: `${nameOf(by) ?? 'somebody'} commented on ${shown(on.title, MAX_TITLE)}`,
    title: on.title,
    url: url ?? on.url,
    lines: quote(text, url ?? on.url, { lines: 10, letters: 1_200 }),
  };
}

function tellReaction({ action, emoji, on, by, url }: ReactionNews): Told {
  const what = shown(emoji.replaceAll('_', ' '), 40);
  const who = nameOf(by) ?? 'somebody';
  return {
    look: { symbol: '☆', word: 'reacted', color: colors.quiet },
    sentence: `${who} ${action === 'given' ? `reacted with “${what}” to` : `took “${what}” back from`} ${shown(on.title, MAX_TITLE)}`,
    title: on.title,
    url: url ?? on.url,
    lines: [],
  };
}
