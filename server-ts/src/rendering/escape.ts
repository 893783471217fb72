// Foreign text made harmless in Mattermost's Markdown: it shows as it was written, and nothing in it acts.
//
// Backslashes alone do not do: Mattermost resolves them first and then looks for mentions, hashtags, channels and emoji
// in the plain text (`getExplicitMentions` in server/channels/app/notification.go; the web app's text formatting).
// So those are broken by a zero-width space, which also breaks addresses; markup is escaped with a backslash.

const GAP = '\u200B';

/** Nobody reads more of one line, and a log without line breaks must not hold us up. */
const MAX_READ = 20_000;

/** A longer one is no address that a person would follow. */
const MAX_URL = 2_000;

/** Controls and line separators, as good as a space. */
const breaks = /[\p{Cc}\u2028\u2029\u2800]/gu;

/** Direction overrides, invisible characters and tags: they make text look like something it is not. */
const deceptive = /(?!\u200D|\uFE0E|\uFE0F)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** A joiner between two pictographs makes one emoji of them; anywhere else it only hides. */
const looseJoiner = /(?<!\p{Extended_Pictographic}\uFE0F?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;

/** More marks on one letter than any language needs run over the lines above. */
const markPile = /(\p{M}{3})\p{M}+/gu;

/** What most texts are: nothing in them deceives or combines. */
const ordinary = /^[ -~]*$/;

/** Letters, digits and spaces mean nothing to Markdown or to Mattermost. */
const harmless = /^[A-Za-z0-9 ]*$/;

/** One line of plain text for places that know no markup (fallback, footer, the web app). Never throws. */
export function plain(text: string): string {
  const read = text.slice(0, MAX_READ);
  if (ordinary.test(read)) return read.replace(/ {2,}/g, ' ').trim();
  const visible = read.toWellFormed().replace(breaks, ' ').replace(deceptive, '').replace(looseJoiner, '');
  return visible.replace(markPile, '$1').replace(/\s+/gu, ' ').trim();
}

/** One line of Markdown that shows `text` and does nothing else. */
export function escape(text: string): string {
  const line = plain(text);
  if (harmless.test(line)) return line;
  return line
    .replace(/[\\`*{}[\]#>~|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^([-+=]|\d+(?=[.)]))/, `${GAP}$1`)
    .replace(/[@#~:&<$^]/g, `$&${GAP}`)
    .replace(/\.(?=\p{L})/gu, `.${GAP}`)
    .replace(/www\d*(?=\.)/gi, `$&${GAP}`);
}

/**
 * One line for places that some clients read as Markdown and others as plain text: titles with a link, footers. It holds nothing that
 * either would show otherwise, and nothing in it calls anybody or becomes an address.
 */
export function neutral(text: string): string {
  const line = plain(text);
  if (harmless.test(line)) return line;
  return line
    .replace(/[@~:&<$^](?=\S)|#(?=[^\s\d])/g, `$&${GAP}`)
    .replace(/\.(?=\p{L})/gu, `.${GAP}`)
    .replace(/www\d*(?=\.)/gi, `$&${GAP}`);
}

/** A link; only the text when the address is none that a browser should be sent to. */
export function link(text: string, url: string | undefined): string {
  const target = url === undefined ? undefined : safeUrl(url);
  const shown = escape(text);
  return target === undefined || shown === '' ? shown : `[${shown}](${target})`;
}

/** The address with all that could end a Markdown link percent-encoded; undefined unless it is http or https. */
export function safeUrl(url: string): string | undefined {
  const parsed = url.length > MAX_URL ? null : URL.parse(url);
  if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return undefined;
  // What looks like an entity would be read as one, and the address would be another.
  const href = parsed.href.replace(/&(?=#?\w+;)/g, '%26');
  return href.replace(/[()[\]<>"'`\\*{}^|~\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
