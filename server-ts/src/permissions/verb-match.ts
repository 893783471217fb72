// Whether a rule means an act. Pure.

import type { Act } from '../ci/act.ts';

/** `*` stands for anything; a name stands for all that is below it; a plain word for all of its kind. Case does not count. */
export function meansAct(pattern: string, { name, changes }: Act): boolean {
  const wanted = pattern.toLowerCase();
  const own = name.toLowerCase();
  if (!wanted.includes('*')) return own === wanted || own.startsWith(`${wanted}.`) || changes === wanted;
  return fits(wanted, own) || (changes !== undefined && fits(wanted, changes));
}

/** The parts between the stars, each at its first place after the one before: no pattern takes long. */
function fits(pattern: string, text: string): boolean {
  const [head = '', ...parts] = pattern.split('*');
  const tail = parts.pop() ?? '';
  if (!text.startsWith(head) || text.length < head.length + tail.length || !text.endsWith(tail)) return false;
  let at = head.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - tail.length) return false;
    at = found + part.length;
  }
  return true;
}
