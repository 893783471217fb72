// Cuts text at limits without cutting a letter in two.

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `limit` UTF-16 units, the mark of the cut included; whole letters as people see them. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const { segment } of segmenter.segment(text.slice(0, limit + 64))) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The first `count` shown, the rest counted: `a, b and 12 more`. */
export function listSome(items: readonly string[], count: number): string {
  const left = items.length - count;
  return left > 0 ? `${items.slice(0, count).join(', ')} and ${left} more` : items.join(', ');
}
