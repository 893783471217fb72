// Says in an administrator's words why the database cannot be used.

import { CiError } from '../platform/errors.ts';

/** The CiError for whatever the driver threw; one that is a CiError already stays itself. Never holds the password. */
export function explain(error: unknown, database = 'mattermost', user = 'mmuser'): CiError {
  if (error instanceof CiError) return error;
  const code = codeOf(error);
  if (code === '42501') {
    return new CiError(
      'CI_STORAGE_RIGHTS',
      'The database user of Mattermost may not create the schema ci_command_center.',
      `Run as the owner of the database: GRANT CREATE ON DATABASE "${database}" TO "${user}";`,
      error,
    );
  }
  if (code.startsWith('28')) {
    return new CiError(
      'CI_STORAGE_LOGIN',
      'The database refused the login of Mattermost.',
      'Check user and password in SqlSettings.DataSource, and pg_hba.conf.',
      error,
    );
  }
  return new CiError(
    'CI_STORAGE_UNREACHABLE',
    `The database cannot be reached${code === '' ? '' : ` (${code})`}.`,
    'Check that PostgreSQL runs and that SqlSettings.DataSource leads to it; the plugin tries again by itself.',
    error,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
