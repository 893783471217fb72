// A delivery of the JFrog Platform → what happened to which artifact.

import type { ArtifactEvent } from '../../ci/artifact.ts';
import type { Connection } from '../../ci/connection.ts';
import { subjectKey } from '../../ci/ids.ts';
import type { Delivery, Reading } from '../../ci/provider.ts';
import { present } from '../../platform/foreign-json.ts';
import { readAction } from './actions.ts';
import { findArtifact } from './artifact.ts';
import { readPayload } from './payload.ts';
import type { Told } from './payload.ts';
import { nodeSchema } from './schema.ts';

const domains: ReadonlySet<string> = new Set([
  'artifact',
  'artifact_property',
  'docker',
  'build',
  'release_bundle',
  'release_bundle_v2',
  'release_bundle_v2_promotion',
  'distribution',
]);

export function read({ body }: Delivery, connection: Connection): Reading {
  const told = readPayload(body);
  if (told === undefined) return { kind: 'invalid', reason: 'the body has no event_type, so it is no event of JFrog' };
  if (!domains.has(told.domain)) return { kind: 'ignored', reason: `events of the domain ${nameOf(told.domain)} are not used` };
  const base = (told.event.jpd_origin ?? connection.url).replace(/\/+$/, '').replace(/\/artifactory$/, '');
  const found = findArtifact(told, base);
  if (found === undefined) return { kind: 'invalid', reason: `the ${nameOf(told.domain)} event does not name what it is about` };
  const isProperty = told.domain === 'artifact_property';
  if (isProperty && (told.word !== 'added' || found.artifact.sha === undefined))
    return { kind: 'ignored', reason: 'of the events of the domain artifact_property only a commit in vcs.revision is used' };
  const event = isProperty ? published(told) : eventOf(told);
  if (event === undefined) return { kind: 'ignored', reason: `${nameOf(told.word)} events are not used` };
  const [kind = '', ...identity] = found.identity;
  const key = subjectKey('artifactory', connection.name, 'artifact', kind, ...identity);
  const project = { id: found.project, path: found.project, url: '' };
  const subject = { key, provider: 'artifactory', connection: connection.name, project };
  return { kind: 'event', event: { kind: 'artifact', subject, artifact: found.artifact, event } };
}

/** What has a property has been published: this is the event of its deployment, heard once more. */
function published({ event }: Told): ArtifactEvent {
  return { id: '1 published', action: 'published', ...present({ by: event.source }) };
}

function eventOf(told: Told): ArtifactEvent | undefined {
  const meaning = readAction(told.word);
  if (meaning === undefined) return undefined;
  const detail = detailOf(told);
  const id = [meaning.rank, meaning.action, detail].filter((each) => each !== undefined).join(' ');
  return { id, action: meaning.action, ...present({ detail, by: told.event.source }) };
}

/** From where to where, or the sender's own word where ours says less. */
function detailOf({ word, data }: Told): string | undefined {
  const { source_repo_path: from, target_repo_path: to, environment } = data;
  if (from !== undefined && to !== undefined) return `${from} → ${to}`;
  if (environment !== undefined) return environment;
  if (word.startsWith('distribute_')) return toNodes(word.slice('distribute_'.length), data.edge_node_info_list);
  return word === 'signed' || word.includes('failed') ? word.replaceAll('_', ' ') : undefined;
}

/** `to edge-1, edge-2`, or `failed: edge-1, edge-2`. */
function toNodes(outcome: string, list: readonly unknown[]): string | undefined {
  const names = list.slice(0, 10).flatMap((node) => nodeSchema.safeParse(node).data?.edge_node_name ?? []);
  const more = list.length > 10 ? [`${list.length - 10} more`] : [];
  if (names.length === 0) return outcome === 'completed' ? undefined : outcome;
  return `${outcome === 'completed' ? 'to' : `${outcome}:`} ${[...names, ...more].join(', ')}`;
}

function nameOf(word: string): string {
  return /^[\w-]{1,40}$/.test(word) ? word : 'such';
}
