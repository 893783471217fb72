// What was found out about jobs that failed.

import type { Pool } from 'pg';
import type { Finding } from '../ci/finding.ts';
import type { SubjectKey } from '../ci/ids.ts';

export interface Findings {
  /** What is found again about the same job takes the place of the earlier finding. */
  put(subject: SubjectKey, finding: Finding): Promise<void>;
  /** By job. */
  of(subject: SubjectKey): Promise<readonly Finding[]>;
}

const PUT = `
insert into ci_command_center.findings (subject_key, job_id, finding) select key, $2, $3::jsonb from ci_command_center.subjects where key = $1
on conflict (subject_key, job_id) do update set finding = excluded.finding`;
const OF = 'select finding from ci_command_center.findings where subject_key = $1 order by job_id';

/** `pool` throws a CiError while the database is away. */
export function createFindings(pool: () => Pool): Findings {
  return {
    async put(subject, finding) {
      const json = JSON.stringify(finding).replaceAll(String.raw`\u0000`, String.raw`\ufffd`);
      await pool().query({ name: 'ci_finding', text: PUT, values: [subject, jobIdentity(finding.jobId), json] });
    },
    async of(subject) {
      const { rows } = await pool().query<{ finding: Finding }>({ name: 'ci_findings', text: OF, values: [subject] });
      return rows.map(({ finding }) => finding);
    },
  };
}

/** As much of it as an index takes. */
export function jobIdentity(id: string): string {
  return id.replaceAll('\0', '\u{fffd}').slice(0, 300);
}
