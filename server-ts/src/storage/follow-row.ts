// A row of the table of follows → a follow. Rows also come inside JSON, where times are texts.

import type { Course, Follow, FollowAbout } from '../follow/follow.ts';
import type { ChannelId, PostId, SubjectKey } from '../ci/ids.ts';

export const FOLLOW_COLUMNS = `f.id, f.provider, f.connection, f.queued, f.subject_key, f.run, f.channel_id, f.about, f.course, f.post_id, f.claims,
  f.claimed_by, f.claimed_at, (extract(epoch from clock_timestamp() - f.taken_at) * 1000)::float as age, f.substance, f.edits, f.gone,
  f.adopted, f.told_at, f.created_at, f.ended_at`;

export interface FollowRow {
  readonly id: string;
  readonly provider: string;
  readonly connection: string;
  readonly queued: string | null;
  readonly subject_key: SubjectKey | null;
  readonly run: string | null;
  readonly channel_id: ChannelId;
  readonly about: FollowAbout;
  readonly course: Course;
  readonly post_id: PostId | null;
  readonly claims: number;
  readonly claimed_by: string | null;
  readonly claimed_at: Date | string | null;
  readonly age: number | null;
  readonly substance: string | null;
  readonly edits: number;
  readonly gone: boolean;
  readonly adopted: boolean;
  readonly told_at: Date | string | null;
  readonly created_at: Date | string;
  readonly ended_at: Date | string | null;
}

export function followOf(row: FollowRow): Follow {
  const { id, provider, connection, about, course, queued, run, subject_key: key, told_at: told, ended_at: ended } = row;
  return {
    id,
    provider,
    connection,
    channel: row.channel_id,
    about,
    course,
    post: postOf(row),
    createdAt: timeOf(row.created_at),
    ...(queued !== null && { queued }),
    ...(key !== null && { key }),
    ...(run !== null && { run }),
    ...(told !== null && { toldAt: timeOf(told) }),
    ...(ended !== null && { endedAt: timeOf(ended) }),
  };
}

function postOf(row: FollowRow): Follow['post'] {
  const { post_id: id, claims, claimed_at: since, substance, edits, gone, adopted } = row;
  return {
    claims,
    edits,
    gone,
    adopted,
    ...(id !== null && { id }),
    ...(since !== null && { claim: { by: row.claimed_by ?? '', since: timeOf(since), age: row.age ?? 0 } }),
    ...(substance !== null && { substance }),
  };
}

function timeOf(time: Date | string): number {
  return new Date(time).getTime();
}
