// Something that was built and published: a file, an image, a build's record, a release bundle.

import { canonicalJson, compareText } from './order.ts';
import type { Instant } from './pipeline.ts';
import type { SubjectIdentity } from './identity.ts';

/** What happened to it. `published` also stands for pushed, uploaded and created. */
export type ArtifactAction = 'published' | 'promoted' | 'moved' | 'copied' | 'deleted' | 'scanned' | 'failed';

export interface ArtifactEvent {
  /** Equal for a repetition. */
  readonly id: string;
  readonly action: ArtifactAction;
  /** The sender's own word, for what our words do not say. */
  readonly detail?: string;
  readonly by?: string;
  /** Undefined where the sender tells no time. */
  readonly at?: Instant;
}

export interface Artifact {
  readonly type: 'file' | 'image' | 'build' | 'release-bundle' | 'distribution' | 'other';
  /** As people say it: `acme/app:1.2.3`, `app-1.2.3.jar`, `acme-app #128`. */
  readonly name: string;
  readonly repository?: string;
  readonly path?: string;
  readonly url?: string;
  /** Bytes. */
  readonly size?: number;
  /** The commit it was built from. */
  readonly sha?: string;
  readonly build?: { readonly name: string; readonly number: string };
}

export interface ArtifactSeen {
  readonly kind: 'artifact';
  readonly subject: SubjectIdentity;
  readonly artifact: Artifact;
  readonly event: ArtifactEvent;
}

export interface ArtifactState {
  readonly kind: 'artifact';
  readonly subject: SubjectIdentity;
  readonly artifact: Artifact;
  /** By time, then by id. At most {@link MAX_EVENTS}, the newest. */
  readonly events: readonly ArtifactEvent[];
}

const MAX_EVENTS = 20;

export function artifactStateOf({ subject, artifact, event }: ArtifactSeen): ArtifactState {
  return { kind: 'artifact', subject, artifact, events: [event] };
}

export function joinArtifacts(left: ArtifactState, right: ArtifactState): ArtifactState {
  const events = new Map([...left.events, ...right.events].sort(compareEvents).map((event) => [event.id, event]));
  const richer = compareText(measure(left), measure(right)) >= 0 ? left : right;
  return {
    kind: 'artifact',
    subject: richer.subject,
    artifact: richer.artifact,
    events: [...events.values()].sort(compareEvents).slice(-MAX_EVENTS),
  };
}

function compareEvents(left: ArtifactEvent, right: ArtifactEvent): number {
  return (left.at ?? 0) - (right.at ?? 0) || compareText(left.id, right.id) || compareText(canonicalJson(left), canonicalJson(right));
}

/** Of two tellings the fuller one is kept. */
function measure({ subject, artifact }: ArtifactState): string {
  return `${String(Object.keys(artifact).length).padStart(3, '0')}${canonicalJson([artifact, subject])}`;
}
