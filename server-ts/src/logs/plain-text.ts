// One line as a terminal received it → the text that a person saw at last.

/** Colours, cursor moves, titles, links: ECMA-48 control sequences, whole or broken off. */
// oxlint-disable-next-line no-control-regex
const SEQUENCES = /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]?|\u001B[\]PX^_][^\u0007\u001B]*(?:\u0007|\u001B\\)?|\u001B[ -/]*[0-~]?/g;

/** Control characters, and what is not seen but changes how its neighbours are read: zero-width and bidirectional marks. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\u{34F}/gu;

/** Never holds a control character or half of a surrogate pair. Takes time in proportion to the line. */
export function plainText(line: string): string {
  const still = line.includes('\u001B') || line.includes('\u009B') ? line.replace(SEQUENCES, '') : line;
  return lastWritten(withoutBackspaces(still)).replaceAll('\t', '    ').replace(UNSEEN, '').toWellFormed().trimEnd();
}

/** What a carriage return brings the cursor back to is overwritten: only the last state of a progress bar remains. */
function lastWritten(line: string): string {
  if (!line.includes('\r')) return line;
  return line.split('\r').findLast((part) => part.trim() !== '') ?? '';
}

/** Spinners. */
function withoutBackspaces(line: string): string {
  if (!line.includes('\b')) return line;
  const seen: string[] = [];
  for (const character of line) {
    if (character === '\b') seen.pop();
    else seen.push(character);
  }
  return seen.join('');
}
