// Whether the connection's own token is good, whose it is, and whether its scopes are enough for what it is used for.
// https://docs.gitlab.com/api/personal_access_tokens/#self-inform

import * as z from 'zod';
import { note, right, wrong, type CheckFinding, type CheckSubject } from '../../../ci/check.ts';
import { CiError } from '../../../platform/errors.ts';
import { read } from '../api/request.ts';

const tokenSchema = z.object({ scopes: z.array(z.string()), expires_at: z.string().nullish(), name: z.string().catch('') });
const userSchema = z.object({ username: z.string() });
const SOON = 14 * 86_400_000;
const USES = 'It reads the logs and test reports of failed jobs, new projects, and what buttons and previews ask.';

export async function lookAtToken(subject: CheckSubject): Promise<readonly CheckFinding[]> {
  if (subject.credentials === undefined)
    return [note('CI_GITLAB_NO_TOKEN', `GitLab has no token of its own here. ${USES}`, `Set GitLabToken: ${MAKE}`)];
  try {
    const [told, user] = await Promise.all([
      read(subject, 'personal_access_tokens/self', tokenSchema),
      // Who may not even read who they are has too few scopes, which is told below.
      read(subject, 'user', userSchema).catch(ifScope),
    ]);
    return judge(subject, told, user?.username);
  } catch (error) {
    if (!(error instanceof CiError) || error.code !== 'CI_GITLAB_UNAUTHORIZED') throw error;
    return [
      wrong(
        'CI_GITLAB_TOKEN',
        'GitLab does not accept the token: it is wrong, revoked or expired.',
        `Set another one as GitLabToken: ${MAKE}`,
      ),
    ];
  }
}

const MAKE =
  'a project, group or personal access token with the scope `read_api` (`api` to keep webhooks), of a member with the role Reporter or more.';

function judge(
  { now }: CheckSubject,
  told: z.infer<typeof tokenSchema> | undefined,
  username: string | undefined,
): readonly CheckFinding[] {
  const scopes = told?.scopes ?? [];
  const whose = username === undefined ? '' : ` of ${username}`;
  const findings: CheckFinding[] = [];
  if (told === undefined || scopes.includes('api') || scopes.includes('read_api'))
    findings.push(right('CI_GITLAB_TOKEN', `token${whose}${scopes.length === 0 ? '' : ` (${scopes.join(', ')})`}`));
  else
    findings.push(
      wrong(
        'CI_GITLAB_TOKEN_SCOPE',
        `The token${whose} has the scope ${scopes.join(', ') || 'of nothing'}, which is not enough. ${USES}`,
        `Scopes cannot be added to it. Make another one: ${MAKE}`,
      ),
    );
  const ends = Date.parse(told?.expires_at ?? '');
  if (ends - now < SOON)
    findings.push(
      note(
        'CI_GITLAB_TOKEN_EXPIRES',
        `The token${whose} expires on ${new Date(ends).toISOString().slice(0, 10)}.`,
        `Make another one in time: ${MAKE}`,
      ),
    );
  return findings;
}

function ifScope(error: unknown): undefined {
  if (error instanceof CiError && error.code === 'CI_GITLAB_FORBIDDEN') return undefined;
  throw error;
}
