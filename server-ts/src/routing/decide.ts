// Which rooms hear of a pipeline, and whether this is the moment to speak. Pure: delivery performs what is decided.

import type { PipelineState } from '../ci/state.ts';
import type { Status } from '../ci/pipeline.ts';
import { isConcluded, statusOf } from '../ci/status.ts';

/** `live`: from the start; `finish`: when it concludes; `failures`: only when it fails. */
export type Notify = 'live' | 'finish' | 'failures';

/** A room by its purpose; which channel that is, the settings say. */
export type Room = 'builds' | 'reviews' | 'alerts';

export interface Destination {
  readonly room: Room;
  /** A room without a card of this pipeline gets one now. A room that has one gets it updated whatever this says. */
  readonly speak: boolean;
  /** Worth knowing, but nobody has to look up for it. */
  readonly quiet: boolean;
}

export interface Question {
  readonly state: PipelineState;
  readonly notify: Notify;
  /** Where pipelines go when no route says otherwise. */
  readonly defaultRooms: readonly Room[];
}

/** One entry for each room that may show the pipeline, also when it says nothing now. */
export function decide({ state, notify, defaultRooms }: Question): readonly Destination[] {
  const status = statusOf(state);
  const speak = speaks(notify, status);
  return defaultRooms.map((room) => ({ room, speak, quiet: status === 'canceled' }));
}

/** A skipped pipeline is never posted. */
function speaks(notify: Notify, status: Status): boolean {
  if (status === 'skipped') return false;
  switch (notify) {
    case 'live':
      return true;
    case 'finish':
      return isConcluded(status);
    case 'failures':
      return status === 'failed';
  }
}
