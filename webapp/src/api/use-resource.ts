// One answer of the server as a component shows it: asked for when it is first shown, again on demand, after a gap in the live messages and
// on news; what was last known stays on screen meanwhile.
import * as React from 'react';
import type { ApiError, Topic } from '@ci-command-center/contract';
import type { Guard } from '../host/guard.ts';
import { useAge } from '../host/live.ts';
import { request } from './request.ts';

export interface Resource<T> {
  /** The last answer; undefined before the first one. */
  readonly value: T | undefined;
  /** Why the last question failed; undefined once one succeeded. */
  readonly error: ApiError | undefined;
  readonly loading: boolean;
  /** Asks again. */
  reload(): void;
  /** Shows a change at once that the server has taken. */
  change(how: (value: T) => T): void;
}

interface Known<T> {
  readonly address: string;
  readonly value?: T;
  readonly error?: ApiError;
  readonly loading: boolean;
}

/** News come in bursts: so many milliseconds of them are one question. */
const CALM = 300;

/** `address` as `pluginAddress` makes it; with another one, all begins anew. `guard` must be the same one each time. */
export function useResource<T>(address: string, guard: Guard<T>, topic?: Topic, channelId?: string): Resource<T> {
  const age = useAge(topic, channelId);
  const [known, setKnown] = React.useState<Known<T>>({ address, loading: true });
  const [again, reload] = React.useReducer((count: number) => count + 1, 0);
  const last = React.useRef({ address: '', again });
  React.useEffect(() => {
    let over = false;
    // Who asks for it does not wait.
    const isNews = age > 0 && last.current.address === address && last.current.again === again;
    last.current = { address, again };
    const ask = async (): Promise<void> => {
      setKnown((now) => (now.address === address ? { ...now, loading: true } : { address, loading: true }));
      const answer = await request(address, guard);
      if (over) return;
      setKnown((now) =>
        answer.ok ? { address, value: answer.value, loading: false } : { ...now, address, error: answer.error, loading: false },
      );
    };
    const timer = setTimeout(() => void ask(), isNews ? CALM : 0);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [address, guard, age, again]);
  const change = React.useCallback(
    (how: (value: T) => T) => setKnown((now) => (now.value === undefined ? now : { ...now, value: how(now.value) })),
    [],
  );
  const isCurrent = known.address === address;
  return {
    value: isCurrent ? known.value : undefined,
    error: isCurrent ? known.error : undefined,
    loading: !isCurrent || known.loading,
    reload,
    change,
  };
}
