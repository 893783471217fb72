// A subject's state → the columns by which it is found and joined with others.

import { createHash } from 'node:crypto';
import { factsOf, shaOf } from '../ci/facts.ts';
import type { SubjectKey } from '../ci/ids.ts';
import type { Instant, Project, Ref } from '../ci/pipeline.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { identityOf, type SubjectState } from '../ci/subject.ts';

export interface SubjectRow {
  readonly key: SubjectKey;
  readonly kind: SubjectState['kind'];
  readonly provider: string;
  readonly connection: string;
  /** Digest of the project over all connections; null where there is none. */
  readonly project: string | null;
  readonly project_path: string | null;
  /** Digest of the branch or tag of that project; pipelines only. */
  readonly place: string | null;
  readonly ref_name: string | null;
  readonly status: string;
  readonly role: 'build' | null;
  readonly sha: string | null;
  readonly parent_key: SubjectKey | null;
  /** As the CI system tells it. */
  readonly started: Instant | null;
  readonly json: string;
}

export function rowOf(key: SubjectKey, state: SubjectState): SubjectRow {
  const { provider, connection, project } = identityOf(state);
  const facts = factsOf(state);
  return {
    key,
    kind: state.kind,
    provider,
    connection,
    project: project === undefined ? null : projectDigest(provider, connection, project),
    project_path: project === undefined ? null : clean(project.path),
    ref_name: clean(facts.branch ?? facts.tag ?? '') || null,
    status: facts.status,
    sha: commitOf(state) ?? null,
    // PostgreSQL holds every character but U+0000.
    json: JSON.stringify(state).replaceAll(String.raw`\u0000`, String.raw`\ufffd`),
    ...pipelineColumns(state),
  };
}

function pipelineColumns(state: SubjectState): Pick<SubjectRow, 'place' | 'role' | 'parent_key' | 'started'> {
  if (state.kind !== 'pipeline') return { place: null, role: null, parent_key: null, started: null };
  const { parent, createdAt } = detailsOf(state);
  return { place: placeDigest(state), role: state.pipeline.role ?? null, parent_key: parent ?? null, started: createdAt ?? null };
}

/** Only a full hash tells commits apart: a revision number of Subversion would join what has nothing in common. */
export function commitOf(state: SubjectState): string | undefined {
  return fullHash(shaOf(state));
}

/** The commits on whose cards it may be shown; a gate judges one commit after the other. */
export function joinedCommits(state: SubjectState): readonly string[] {
  if (state.kind === 'gate') return [...new Set(state.analyses.flatMap(({ sha }) => fullHash(sha) ?? []))];
  const joins = state.kind === 'artifact' || state.kind === 'deployment' || (state.kind === 'pipeline' && state.pipeline.role === 'build');
  const sha = joins ? commitOf(state) : undefined;
  return sha === undefined ? [] : [sha];
}

export function fullHash(sha: string | undefined): string | undefined {
  const text = sha?.toLowerCase();
  return text !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined;
}

export function projectDigest(provider: string, connection: string, { id }: Pick<Project, 'id'>): string {
  return digest([provider, connection, id]);
}

/** Child pipelines of one name are compared with each other, never with their parents; so are workflows that run side by side. */
function placeDigest(state: PipelineState): string {
  const { provider, connection, project } = state.pipeline;
  const { ref, parent, name, workflow } = detailsOf(state);
  const beside = workflow === undefined ? '' : `workflow ${workflow}`;
  // What has no branch was once said to be on this one, and is compared with it.
  const { kind, name: refName }: Ref = ref ?? { kind: 'branch', name: 'unknown' };
  return digest([provider, connection, project.id, kind, refName, parent === undefined ? beside : `child ${name ?? ''}`]);
}

/** As a UUID, because that is small in an index. The same is computed in migration 2. */
function digest(parts: readonly string[]): string {
  return createHash('sha256')
    .update(clean(parts.join('\u001f')))
    .digest('hex')
    .slice(0, 32);
}

export function clean(text: string): string {
  return text.replaceAll('\0', '\u{fffd}');
}
