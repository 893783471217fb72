// The manual in the bundle must hold together: it is read where nothing else can be looked up.
import { expect, test } from '@jest/globals';
import { readSources } from './sources.ts';
import { renderManual } from './manual.ts';
import { render } from './render.ts';

const files = await renderManual('1.2.3');
const pages = new Map(
  files.filter(({ name }) => name.endsWith('.html')).map(({ name, content }) => [name.replace(/\.html$/, ''), content]),
);
const hrefsIn = (html: string) => [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href = '']) => href);
const idsIn = (html: string) => new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));

test('every link leads to a heading or page that is there, or out of the manual', () => {
  const broken = [...pages].flatMap(([page, html]) =>
    hrefsIn(html).flatMap((href) => {
      if (/^https?:/.test(href)) return [];
      const [file = '', anchor] = href.split('#');
      const target = file === '' ? html : pages.get(file === './' ? 'index' : file);
      return target !== undefined && (anchor === undefined || idsIn(target).has(anchor)) ? [] : [`${page}: ${href}`];
    }),
  );
  expect(broken).toEqual([]);
});

test('the list beside each page names every page but decisions, to which texts lead', () => {
  const index = pages.get('index') ?? '';
  const nav = hrefsIn(index.slice(index.indexOf('<nav')));
  expect([...pages.keys()].filter((name) => name !== 'index' && !name.startsWith('decision-')).toSorted()).toEqual(nav.toSorted());
  expect(pages.get('configure')).toContain('<li><a href="configure" aria-current="page">');
});

test('nothing in it is loaded from elsewhere, runs, or is styled in place', () => {
  for (const [name, html] of pages) {
    expect([name, html.match(/<(?:script|img|iframe|style)\b|\s(?:src|style|on\w+)=|url\(/g)]).toEqual([name, null]);
    expect([name, html.match(/<title>.+ · CI Command Center<\/title>/g)?.length, html.match(/<h1/g)?.length]).toEqual([name, 1, 1]);
  }
  expect(files.find(({ name }) => name === 'style.css')?.content).not.toMatch(/url\(|@import/);
});

test('what each code of the doctor means can be linked to', () => {
  expect(pages.get('troubleshooting')).toContain('<tr id="CI_CHECK_CLOCK"><td><code>CI_CHECK_CLOCK</code></td>');
});

test('what a link leads to in the repository only is told without one, and code and foreign marks stay text', () => {
  const { title, html } = render(
    { path: 'docs/a.md', text: '# A `b`\n\nSee [why](decisions/0001.md), [c](c.md#d) and <name>.\n\n## D & e\n\n```yaml\na: "<b>"\n```\n' },
    new Map([['docs/c.md', 'c']]),
  );
  expect(title).toBe('A b');
  expect(html).toContain('<p>See why, <a href="c#d">c</a> and &lt;name&gt;.</p>');
  expect(html).toContain('<h2 id="d--e">D &amp; e</h2>');
  expect(html).toContain('a: &quot;&lt;b&gt;&quot;');
});

test('links out of the manual are those to what it has no page for', async () => {
  const sources = await readSources();
  const known = new Set(sources.map(({ path }) => path.split('/').at(-1)));
  const left = sources.flatMap(({ path, text }) =>
    [...text.replaceAll(/`[^`]*`/g, '').matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)].flatMap(([, href = '']) => {
      const file = href.split('#')[0]?.split('/').at(-1) ?? '';
      return known.has(file) || /contract\/src|\/assets\//.test(href) ? [] : [`${path}: ${href}`];
    }),
  );
  expect(left).toEqual([]);
});
