// What concerns people and the messages that tell it: each kept once, claimed before it is posted.

import type { Pool } from 'pg';
import { shortIdentity, type PostId, type SubjectKey } from '../ci/ids.ts';
import type { Outcome, PersonalNews, PersonalTable, Role, StoredNews, Topic, TopicName } from '../personal/news.ts';
import { BEGIN, CHANGE, CLAIM, FIND, FORGET, LINKED, NEWS, NOTE, POSTED, SETTLE, TAKE } from './personal-queries.ts';

interface TopicRow {
  readonly user_id: string;
  readonly topic: string;
  readonly provider: string;
  readonly connection: string;
  readonly episode: number;
  readonly post_id: PostId | null;
  readonly posted_at: Date | null;
  readonly claims: number;
  readonly claimed_by: string | null;
  readonly claimed_at: Date | null;
  readonly age: number | null;
  readonly substance: string | null;
  readonly introduces: boolean;
  readonly gone: boolean;
  readonly taken: boolean;
}

interface NewsRow {
  readonly identity: string;
  readonly subject_key: SubjectKey;
  readonly roles: readonly Role[];
  readonly news: PersonalNews;
  readonly noted_at: Date;
  readonly outcome: Outcome | null;
  readonly role: number | null;
  readonly episode: number | null;
}

/** `pool` throws a CiError while the database is away. */
export function createPersonal(pool: () => Pool): PersonalTable {
  const rows = async <Row extends object>(text: string, values: readonly unknown[]): Promise<readonly Row[]> =>
    (await pool().query<Row>(text, [...values])).rows;
  const changed = async (text: string, values: readonly unknown[]): Promise<boolean> =>
    ((await pool().query(text, [...values])).rowCount ?? 0) > 0;
  const find = async ({ userId, topic }: TopicName): Promise<Topic | undefined> => {
    const [row] = await rows<TopicRow>(FIND, [userId, topic]);
    return row && topicOf(row);
  };
  return {
    find,
    async note(news, now) {
      if (news.length === 0) return;
      const column = (of: (each: (typeof news)[number]) => string): string[] => news.map(of);
      await pool().query(NOTE, [
        column(({ userId }) => userId),
        column(({ identity }) => shortIdentity(clean(identity))),
        column(({ topic }) => topic),
        column(({ subject }) => subject),
        column(({ provider }) => provider),
        column(({ connection }) => connection),
        column(({ roles }) => json(roles)),
        column((each) => json(each.news)),
        new Date(now),
      ]);
    },
    async take(name) {
      const [row] = await rows<TopicRow>(TAKE, [name.userId, name.topic]);
      if (row === undefined) return (await find(name)) === undefined ? undefined : 'busy';
      return { topic: topicOf(row), news: (await rows<NewsRow>(NEWS, [name.userId, name.topic, row.episode])).map(newsOf) };
    },
    async release({ userId, topic }) {
      await pool().query('update ci_command_center.personal_topics set taken_until = null where user_id = $1 and topic = $2', [
        userId,
        topic,
      ]);
    },
    begin: ({ userId, topic }, episode) => changed(BEGIN, [userId, topic, episode]).then(() => undefined),
    async settle({ userId }, episode, outcomes) {
      const columns = [
        outcomes.map(({ identity }) => identity),
        outcomes.map(({ outcome }) => outcome),
        outcomes.map(({ role }) => role ?? null),
      ];
      await pool().query(SETTLE, [userId, episode, ...columns]);
    },
    claim: ({ userId, topic }, episode, by, claims, now) => changed(CLAIM, [userId, topic, episode, by, claims, new Date(now)]),
    posted: ({ userId, topic }, episode, claims, post, substance) => changed(POSTED, [userId, topic, episode, claims, post, substance]),
    async change({ userId, topic }, episode, { substance, introduces = false, gone = false, unclaimed = false }) {
      await pool().query(CHANGE, [userId, topic, episode, substance ?? null, introduces, gone, unclaimed]);
    },
    async linked(provider, connection, { id, username }) {
      const found = await rows<{ user_id: string; address: string }>(LINKED, [provider, connection, id ?? null, username ?? null]);
      return found.map(({ user_id: userId, address }) => ({ userId, address }));
    },
    async forget(before) {
      while (await changed(FORGET, [new Date(before)]));
    },
  };
}

function topicOf(row: TopicRow): Topic {
  const since = row.claimed_at?.getTime();
  return {
    userId: row.user_id,
    topic: row.topic,
    provider: row.provider,
    connection: row.connection,
    episode: row.episode,
    claims: row.claims,
    introduces: row.introduces,
    gone: row.gone,
    ...(row.post_id !== null && { post: row.post_id }),
    ...(row.posted_at !== null && { postedAt: row.posted_at.getTime() }),
    ...(row.substance !== null && { substance: row.substance }),
    ...(since !== undefined && { claim: { by: row.claimed_by ?? '', since, age: row.age ?? 0 } }),
  };
}

function newsOf({ identity, subject_key: subject, roles, news, noted_at: notedAt, outcome, role, episode }: NewsRow): StoredNews {
  return {
    identity,
    subject,
    roles,
    news,
    notedAt: notedAt.getTime(),
    ...(outcome !== null && { outcome }),
    ...(role !== null && { role }),
    ...(episode !== null && { episode }),
  };
}

/** PostgreSQL holds every character but U+0000. */
function json(value: object): string {
  return clean(JSON.stringify(value).replaceAll(String.raw`\u0000`, String.raw`\ufffd`));
}

function clean(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}
