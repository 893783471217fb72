// Markdown of the repository → the HTML of a page; links lead to other pages of the manual, or out of it.
import { posix } from 'node:path';
import { Marked, type Tokens } from 'marked';
import type { Source } from './sources.ts';

export interface Rendered {
  readonly title: string;
  readonly html: string;
}

/** `byPath`: names of the pages there are, by the paths of their sources. */
export function render({ path, text }: Pick<Source, 'path' | 'text'>, byPath: ReadonlyMap<string, string>): Rendered {
  const ids = new Map<string, number>();
  const markdown = new Marked({ gfm: true });
  markdown.use({
    renderer: {
      heading({ tokens, depth }) {
        const id = uniqueId(slugOf(plain(tokens)), ids);
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        const to = addressOf(href, path, byPath);
        return to === undefined ? inner : `<a href="${escapeHtml(to)}"${/^https?:/.test(to) ? ' rel="noreferrer"' : ''}>${inner}</a>`;
      },
      // What is wider than the screen scrolls by itself, and can be reached by keyboard for that.
      code: ({ text: written }) => `<pre tabindex="0"><code>${escapeHtml(written)}\n</code></pre>\n`,
      table(token) {
        const head = token.header.map((cell) => `<th>${this.parser.parseInline(cell.tokens)}</th>`).join('');
        const rows = token.rows.map(
          (row) => `<tr${codeId(row[0]?.text)}>${row.map((cell) => `<td>${this.parser.parseInline(cell.tokens)}</td>`).join('')}</tr>\n`,
        );
        return `<div class="table" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join('')}</tbody></table></div>\n`;
      },
      // Texts of ours have none but places for links; what looks like it is meant as it stands there.
      html: ({ text: raw }) => (/^(?:<a id="[\w-]+">|<\/a>)$/.test(raw) ? raw : escapeHtml(raw)),
    },
  });
  const tokens = markdown.lexer(text);
  const first = tokens.find((token): token is Tokens.Heading => token.type === 'heading');
  return { title: first === undefined ? '' : plain(first.tokens), html: markdown.parser(tokens) };
}

/** Undefined for what is in the repository, but not in the manual. */
export function addressOf(href: string, from: string, byPath: ReadonlyMap<string, string>): string | undefined {
  if (/^(?:https?:|#)/.test(href)) return href;
  const [file = '', anchor] = href.split('#');
  const name = byPath.get(posix.join(posix.dirname(from), file));
  if (name === undefined) return undefined;
  return `${name === 'index' ? './' : name}${anchor === undefined ? '' : `#${anchor}`}`;
}

/** As GitHub and GitLab make them of headings, so that one link works in both. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

function uniqueId(slug: string, ids: Map<string, number>): string {
  const before = ids.get(slug) ?? 0;
  ids.set(slug, before + 1);
  return before === 0 ? slug : `${slug}-${before}`;
}

/** A line about a code can be linked to: `troubleshooting#CI_CHECK_CLOCK`. */
function codeId(first = ''): string {
  const code = /^`(CI_[A-Z0-9_]+)`/.exec(first)?.[1];
  return code === undefined ? '' : ` id="${code}"`;
}

function plain(tokens: readonly { readonly type: string; readonly raw: string; readonly text?: unknown }[]): string {
  return tokens.map((token) => (typeof token.text === 'string' ? token.text : token.raw)).join('');
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
