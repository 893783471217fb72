// Where each kind of event goes when no route says otherwise.

import type { EventKind } from '../ci/facts.ts';
import type { Purpose } from './rules.ts';

/** Undefined: nowhere, as nobody looks up for it. */
export const defaultRooms: Readonly<Record<EventKind, Purpose | undefined>> = {
  pipeline: 'builds',
  deployment: 'builds',
  artifact: 'builds',
  merge_request: 'reviews',
  issue: 'reviews',
  comment: 'reviews',
  push: 'reviews',
  tag: 'reviews',
  release: 'reviews',
  quality_gate: 'alerts',
  alert: 'alerts',
  wiki: undefined,
  reaction: undefined,
};
