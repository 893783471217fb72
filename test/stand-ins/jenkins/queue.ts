// The queue: what waits, why, and who leaves it for which node.
import { isBuilding, remainingOf, type Build, type Cause } from './builds.ts';
import type { Clock } from './clock.ts';
import type { Job } from './items.ts';
import { freeNode, whyNoExecutor, type ComputerNode } from './nodes.ts';
import type { ParameterValue } from './parameters.ts';
import { inProgressText } from './run.ts';
import { timeSpan } from './time-span.ts';

export interface QueueItem {
  readonly id: number;
  readonly job: Job;
  readonly values: readonly ParameterValue[];
  readonly causes: Cause[];
  readonly since: number;
  /** The quiet period is over then. */
  due: number;
  state: 'waiting' | 'blocked' | 'buildable' | 'left' | 'cancelled';
  buildableSince?: number;
  /** It became this build. */
  build?: Build;
  leftAt?: number;
}

export interface QueueHost {
  readonly clock: Clock;
  readonly nodes: readonly ComputerNode[];
  isQuietingDown(): boolean;
  start(item: QueueItem, node: ComputerNode): Build;
  changed(): void;
}

export interface Queue {
  /** What waits, oldest first. */
  waiting(): readonly QueueItem[];
  /** Also what has left, until it is forgotten. */
  find(id: number): QueueItem | undefined;
  /** Answers the item that waits for the same already, when there is one. */
  add(
    job: Job,
    values: readonly ParameterValue[],
    cause: Cause,
    quietSeconds?: number,
  ): { readonly item: QueueItem; readonly isNew: boolean };
  cancel(item: QueueItem): void;
  /** What has left cannot be asked for any more, as some minutes later. */
  forgetLeft(): void;
  why(item: QueueItem): string | undefined;
  /** Whoever can start now, does. */
  maintain(): void;
}

/** `remember`: real seconds that an item can be asked for after it left, however fast the stand-in is. */
export function createQueue(host: QueueHost, remember: number, firstId: number): Queue {
  const { clock } = host;
  const items = new Map<number, QueueItem>();
  let last = firstId - 1;

  const forgetOld = () => {
    for (const { id, leftAt } of items.values()) if (leftAt !== undefined && clock.now() - leftAt > remember * 1000) items.delete(id);
  };
  const waiting = () => [...items.values()].filter(({ leftAt }) => leftAt === undefined);
  const blocker = ({ job }: QueueItem) => (job.concurrent ? undefined : job.builds.find(isBuilding));

  const consider = (item: QueueItem): void => {
    if (item.due > clock.now() && !clock.stopped) return;
    item.state = blocker(item) === undefined ? 'buildable' : 'blocked';
    item.buildableSince ??= clock.now();
    if (item.state === 'blocked' || host.isQuietingDown()) return;
    const node = freeNode(host.nodes, item.job.label);
    if (node === undefined) return;
    item.state = 'left';
    item.leftAt = clock.now();
    item.build = host.start(item, node);
  };

  const queue: Queue = {
    waiting,
    find(id) {
      forgetOld();
      return items.get(id);
    },
    add(job, values, cause, quietSeconds = job.quietSeconds) {
      const due = clock.now() + clock.lasting(quietSeconds);
      const twin = waiting().find((other) => other.job === job && sameValues(other.values, values));
      if (twin !== undefined) {
        twin.causes.push(cause);
        twin.due = Math.min(twin.due, due);
        return { item: twin, isNew: false };
      }
      last += 1;
      const item: QueueItem = { id: last, job, values, causes: [cause], since: clock.now(), due, state: 'waiting' };
      items.set(item.id, item);
      queue.maintain();
      // A timer may end a little early: the item is considered when its time has come for sure.
      if (item.state === 'waiting')
        void clock.wait(quietSeconds).then(() => setTimeout(queue.maintain, Math.max(0, item.due - clock.now())));
      host.changed();
      return { item, isNew: true };
    },
    forgetLeft() {
      for (const { id, leftAt } of items.values()) if (leftAt !== undefined) items.delete(id);
    },
    cancel(item) {
      if (item.leftAt !== undefined) return;
      item.state = 'cancelled';
      item.leftAt = clock.now();
      host.changed();
    },
    why(item) {
      if (item.leftAt !== undefined) return undefined;
      if (item.due > clock.now()) return `In the quiet period. Expires in ${timeSpan(item.due - clock.now())}`;
      if (host.isQuietingDown()) return 'Jenkins is about to shut down';
      const running = blocker(item);
      if (running !== undefined) return inProgressText(running, remainingOf(running, clock.now()));
      return whyNoExecutor(host.nodes, item.job.label);
    },
    maintain() {
      if (clock.stopped) return;
      for (const item of waiting()) consider(item);
      host.changed();
    },
  };
  return queue;
}

function sameValues(left: readonly ParameterValue[], right: readonly ParameterValue[]): boolean {
  return left.length === right.length && left.every(({ value }, index) => right[index]?.value === value);
}
