// Runs as they stand now: what the server answered, with what the websocket told since.
import type { RunState, RunView, Status } from '@ci-command-center/contract';

const looks: Readonly<Record<RunState, Status>> = {
  waiting: 'manual',
  queued: 'pending',
  running: 'running',
  succeeded: 'success',
  failed: 'failed',
  rejected: 'canceled',
  expired: 'canceled',
  canceled: 'canceled',
  unknown: 'warning',
};

export function lookOf({ state }: Pick<RunView, 'state'>): Status {
  return looks[state];
}

export function isOver({ state }: Pick<RunView, 'state'>): boolean {
  return state !== 'waiting' && state !== 'queued' && state !== 'running';
}

/** Newest first. What a person may do with a run stays known until its state is another one. */
export function currentRuns(asked: readonly RunView[], live: readonly RunView[]): readonly RunView[] {
  const runs = new Map(asked.map((run) => [run.id, run]));
  for (const run of live) {
    const known = runs.get(run.id);
    if (known === undefined) runs.set(run.id, run);
    else if (run.revision > known.revision)
      runs.set(run.id, { ...run, ...(known.state === run.state && known.may !== undefined && { may: known.may }) });
  }
  return [...runs.values()].toSorted((left, right) => right.createdAt - left.createdAt);
}
