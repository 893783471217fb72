// A log as it grows: asked for part by part while the run goes on and somebody looks.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { ApiError, LogPartView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { isBoolean, isNumber, isString, optional, shape } from '../host/guard.ts';
import { append, noLines } from './lines.ts';
import type { LogLines } from './lines.ts';
import type { LogTarget } from './target.ts';

export interface ReadLog extends LogLines {
  readonly phase: 'loading' | 'live' | 'over' | 'failed';
  readonly error?: ApiError;
  /** Something before the first line was left out. */
  readonly cut: boolean;
  readonly url: string;
  readonly next: number;
}

const isPart = shape<LogPartView>({
  text: isString,
  next: isNumber,
  more: isBoolean,
  cut: optional(isBoolean),
  url: optional(isString),
});

const unread: ReadLog = { ...noLines, phase: 'loading', cut: false, url: '', next: 0 };

/** Milliseconds between two questions: soon again while lines come, less often while none do. */
const SOON = 1500;
const SLOW = 6000;
/** A long log of a slow server takes its time. */
const TIMEOUT = 60_000;

/** Of one target: another one is another component. Answers a function that tries again, too. */
export function useLog({ channelId, key, job = '' }: LogTarget): readonly [ReadLog, () => void] {
  const [log, setLog] = React.useState(unread);
  const [again, retry] = React.useReducer((count: number) => count + 1, 0);
  const position = React.useRef(0);
  const follow = React.useCallback(() => followLog({ channelId, key, job }, position, setLog), [channelId, key, job]);
  React.useEffect(() => (again < 0 ? undefined : follow()), [follow, again]);
  return [log, retry];
}

interface Wanted {
  readonly channelId: string;
  readonly key: string;
  /** Empty: that which tells most. */
  readonly job: string;
}

type Change = (change: (log: ReadLog) => ReadLog) => void;

/** Asks until the run is over, an error comes or the returned function is called. */
function followLog({ channelId, key, job }: Wanted, position: { current: number }, change: Change): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = SOON;
  const ask = async (): Promise<void> => {
    if (document.hidden) return later();
    const start = position.current;
    const address = pluginAddress(paths.log, { channel_id: channelId, key, start: String(start), ...(job !== '' && { job }) });
    const answer = await request(address, isPart, { timeout: TIMEOUT });
    if (stopped) return;
    if (!answer.ok) return change((log) => ({ ...log, phase: 'failed', error: answer.error }));
    position.current = answer.value.next;
    change((log) => grown(log, answer.value, start === 0));
    pause = answer.value.text === '' ? Math.min(SLOW, pause * 1.5) : SOON;
    if (answer.value.more) later();
  };
  const later = (): void => {
    timer = setTimeout(() => void ask(), pause);
  };
  void ask();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

function grown(log: ReadLog, { text, next, more, cut = false, url = '' }: LogPartView, first: boolean): ReadLog {
  const before = first ? noLines : log;
  return { ...append(before, text), phase: more ? 'live' : 'over', cut: cut || (!first && log.cut), url: url || log.url, next };
}
