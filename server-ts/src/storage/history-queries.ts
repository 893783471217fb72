// The statements of the history.
import { SOON } from './soon.ts';

// A repetition changes nothing, and writes nothing.
export const NOTE_VERDICTS = `
insert into ci_command_center.verdicts as v (key, project, place, started_at, concluded_at, verdict, jobs)
select s.key, s.project, s.place, s.started_at, g.at, g.verdict::jsonb, array(select jsonb_array_elements_text(g.jobs::jsonb))
from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[]) as g (key, at, verdict, jobs)
join ci_command_center.subjects s on s.key = g.key where s.place is not null and s.project is not null and ${SOON}
order by s.key
on conflict (key) do update set project = excluded.project, place = excluded.place, started_at = excluded.started_at,
  concluded_at = excluded.concluded_at, verdict = excluded.verdict, jobs = excluded.jobs
where (v.place, v.started_at, v.verdict, v.jobs) is distinct from (excluded.place, excluded.started_at, excluded.verdict, excluded.jobs)`;

export const NOTE_FAILURES = `
insert into ci_command_center.job_failures (subject_key, job_id, project, project_path, sha, job_name, attempt, url, failed_at)
select s.key, g.id, s.project, s.project_path, s.sha, g.name, g.attempt, g.url, g.at
from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[]) as g (key, id, name, attempt, url, at)
join ci_command_center.subjects s on s.key = g.key where s.project is not null and s.sha is not null and ${SOON}
order by s.key, g.id
on conflict do nothing`;

// Passed afterwards: a newer try in the same pipeline, or another pipeline of the commit that ended later.
export const FLAKY = `
with flakes as (
  select f.* from ci_command_center.job_failures f
  where f.failed_at >= $1 and ($2::text is null or lower(f.project_path) = lower($2) or lower(f.project_path) like '%/' || $3)
    and exists (
      select from ci_command_center.subjects s, jsonb_array_elements(s.state->'jobs') as seen
      where s.kind = 'pipeline' and s.sha = f.sha and s.project = f.project
        and seen#>>'{job,name}' = f.job_name and seen#>>'{job,status}' = 'success'
        and case when s.key = f.subject_key then (seen#>>'{job,attempt}')::numeric > f.attempt
          else to_timestamp(coalesce((seen#>>'{job,finishedAt}')::numeric / 1000, extract(epoch from s.updated_at))) >= f.failed_at end)),
counted as (
  select project, max(project_path) as project_path, job_name, count(*)::integer as flakes,
    (array_agg(subject_key order by failed_at desc, subject_key))[1] as key,
    (array_agg(url order by failed_at desc, subject_key))[1] as url, max(failed_at) as at
  from flakes group by project, job_name order by count(*) desc, max(failed_at) desc, job_name limit $4)
select c.*, (
  select count(*)::integer from ci_command_center.verdicts v
  where v.project = c.project and v.concluded_at >= $1 and c.job_name = any(v.jobs)) as runs
from counted c order by c.flakes desc, c.at desc, c.job_name`;
