// Cuts text at limits without cutting a letter in two.

/** Made when first needed: the first of `Intl` costs some MB for good. */
let segmenter: Intl.Segmenter | undefined;

/** Each of these is a letter of its own; a carriage return and the end of a line together would be one. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/** At most `limit` UTF-16 units, the mark of the cut included; whole letters as people see them. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const near = text.slice(0, limit + 64);
  return `${(PLAIN.test(near) ? near.slice(0, Math.max(0, limit - 1)) : wholeLetters(near, limit - 1)).trimEnd()}…`;
}

function wholeLetters(text: string, most: number): string {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let kept = '';
  for (const { segment } of segmenter.segment(text)) {
    if (kept.length + segment.length > most) break;
    kept += segment;
  }
  return kept;
}

/** The first `count` shown, the rest counted: `a, b and 12 more`. */
export function listSome(items: readonly string[], count: number): string {
  const left = items.length - count;
  return left > 0 ? `${items.slice(0, count).join(', ')} and ${left} more` : items.join(', ');
}
