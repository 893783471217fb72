// Since when, or when, as a sentence part that moves on by itself; the exact time as its tooltip.
import * as React from 'react';
import { useNow } from '../parts/time.tsx';
import type { TextId } from '../text/english.ts';
import { useWords } from '../text/say.tsx';
import { ageText, exactText } from '../text/time.ts';

/** `id`: a text with a hole named `age`. */
export function Moment({ id, at, ...values }: { readonly id: TextId; readonly at: number; readonly status?: string }) {
  const words = useWords();
  const now = useNow(20_000);
  return (
    <time dateTime={new Date(at).toISOString()} title={exactText(at, words)}>
      {words.say(id, { ...values, age: ageText(at, now, words) })}
    </time>
  );
}
