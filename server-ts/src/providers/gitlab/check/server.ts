// Whether GitLab answers at the address, and in which version; what answers there instead is named.
// https://docs.gitlab.com/api/version/

import * as z from 'zod';
import { right, wrong, type CheckFinding, type CheckSubject } from '../../../ci/check.ts';
import type { HttpAnswer } from '../../../ci/http.ts';
import { pageTitle } from '../../../platform/page-title.ts';
import { problemIn } from '../api/problems.ts';

const versionSchema = z.object({ version: z.string().max(40) });
const SUBPATH = '/gitlab';

/** `answers`: it is GitLab, whatever it makes of the token. */
export async function lookAtServer(subject: CheckSubject): Promise<{ readonly answers: boolean; readonly finding: CheckFinding }> {
  const { connection, http, credentials } = subject;
  const headers = credentials === undefined ? {} : { Authorization: `Bearer ${credentials.token}` };
  const answer = await http(`${connection.url}/api/v4/version`, { headers });
  if (isApi(answer)) {
    const version = versionSchema.safeParse(parsed(answer)).data?.version;
    return { answers: true, finding: right('CI_GITLAB_ANSWERS', version === undefined ? 'GitLab answers' : `GitLab ${version}`) };
  }
  const problem = answer.status >= 500 || answer.status === 429 ? problemIn(answer, subject, 'GET') : undefined;
  if (problem !== undefined) return { answers: false, finding: wrong(problem.code, problem.message, problem.remedy) };
  return { answers: false, finding: await somethingElse(subject, answer) };
}

/** GitLab refuses `version` as JSON to those it does not know. */
function isApi({ status, headers }: HttpAnswer): boolean {
  return headers.get('content-type')?.includes('json') === true && (status < 300 || status === 401 || status === 403);
}

async function somethingElse({ connection, http }: CheckSubject, answer: HttpAnswer): Promise<CheckFinding> {
  const { origin, pathname } = new URL(connection.url);
  const elsewhere = `${origin}${pathname === '/' ? SUBPATH : ''}`;
  const there = await http(`${elsewhere}/api/v4/version`).catch(() => undefined);
  if (there !== undefined && isApi(there))
    return wrong(
      'CI_GITLAB_SUBPATH',
      `GitLab is not at ${connection.url}, but at ${elsewhere}.`,
      `Set its address as \`${elsewhere}\` (GitLabURL, or the connection’s \`url\`).`,
    );
  const title = pageTitle(answer);
  const what = title === undefined ? `Something else than GitLab (${answer.status})` : `A page called “${title}” (${answer.status})`;
  const isSignIn = /sign.?in|log.?in|anmeld|authenti/i.test(title ?? '');
  const remedy = isSignIn
    ? 'A sign-in stands before it: let it pass `/api`, `/oauth` and `/-/` to GitLab itself.'
    : 'Set GitLab’s own address, with the path that it may run under.';
  return wrong('CI_GITLAB_NOT_THE_API', `${what} answers at ${connection.url}.`, remedy);
}

function parsed({ text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
