// What Jenkins is asked with the connection's own user name and token, for what no person asked for: why a build failed.

import type { Reach } from '../../ci/account.ts';
import type { Connection } from '../../ci/connection.ts';
import type { Http } from '../../ci/http.ts';
import type { Job, PipelineIdentity } from '../../ci/pipeline.ts';
import type { TestReport } from '../../ci/provider.ts';
import { logEnd } from './api/logs.ts';
import { readTests } from './api/tests.ts';

/** Bytes; what failed is told at the end. */
const LOG_LIMIT = 5 * 1024 * 1024;

/** The end of the build's log, from where the stage begins when that can be seen; undefined when nothing can be asked. */
export async function jobLog(build: PipelineIdentity, { name }: Job, connection: Connection, http: Http): Promise<string | undefined> {
  const reach = ownReach(connection, http);
  if (reach === undefined) return undefined;
  const { text } = await logEnd(placeOf(build), reach, LOG_LIMIT);
  return text === '' ? undefined : text.slice(startOf(name, text));
}

/** Stages have no log of their own that could be read in one go. One that was left out of what was read begins above it. */
function startOf(stage: string, text: string): number {
  const opening = `[Pipeline] { (${stage})`;
  for (let at = text.lastIndexOf(opening); at > 0; at = text.lastIndexOf(opening, at - 1))
    if (text[at - 1] === '\n' && /[\r\n]/.test(text[at + opening.length] ?? '\n')) return at;
  return 0;
}

/** Undefined when the build has no report, or when nothing can be asked. */
export async function testReport(build: PipelineIdentity, connection: Connection, http: Http): Promise<TestReport | undefined> {
  const reach = ownReach(connection, http);
  const tests = reach === undefined ? undefined : await readTests(placeOf(build), reach);
  if (tests === undefined || tests.nameless) return undefined;
  const { total, failed, skipped, failures } = tests;
  const named = failures.map(({ name, message }) => ({ name, ...(message !== undefined && { message }) }));
  return { total, failed, skipped, failures: named };
}

function placeOf({ project, id }: PipelineIdentity): { readonly job: string; readonly number: string } {
  return { job: project.id, number: id };
}

function ownReach(connection: Connection, http: Http): Reach | undefined {
  const { url, username, token } = connection;
  return url === '' || !username || !token ? undefined : { connection, http, credentials: { username, token } };
}
