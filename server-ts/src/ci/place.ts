// A project, or a group of projects, as a CI system shows it to somebody: who may bring its news to a channel, and what became of it.

import type { Reach } from './account.ts';
import type { CiEvent } from './event.ts';

export interface Place {
  readonly kind: 'project' | 'group';
  /** The CI system's own; it stays when the place is renamed or moved. */
  readonly id: string;
  /** Full path with namespaces. */
  readonly path: string;
  readonly url: string;
  /** Anybody may read it. */
  readonly open: boolean;
  readonly archived: boolean;
  /** What of it this person may bring to others: nothing, its news, or what is confidential, too. */
  readonly right: 'none' | 'news' | 'confidential';
}

/** By its path, which may be a former one, or as it was known before. */
export type PlaceWanted = { readonly path: string } | { readonly kind: Place['kind']; readonly id: string };

/** Undefined when there is none, or it is hidden from this person. Throws a CiError when it cannot be asked now. */
export type LookAtPlace = (wanted: PlaceWanted, reach: Reach) => Promise<Place | undefined>;

/** What a CI system tells by itself of what became of a project. */
export type PlaceChange =
  | { readonly kind: 'renamed'; readonly id: string; readonly path: string }
  | { readonly kind: 'deleted'; readonly id: string }
  /** It may be archived now, or hidden. */
  | { readonly kind: 'changed'; readonly id: string }
  /** A group or a person is called otherwise now; the former path, at or below which all is. */
  | { readonly kind: 'moved'; readonly path: string };

/** There is a new project. */
export interface PlaceMade {
  readonly kind: 'made';
}

/** Of what project an event tells. */
export function projectOfEvent(event: CiEvent): { readonly connection: string; readonly id: string; readonly path: string } | undefined {
  const { connection, project } = event.kind === 'pipeline' || event.kind === 'job' ? event.pipeline : event.subject;
  return project && { connection, id: project.id, path: project.path };
}
