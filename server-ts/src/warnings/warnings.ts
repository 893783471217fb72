// Collects warnings and posts them, few at a time: nobody waits for it, and a flood becomes a number.

import { join, say, type Words } from '../ci/words.ts';
import type { Log } from '../platform/log.ts';
import type { Warn, Warning } from './warning.ts';

export interface WarningPorts {
  /** Into the alerts channel. Rejects when it takes no post. */
  post(text: Words): Promise<void>;
  /** Calls back once, after so many milliseconds; must not keep the process alive. */
  later(milliseconds: number, then: () => void): void;
  readonly log: Log;
}

/** Milliseconds: those that come together stand in one post. */
const SOON = 1_000;
/** Milliseconds between two posts of one kind. */
const PAUSE = 15_000;
/** Lines of one post. */
const MOST = 5;
/** Milliseconds after which what could not be posted is tried again, once. */
const AGAIN = 30_000;

interface Heap {
  readonly texts: Words[];
  more: number;
}

export function createWarnings({ post, later, log }: WarningPorts): Warn {
  const heaps = new Map<Warning['kind'], Heap>();
  const send = async (text: Words): Promise<void> => {
    try {
      await post(text);
    } catch (error) {
      log.warn('A warning could not be posted', { reason: String(error) });
      later(AGAIN, () => void post(text).catch((again: unknown) => log.warn('A warning was not posted', { reason: String(again) })));
    }
  };
  /** A kind that was posted is quiet for a while; what comes meanwhile is posted together. */
  const empty = (kind: Warning['kind']): void => {
    const heap = heaps.get(kind);
    heaps.delete(kind);
    if (heap === undefined || heap.texts.length === 0) return;
    const rest = heap.more === 0 ? [] : [say`… and ${heap.more} more of the kind`];
    void send(join([...heap.texts, ...rest]));
    heaps.set(kind, { texts: [], more: 0 });
    later(PAUSE, () => empty(kind));
  };
  return ({ kind, text }) => {
    const heap = heaps.get(kind);
    if (heap === undefined) later(SOON, () => empty(kind));
    const into = heap ?? { texts: [], more: 0 };
    heaps.set(kind, into);
    if (into.texts.length < MOST) into.texts.push(text);
    else into.more += 1;
  };
}
