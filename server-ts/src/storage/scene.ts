// A subject and what stands around it when its card is drawn: who is shown on it, on whose card it is shown, what was before.

import type { Pool } from 'pg';
import type { Finding } from '../ci/finding.ts';
import type { SubjectKey } from '../ci/ids.ts';
import { identityOf, type SubjectState } from '../ci/subject.ts';
import type { Past } from '../ci/trend.ts';
import type { Follow } from '../follow/follow.ts';
import { createBatch } from './batch.ts';
import { followOf, type FollowRow } from './follow-row.ts';
import { LOOK, SCENE } from './scene-query.ts';
import { fullHash } from './subject-row.ts';
import type { StoredSubject } from './subjects.ts';

export interface Scene {
  readonly subject: StoredSubject;
  /** What is shown on its card: child pipelines, builds, gates, artifacts and deployments, theirs too; oldest first, at most 100. */
  readonly joined: readonly SubjectState[];
  /** On whose card it is shown; undefined when it has its own. */
  readonly host?: SubjectKey;
  /** Of a pipeline. */
  readonly past: Past;
  /** A newer pipeline of the same project and branch or tag has passed or failed. */
  readonly superseded: boolean;
  /** Its own and those of what is joined. */
  readonly findings: readonly Finding[];
  /** Those of this pipeline, and those of the same project whose run is not known yet; oldest first. */
  readonly follows: readonly Follow[];
  /**
   * Whose cards must be drawn anew when this subject has changed: its host first, if it has one. They never lead back: a card that
   * is drawn anew because of another subject refreshes nobody.
   */
  readonly refresh: readonly SubjectKey[];
}

export interface Scenes {
  /**
   * For who is about to draw the card: decides who is shown where, and takes note that this card was drawn with what is joined now.
   * Undefined when nothing is known of the subject.
   */
  scene(key: SubjectKey): Promise<Scene | undefined>;
  /** For who only looks at cards as they are. */
  look(keys: readonly SubjectKey[]): Promise<ReadonlyMap<SubjectKey, Surroundings>>;
}

/** What stands on a card and stood before it. */
export type Surroundings = Pick<Scene, 'joined' | 'past' | 'findings'>;

/** One step up from a subject towards the card it is shown on. */
interface Step {
  readonly key: SubjectKey;
  /** `''` for the way of the subject as it is now; else one from where it was joined before, or where another subject was joined. */
  readonly lane: string;
  readonly depth: number;
  /** It has a post of its own. */
  readonly posted: boolean;
}

interface Row {
  readonly key: SubjectKey;
  readonly state: SubjectState;
  readonly revision: string;
  readonly updated_at: Date;
  readonly joined: readonly { readonly state: SubjectState; readonly sha: string | null }[] | null;
  readonly steps: readonly Step[] | null;
  readonly past: Past | null;
  readonly superseded: boolean;
  readonly findings: readonly Finding[] | null;
  readonly follows: readonly FollowRow[] | null;
}

/** `pool` throws a CiError while the database is away. */
export function createScenes(pool: () => Pool): Scenes {
  const scene = createBatch<SubjectKey, Scene | undefined>((keys) => read(pool(), keys), { max: 50, inFlight: 1 });
  return {
    scene,
    async look(keys) {
      const { rows } = await pool().query<Row>({ name: 'ci_look', text: LOOK, values: [keys] });
      return new Map(rows.map((row) => [row.key, surroundingsOf(row)]));
    },
  };
}

function surroundingsOf({ joined, past, findings }: Pick<Row, 'joined' | 'past' | 'findings'>): Surroundings {
  return { joined: joinedOf(joined ?? []), past: past ?? [], findings: findings ?? [] };
}

async function read(pool: Pool, keys: readonly SubjectKey[]): Promise<readonly (Scene | undefined)[]> {
  const { rows } = await pool.query<Row>({ name: 'ci_scene', text: SCENE, values: [[...new Set(keys)]] });
  const scenes = new Map(rows.map((row) => [row.key, sceneOf(row)]));
  return keys.map((key) => scenes.get(key));
}

function sceneOf(row: Row): Scene {
  const { key, state, revision, updated_at: updatedAt, steps, superseded } = row;
  const host = hostOf(key, steps ?? []);
  return {
    subject: { state, revision: Number(revision), updatedAt: updatedAt.getTime() },
    ...surroundingsOf(row),
    ...(host !== undefined && { host }),
    superseded,
    follows: (row.follows ?? []).map(followOf),
    refresh: refreshOf(key, host, steps ?? []),
  };
}

/** A child that is also a build of the commit is found twice. */
function joinedOf(found: readonly { readonly state: SubjectState; readonly sha: string | null }[]): readonly SubjectState[] {
  const byKey = new Map(found.map((each) => [`${identityOf(each.state).key} ${each.state.kind === 'gate' ? each.sha : ''}`, each]));
  return [...byKey.values()].flatMap(({ state, sha }) => asJoined(state, sha) ?? []);
}

/** Of a gate, only the analyses of the commit that the card is about. */
function asJoined(state: SubjectState, sha: string | null): SubjectState | undefined {
  if (state.kind !== 'gate' || sha === null) return state;
  const [newest, ...older] = state.analyses.filter((analysis) => fullHash(analysis.sha) === sha);
  return newest && { ...state, analyses: [newest, ...older] };
}

/** The end of the way up. Pipelines that call each other their parents have cards of their own. */
function hostOf(key: SubjectKey, steps: readonly Step[]): SubjectKey | undefined {
  const way = steps.filter(({ lane }) => lane === '');
  return way.some((step) => step.key === key) ? undefined : topOf(way);
}

function topOf(way: readonly Step[]): SubjectKey | undefined {
  return way.reduce<Step | undefined>((top, step) => (top === undefined || step.depth > top.depth ? step : top), undefined)?.key;
}

/** Where each way ends, and who on the way was posted before it was known that it is shown elsewhere. */
function refreshOf(key: SubjectKey, host: SubjectKey | undefined, steps: readonly Step[]): readonly SubjectKey[] {
  const byLane = [...Map.groupBy(steps, ({ lane }) => lane).values()];
  const tops = byLane.flatMap((way) => topOf(way) ?? []);
  const posted = steps.filter((step) => step.posted).map((step) => step.key);
  const all = new Set([...(host === undefined ? [] : [host]), ...tops, ...posted]);
  all.delete(key);
  return [...all];
}
