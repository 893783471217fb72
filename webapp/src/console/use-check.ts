// Asks the server what is wrong with a text as it is typed; only the answer for what is there now counts.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { ApiError, ConfigurationQuestion, ConfigurationVerdict } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { isVerdict } from './guard.ts';

export interface Check {
  readonly busy: boolean;
  /** The last one; while the next is awaited, that of a moment ago. */
  readonly verdict: ConfigurationVerdict | undefined;
  /** Why there is none for the text of now. */
  readonly error: ApiError | undefined;
  again(): void;
}

/** Milliseconds without a key before it is asked. */
const CALM = 350;

/** Of which text and which try an answer is. */
interface Known extends Pick<Check, 'verdict' | 'error'> {
  readonly text: string;
  readonly turn: number;
}

export function useCheck(text: string): Check {
  const [known, setKnown] = React.useState<Known>({ turn: -1, text, verdict: undefined, error: undefined });
  const [turn, again] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    let over = false;
    const ask = async (): Promise<void> => {
      const body: ConfigurationQuestion = { text };
      const answer = await request(pluginAddress(paths.configurationCheck), isVerdict, { method: 'POST', body });
      if (over) return;
      setKnown({ text, turn, verdict: answer.ok ? answer.value : undefined, error: answer.ok ? undefined : answer.error });
    };
    const timer = setTimeout(() => void ask(), CALM);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [text, turn]);
  return { ...known, busy: known.text !== text || known.turn !== turn, again };
}
