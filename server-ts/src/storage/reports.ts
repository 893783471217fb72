// Finds the pipelines that jobs report about, and knows which figures are out of their limits.

import type { Pool } from 'pg';
import { subjectKey, toSubjectKey, type SubjectKey } from '../ci/ids.ts';
import type { ReportedRun, ReportTable } from '../reports/report.ts';

const OF_PROJECT = `kind = 'pipeline' and provider = $1 and connection = $2`;
// A pipeline of the commit itself before its children, the newest first.
const BY_COMMIT = `
select key from ci_command_center.subjects where sha = $3 and ${OF_PROJECT}
  and (lower(project_path) = lower($4) or state#>>'{pipeline,project,id}' = $4)
order by parent_key is null desc, started_at desc, key desc limit 1`;
const PROJECT_ID = `
select state#>>'{pipeline,project,id}' as id from ci_command_center.subjects
where ${OF_PROJECT} and lower(project_path) = lower($3) order by started_at desc limit 1`;
const BY_KEY = 'select key from ci_command_center.subjects where key = any($1)';
// A number is read from the state, so only the newest are looked through.
const BY_NUMBER = `
select key from (
  select key, state, started_at from ci_command_center.subjects
  where ${OF_PROJECT} and lower(project_path) = lower($3) order by started_at desc limit 200) as newest
where $4 = coalesce(state#>>'{overview,snapshot,number}', state#>>'{overview,outline,number}') order by started_at desc limit 1`;
const NOTE = `
insert into ci_command_center.figure_limits as f (place, name, reported_at, breached, turned) values ($1, $2, $3, $4, $4)
on conflict (place, name) do update set reported_at = excluded.reported_at, breached = excluded.breached, turned = f.breached <> excluded.breached
where f.reported_at < excluded.reported_at returning breached, turned`;

/** `pool` throws a CiError while the database is away. */
export function createReports(pool: () => Pool): ReportTable {
  const first = async (text: string, values: readonly unknown[]): Promise<SubjectKey | undefined> => {
    const { rows } = await pool().query<{ key: string }>(text, [...values]);
    return rows[0] && toSubjectKey(rows[0].key);
  };
  const byPipeline = async ({ provider, connection, project }: ReportedRun, pipeline: string): Promise<SubjectKey | undefined> => {
    const { rows } = await pool().query<{ id: string | null }>(PROJECT_ID, [provider, connection, project]);
    const ids = [project, ...rows.flatMap(({ id }) => id ?? [])];
    const known = await first(BY_KEY, [ids.map((id) => subjectKey(provider, connection, id, pipeline))]);
    return known ?? first(BY_NUMBER, [provider, connection, project, pipeline]);
  };
  return {
    async find(run) {
      const { provider, connection, project, pipeline, sha } = run;
      if (pipeline !== undefined) return byPipeline(run, pipeline);
      return sha === undefined ? undefined : first(BY_COMMIT, [provider, connection, sha, project]);
    },
    async note(place, { name, at, breached }) {
      const { rows } = await pool().query<{ breached: boolean; turned: boolean }>(NOTE, [place, name, new Date(at), breached]);
      if (rows[0]?.turned !== true) return 'same';
      return rows[0].breached ? 'breached' : 'mended';
    },
  };
}
