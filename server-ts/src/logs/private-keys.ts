// Takes private keys out of a log: they stand over many lines, and the log may have been cut within one.

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
/** A line of the body, also indented, quoted, or behind the file name that grep puts there. */
const BODY = /^[\s|>+"'-]*(?:[\w./-]{1,200}:)?[A-Za-z0-9+/=\\]{4,}[\s"',\\]*$|^\s*(?:Proc-Type|DEK-Info|Version|Comment):|^\s*$/;
const KEY_MASK = '[private key masked]';

/** The same lines, with each key as one line. Lines without a key are returned as they are. */
export function withoutPrivateKeys<Line extends { readonly text: string }>(lines: readonly Line[]): readonly Line[] {
  if (!lines.some(({ text }) => text.includes('PRIVATE KEY'))) return lines;
  const kept: Line[] = [];
  let inside = false;
  for (const line of lines) {
    inside = inside && (END.test(line.text) || BODY.test(line.text));
    const begins = BEGIN.exec(line.text);
    const ends = END.exec(line.text);
    if (begins !== null) {
      kept.push({ ...line, text: hide(line.text, begins.index, ends) });
      inside = ends === null || ends.index < begins.index;
    } else if (ends !== null) {
      if (!inside) dropBody(kept);
      const text = `${inside ? '' : KEY_MASK}${line.text.slice(ends.index + ends[0].length)}`;
      if (text.trim() !== '') kept.push({ ...line, text });
      inside = false;
    } else if (!inside) kept.push(line);
  }
  return kept;
}

function hide(text: string, from: number, ends: RegExpExecArray | null): string {
  const after = ends === null || ends.index < from ? '' : text.slice(ends.index + ends[0].length);
  return `${text.slice(0, from)}${KEY_MASK}${after}`;
}

/** The end of a key whose beginning is not there. */
function dropBody(kept: { readonly text: string }[]): void {
  while (kept.length > 0 && BODY.test(kept.at(-1)?.text ?? 'no')) kept.pop();
}
