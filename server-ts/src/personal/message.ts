// What a person is told, as a post: one sentence for the notification, and below it the link, what was written, and how to switch it off.

import type { Button } from '../ci/command.ts';
import type { NoticeKind } from '../ci/notice.ts';
import { code, join, link, say, type Words } from '../ci/words.ts';
import type { PostContent } from '../delivery/index.ts';
import { callActions } from '../rendering/call-actions.ts';
import { quote } from '../rendering/quote.ts';
import { shorten } from '../rendering/shorten.ts';
import { markdownOf, plainOf } from '../rendering/words.ts';
import type { PersonalNews, Role, StoredNews, What } from './news.ts';

/** Names of the calls that a provider's command answers. */
export const OFF_CALL = 'notices-off';

export interface Message {
  readonly provider: string;
  readonly connection: string;
  /** As people write it, and the word of its command. */
  readonly title: string;
  readonly trigger: string;
  /** Oldest first, one at least. */
  readonly news: readonly StoredNews[];
  /** What more is known of each subject now, by its key. */
  readonly details: ReadonlyMap<string, readonly Words[]>;
  /** The person knows nothing of such messages yet; how they are known here. */
  readonly introduces?: 'linked' | 'signed-in';
}

const MAX_TEXT = 10_000;
const MAX_MESSAGE = 1_000;
/** Of a flood the first is said, and as many of the newest. */
const MAX_NEWS = 15;
const QUOTE = { lines: 4, letters: 400 };

export function drawMessage(message: Message): PostContent {
  const [first, ...rest] = message.news;
  const more = rest.slice(-MAX_NEWS);
  if (first === undefined) throw new Error('There is nothing to tell');
  const headline = sentenceOf(first);
  const between = rest.length - more.length;
  const skipped = between === 0 ? [] : ['', markdownOf(say`… and ${String(between)} more like this …`)];
  const below = [...linesOf(first, message), ...skipped, ...more.flatMap((each) => furtherLines(each, message)), ...introduction(message)];
  const kinds = [...new Set(message.news.map((each) => roleOf(each).kind))];
  const actions = callActions(message, { buttons: [offButton(kinds)] });
  const text = fitted(below);
  return {
    type: '',
    message: markdownOf(headline, MAX_MESSAGE),
    props: { attachments: [{ fallback: shorten(plainOf(headline), 200), text, actions }] },
  };
}

/** Lines of Markdown, cut at whole ones. */
function fitted(lines: readonly string[]): string {
  let room = MAX_TEXT;
  return lines.filter((line) => (room -= line.length + 1) >= 0).join('\n');
}

function roleOf({ roles, role = 0 }: StoredNews): Role {
  const found = roles[role];
  if (found === undefined) throw new Error('News without a role');
  return found;
}

export function sentenceOf(each: StoredNews): Words {
  const { news } = each;
  const { thing, by } = news;
  const { what } = roleOf(each);
  const it = nameOf(thing);
  const who = by ?? 'Somebody';
  const sentences: Readonly<Record<What, Words>> = {
    failed: say`Your pipeline ${thing.title} of ${thing.project.path} failed`,
    'deployment-failed': say`Your deployment of ${thing.project.path} to ${thing.title} failed`,
    'review-asked': say`${who} asks for your review of ${it}`,
    assigned: say`${who} assigned ${it} to you`,
    released: say`${who} ended your assignment to ${it}`,
    mentioned: say`${who} mentioned you in ${it}`,
    commented: say`${who} commented on ${it}`,
    approved: say`${who} approved ${it}`,
    unapproved:
      news.text === undefined ? say`${who} took the approval of ${it} back` : say`Approvals of ${it} were taken back: ${news.text}`,
    merged: say`${who} merged ${it}`,
    closed: say`${who} closed ${it}`,
    reopened: say`${who} opened ${it} again`,
  };
  return sentences[what];
}

/** `city/api!12: Add login` */
function nameOf({ kind, project, number, title }: PersonalNews['thing']): Words {
  if (number === undefined) return say`${title} in ${project.path}`;
  const place = say`${placeOf(kind, project.path, number)}`;
  return title === '' ? place : join([place, say`${title}`], ': ');
}

function placeOf(kind: PersonalNews['thing']['kind'], path: string, number: string): string {
  return `${path}${kind === 'issue' ? '#' : '!'}${number}`;
}

function linesOf(each: StoredNews, { details }: Message): readonly string[] {
  const { thing, url } = each.news;
  const to = url ?? thing.url;
  const shown = thing.number === undefined ? linkWords(thing) : placeOf(thing.kind, thing.project.path, thing.number);
  const found = details.get(each.subject) ?? [];
  return [...(to === undefined ? [] : [markdownOf(link(shown, to))]), ...quoteOf(each), ...found.map((words) => markdownOf(words))];
}

function linkWords({ kind, title, project }: PersonalNews['thing']): string {
  switch (kind) {
    case 'pipeline':
      return `${project.path} ${title}`;
    case 'deployment':
      return `${project.path} → ${title}`;
    default:
      return title;
  }
}

/** What came while the first was not read. */
function furtherLines(each: StoredNews, message: Message): readonly string[] {
  const { url } = each.news;
  const sentence = sentenceOf(each);
  const pointed = url === undefined ? sentence : join([sentence, link('open', url)], ' · ');
  const found = message.details.get(each.subject) ?? [];
  return ['', markdownOf(pointed), ...quoteOf(each), ...found.map((words) => markdownOf(words))];
}

/** What an approval was taken back for stands in its sentence. */
function quoteOf(each: StoredNews): readonly string[] {
  const { text, url, thing } = each.news;
  return text === undefined || roleOf(each).what === 'unapproved' ? [] : quote(text, url ?? thing.url, QUOTE);
}

function introduction({ introduces, title, trigger }: Message): readonly string[] {
  if (introduces === undefined) return [];
  const why =
    introduces === 'linked'
      ? say`You connected your ${title} account, so you are told here what concerns you there.`
      : say`You sign in to Mattermost with ${title}, so you are told here what concerns you there.`;
  return [
    '',
    markdownOf(say`${why} ${code(`/${trigger} settings`)} chooses what, and ${code(`/${trigger} settings notifications off`)} ends it.`),
  ];
}

function offButton(kinds: readonly NoticeKind[]): Button {
  return { label: 'Turn off messages like this', call: { name: OFF_CALL, args: { kinds: kinds.join(',') } } };
}
