// A search that runs as somebody types: not at every letter, and an older answer never takes the place of a newer one.
import * as React from 'react';
import type { ApiError } from '@ci-command-center/contract';
import type { Answer } from '../api/request.ts';

export interface Search<T> {
  readonly found: T | undefined;
  readonly busy: boolean;
  readonly error: ApiError | undefined;
}

/** Milliseconds between letters. */
const PAUSE = 250;

/** `find` must stay the same function while it searches the same place. */
export function useSearch<T>(text: string, find: (text: string) => Promise<Answer<T>>): Search<T> {
  const [search, setSearch] = React.useState<Search<T>>({ found: undefined, busy: true, error: undefined });
  const isFirst = React.useRef(true);
  React.useEffect(() => {
    let isOver = false;
    const ask = async (): Promise<void> => {
      setSearch(({ found }) => ({ found, busy: true, error: undefined }));
      const answer = await find(text);
      if (isOver) return;
      setSearch({ found: answer.ok ? answer.value : undefined, busy: false, error: answer.ok ? undefined : answer.error });
    };
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : PAUSE);
    isFirst.current = false;
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [text, find]);
  return search;
}
