// What every part of the run measures with.
import type { Embedded } from '../../build/embedded/index.ts';
import type { Caller, Watcher } from './client.ts';
import type { Times } from './processes.ts';
import type { OurWay, Way } from './ways.ts';

export interface Bench {
  readonly server: Embedded;
  readonly channelId: string;
  /** Of our plugin, as it was started with. */
  readonly settings: Readonly<Record<string, string>>;
  readonly person: Caller;
  readonly sender: Caller;
  readonly watcher: Watcher;
  /** Ours first. */
  readonly ways: readonly [OurWay, ...Way[]];
  /** Numbers of deliveries that were not used yet: answers the first of `count`. */
  take(count: number): number;
  times(): Promise<Times>;
  pluginPid(): Promise<number>;
  say(line: string): void;
}
