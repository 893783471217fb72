// Which log the sidebar shows: kept per channel, so that a window of its own and a reloaded page show it, too.
import { dig, isOneOf, isString, optional, shape } from '../host/guard.ts';

/** The name under which it is kept. */
export const OPEN_LOG = 'log';

export interface LogTarget {
  /** The channel by whose leave it is read. */
  readonly channelId: string;
  /** Of the pipeline. */
  readonly key: string;
  /** `team/app #14` */
  readonly title: string;
  /** Of the job by its id or name; that which tells most, when not said. */
  readonly job?: string;
  /** Where to begin: at the line that failed it, else at the end. */
  readonly at?: 'error';
}

export const isTarget = shape<LogTarget>({
  channelId: isString,
  key: isString,
  title: isString,
  job: optional(isString),
  at: optional(isOneOf<'error'>(['error'])),
});

/** Reads the payload of a `log_wanted` message. */
export function wantedTarget(payload: unknown): LogTarget | undefined {
  const target = { channelId: dig(payload, 'channel_id'), key: dig(payload, 'key'), title: dig(payload, 'title') };
  return isTarget(target) ? target : undefined;
}
