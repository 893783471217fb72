// The manual that a bundle carries: docs/ and the readmes of the CI systems as pages that a browser shows without the internet.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Marked, type Token, type Tokens } from 'marked';
import { addressOf, escapeHtml, render } from './render.ts';
import { readSources, type Source } from './sources.ts';

export interface ManualFile {
  /** `configure.html`, `style.css` */
  readonly name: string;
  readonly content: string;
}

/** All files of it. The first page, docs/README.md, is also the list of pages beside every other. */
export async function renderManual(version: string): Promise<readonly ManualFile[]> {
  const sources = await readSources();
  const byPath = new Map(sources.map(({ path, name }) => [path, name]));
  const groups = listPages(sources, byPath);
  const pages = sources.map((source) => {
    const { title, html } = render(source, byPath);
    return { name: `${source.name}.html`, content: frame({ title, html, version, nav: renderNav(groups, source.name) }) };
  });
  return [...pages, { name: 'style.css', content: await readFile(join(import.meta.dirname, 'style.css'), 'utf8') }];
}

interface Group {
  readonly title: string;
  readonly links: readonly { readonly to: string; readonly text: string }[];
}

/** Headings and links of docs/README.md, as they stand there. */
function listPages(sources: readonly Source[], byPath: ReadonlyMap<string, string>): readonly Group[] {
  const index = sources.find(({ name }) => name === 'index');
  const groups: { title: string; links: { to: string; text: string }[] }[] = [];
  const markdown = new Marked();
  markdown.walkTokens(markdown.lexer(index?.text ?? ''), (token) => {
    if (isHeading(token) && token.depth === 2) groups.push({ title: token.text, links: [] });
    if (!isLink(token)) return;
    const to = addressOf(token.href, index?.path ?? '', byPath);
    if (to !== undefined && !to.includes('#')) groups.at(-1)?.links.push({ to, text: token.text });
  });
  return groups;
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';
const isLink = (token: Token): token is Tokens.Link => token.type === 'link';

function renderNav(groups: readonly Group[], current: string): string {
  const lists = groups.map(({ title, links }) => {
    const items = links.map(
      ({ to, text }) => `<li><a href="${to}"${to === current ? ' aria-current="page"' : ''}>${escapeHtml(text)}</a></li>`,
    );
    return `<h2>${escapeHtml(title)}</h2><ul>${items.join('')}</ul>`;
  });
  return lists.join('\n');
}

interface Page {
  readonly title: string;
  readonly html: string;
  readonly version: string;
  readonly nav: string;
}

/** The list stands behind the text: on a narrow screen it is below it. */
function frame({ title, html, version, nav }: Page): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · CI Command Center</title><link rel="stylesheet" href="style.css"></head>
<body>
<header><a href="./">CI Command Center</a> <span>${escapeHtml(version)}</span> <a class="to-pages" href="#pages">All pages</a></header>
<main>
${html}</main>
<nav id="pages" aria-label="Pages">
${nav}
</nav>
</body>
</html>
`;
}
