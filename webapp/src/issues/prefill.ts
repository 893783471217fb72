// What of a post is put into the form of a new issue.

const LONGEST = 80;
const GAP = '\u200B';

/** Its first line with words, without markup at its ends. */
export function titleOf(message: string): string {
  const lines = message.split('\n').map((line) => line.replace(/^[\s>#*+`~-]+|[\s*`~]+$/g, ''));
  const line = lines.find((each) => each !== '') ?? '';
  return line.length <= LONGEST
    ? line
    : `${Array.from(line)
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`;
}

/** As a quotation: nothing in it is a command, and nobody named in it is told. */
export function quoteOf(message: string): string {
  if (message.trim() === '') return '';
  const lines = message.trim().split('\n');
  return lines.map((line) => `> ${line.replaceAll(/[@#!~%&$^](?=[\w"[])/g, `$&${GAP}`)}`.trimEnd()).join('\n');
}
