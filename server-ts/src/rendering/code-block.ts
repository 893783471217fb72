// Foreign lines as a code block: they show letter by letter, and nothing in them can end the block.

/** As `plain` sees them, but spaces and tabs stay: they are part of what a log says. */
const unseen = /(?![\t ])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

/** Markdown; `lines` hold no line breaks that count, `maxLength` letters each at most. `language`: our word for how it is coloured. */
export function codeBlock(lines: readonly string[], maxLength: number, language = ''): string {
  const clean = lines.map((line) => cut(line.toWellFormed().replace(unseen, ''), maxLength));
  const longest = clean.flatMap((line) => line.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...clean, fence].join('\n');
}

/** The end of a long line says more than its beginning, but the beginning says what it is: both stay. */
function cut(line: string, maxLength: number): string {
  if (line.length <= maxLength) return line;
  const head = Math.floor((maxLength - 1) * 0.7);
  return `${line.slice(0, head)}…${line.slice(line.length - (maxLength - 1 - head))}`.toWellFormed();
}
