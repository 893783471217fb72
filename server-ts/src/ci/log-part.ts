// How much of a log that still grows may be handed out, so that no secret is cut in two: its halves could not be told to be one.

/** Letters of a line that is waited for to end. */
const LONGEST_LINE = 64 * 1024;
/** Letters of a private key. */
const LONGEST_KEY = 16 * 1024;
const KEY = /-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY/g;

/** How many letters of what was read so far: whole lines, and no beginning of a private key without its end. 0: wait for more. */
export function safeLength(text: string): number {
  const lines = text.lastIndexOf('\n') + 1;
  if (text.length - lines > LONGEST_LINE) return text.length;
  const last = [...text.matchAll(KEY)].at(-1);
  if (last?.[1] !== 'BEGIN' || lines - last.index > LONGEST_KEY) return lines;
  return text.lastIndexOf('\n', last.index) + 1;
}
