// Whom a text mentions, as GitLab reads it: not in code, not in quotes. Groups (`@city/team`) and `@all` are nobody in particular.
// https://docs.gitlab.com/user/discussions/#mentions, lib/banzai/reference_extractor.rb (`ignore_blockquotes`)

const MOST = 20;
// A fence or span takes a whole run of backticks: to try its parts, too, takes time with the square of its length.
const fenced = /^(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n[\s\S]*?(?:^\1[^\n]*$|$(?![\s\S]))/gm;
const span = /(?<!`)(`+)(?!`)[^`\n]+\1(?!`)/g;
const quoted = /^\s{0,3}>.*$/gm;
const mention = /(?<![\w/@.`-])@([A-Za-z0-9_][\w.-]{0,254})(?![\w/])/g;

/** User names in the order they stand there, each once, at most 20. */
export function mentionsIn(text: string | undefined): readonly string[] {
  if (text === undefined || !text.includes('@')) return [];
  const read = text.replace(fenced, '').replace(quoted, '').replace(span, '');
  const names = [...read.matchAll(mention)].map(([, name = '']) => name.replace(/[.-]+$/, ''));
  return [...new Set(names)].filter((name) => name !== '' && name !== 'all').slice(0, MOST);
}

/** For what is stored: nothing where nobody is mentioned. */
export function mentioned(text: string | undefined): { readonly mentions?: readonly string[] } {
  const mentions = mentionsIn(text);
  return mentions.length === 0 ? {} : { mentions };
}
