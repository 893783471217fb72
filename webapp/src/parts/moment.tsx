// Since when, or when, as a sentence part that moves on by itself; the exact time as its tooltip.
import * as React from 'react';
import { useNow } from './time.tsx';
import type { TextId } from '../text/english.ts';
import { useWords } from '../text/say.tsx';
import { ageText, exactText } from '../text/time.ts';

interface Props {
  /** A text with a hole named `age`; `status` and `name` fill its other holes. */
  readonly id: TextId;
  readonly at: number;
  readonly status?: string;
  readonly name?: string;
}

export function Moment({ id, at, status = '', name = '' }: Props) {
  const words = useWords();
  const now = useNow(20_000);
  return (
    <time dateTime={new Date(at).toISOString()} title={exactText(at, words)}>
      {words.say(id, { status, name, age: ageText(at, now, words) })}
    </time>
  );
}
