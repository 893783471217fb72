// One thing that a person lets the server do: whether it is under way, and what went wrong.
import * as React from 'react';
import type { ApiError } from '@ci-command-center/contract';
import type { Answer } from './request.ts';

export interface Deed<Input, T> {
  readonly busy: boolean;
  /** Why the last one was refused. */
  readonly error: ApiError | undefined;
  /** Undefined while another is under way, and when it was refused. */
  run(input: Input): Promise<T | undefined>;
}

export function useDeed<Input, T>(work: (input: Input) => Promise<Answer<T>>): Deed<Input, T> {
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState<ApiError>();
  // Who clicks twice, or leaves meanwhile.
  const state = React.useRef({ busy: false, here: true });
  React.useEffect(() => {
    const { current } = state;
    current.here = true;
    return () => {
      current.here = false;
    };
  }, []);
  const run = async (input: Input): Promise<T | undefined> => {
    if (state.current.busy) return undefined;
    state.current.busy = true;
    setBusy(true);
    const answer = await work(input);
    state.current.busy = false;
    if (state.current.here) {
      setBusy(false);
      setError(answer.ok ? undefined : answer.error);
    }
    return answer.ok ? answer.value : undefined;
  };
  return { busy, error, run };
}
