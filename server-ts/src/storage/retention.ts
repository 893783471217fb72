// Forgets what is old, some rows at a time, so that tables stay flat and nobody waits for a long lock.

import type { Pool } from 'pg';
import { ANSWERS_KEPT } from './api-answers.ts';
import { firstIdAt } from './delivery-id.ts';

/** For how many days each is kept. */
export interface Keep {
  /** Deliveries that were worked on. */
  readonly deliveries: number;
  /** Deliveries that were given up: for a person to replay. */
  readonly dead: number;
  /** What people and programs did. */
  readonly audit: number;
  /** What was shown, since its last change; its cards, verdicts, findings and who followed it go with it. Runs of intents, too. */
  readonly subjects: number;
}

export const KEEP: Keep = { deliveries: 3, dead: 30, audit: 365, subjects: 90 };

const DAY = 86_400_000;

// Each batch begins where the last one ended: rows that were just deleted are not walked over again.
const OLD_DELIVERIES = `
with old as (
  select id from ci_command_center.deliveries where id > $1::uuid and id < $2::uuid and state = any($3) order by id limit 1000
  for update skip locked),
gone as (delete from ci_command_center.deliveries d using old where d.id = old.id)
select id::text as last from old order by id desc limit 1`;
const OLD_SUBJECTS = `
with old as (
  select key from ci_command_center.subjects where key > $1 and updated_at < to_timestamp($2::float8 / 1000) order by key limit 200
  for update skip locked),
gone as (delete from ci_command_center.subjects s using old where s.key = old.key)
select key as last from old order by key desc limit 1`;
/** A gate is judged for years: commits that it tells of no more, and whose pipelines are forgotten or never were, go from it. */
const OLD_JOINS = `
with old as (
  select subject_key, sha from ci_command_center.joins where host_key is null and sha > $1 order by sha fetch first 1000 rows with ties),
gone as (
  delete from ci_command_center.joins j using old, ci_command_center.subjects s
  where j.subject_key = old.subject_key and j.sha = old.sha and j.host_key is null and s.key = old.subject_key
    and position(old.sha in lower(s.state::text)) = 0)
select sha as last from old order by sha desc limit 1`;
const OLD_FOLLOWS = `
with old as (
  select id, created_at from ci_command_center.follows where created_at > $1::timestamptz and created_at < to_timestamp($2::float8 / 1000)
  order by created_at limit 200 for update skip locked),
gone as (delete from ci_command_center.follows f using old where f.id = old.id)
select created_at::text as last from old order by created_at desc limit 1`;

const OLD_RUNS = `
with old as (
  select id, created_at from ci_command_center.intent_runs
  where created_at > $1::timestamptz and created_at < to_timestamp($2::float8 / 1000) and closed_at is not null
  order by created_at limit 200 for update skip locked),
gone as (delete from ci_command_center.intent_runs r using old where r.id = old.id)
select created_at::text as last from old order by created_at desc limit 1`;
const OLD_ANSWERS = `
with old as (
  select key_id, idempotency_key, taken_at from ci_command_center.api_answers
  where taken_at > $1::timestamptz and taken_at < now() - interval '${ANSWERS_KEPT}' order by taken_at limit 1000 for update skip locked),
gone as (
  delete from ci_command_center.api_answers a using old where a.key_id = old.key_id and a.idempotency_key = old.idempotency_key)
select taken_at::text as last from old order by taken_at desc limit 1`;
/** Its rows go for nobody else: see migration 18. The setting ends with the statement. */
const OLD_AUDIT = `
with forgets as (select set_config('ci_command_center.forgets', 'on', true)),
old as (
  select id, at from ci_command_center.audit, forgets where at > $1::timestamptz and at < to_timestamp($2::float8 / 1000)
  order by at limit 1000),
gone as (delete from ci_command_center.audit a using old where a.id = old.id)
select at::text as last from old order by at desc limit 1`;

/** Deletes all that is older than agreed at `now` (milliseconds since 1970), each batch in a transaction of its own. */
export function createRetention(pool: () => Pool, keepNow: () => Keep = () => KEEP): (now: number) => Promise<void> {
  const forget = async (text: string, first: string, ...values: readonly unknown[]): Promise<void> => {
    let after: string | undefined = first;
    while (after !== undefined) {
      const { rows }: { rows: { last: string }[] } = await pool().query(text, [after, ...values]);
      after = rows[0]?.last;
    }
  };
  return async (now) => {
    const keep = keepNow();
    await forget(OLD_DELIVERIES, firstIdAt(0), firstIdAt(now - keep.deliveries * DAY), ['done', 'ignored']);
    await forget(OLD_DELIVERIES, firstIdAt(0), firstIdAt(now - keep.dead * DAY), ['dead']);
    await forget(OLD_AUDIT, '-infinity', now - keep.audit * DAY);
    await forget(OLD_SUBJECTS, '', now - keep.subjects * DAY);
    await forget(OLD_JOINS, '');
    await forget(OLD_ANSWERS, '-infinity');
    await forget(OLD_FOLLOWS, '-infinity', now - keep.subjects * DAY);
    await forget(OLD_RUNS, '-infinity', now - keep.subjects * DAY);
  };
}
