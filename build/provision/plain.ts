// What the rooms say, for a terminal: no markup, and nothing foreign that would move the cursor.
import type { Words } from '../../server-ts/src/ci/words.ts';

export function plain({ pieces }: Words): string {
  const text = pieces.map((piece) => (piece.kind === 'own' ? piece.text.replace(/[*`]/gu, '') : piece.text)).join('');
  return text.replace(/[^\P{C}\n]/gu, '');
}
