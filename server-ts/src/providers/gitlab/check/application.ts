// Whether GitLab knows the application by which people link accounts, and its secret.
// https://docs.gitlab.com/api/oauth2/#authorization-code-flow

import * as z from 'zod';
import { note, right, wrong, type CheckFinding, type CheckSubject } from '../../../ci/check.ts';

const errorSchema = z.object({ error: z.string() });

/** A code that was never given is refused as a bad code by whoever knows the application, and as a bad client by whoever does not. */
export async function lookAtApplication({ connection, http, redirects }: CheckSubject): Promise<readonly CheckFinding[]> {
  const { oauth, url } = connection;
  if (oauth === undefined)
    return [
      note(
        'CI_GITLAB_NO_APPLICATION',
        'People cannot link their GitLab accounts: there is no application for that yet.',
        'Type `/gitlab setup oauth`.',
      ),
    ];
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: 'checked-by-ci-command-center',
    client_id: oauth.clientId,
    client_secret: oauth.clientSecret,
    redirect_uri: redirects[0] ?? url,
  }).toString();
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
  const answer = await http(`${url}/oauth/token`, { method: 'POST', headers, body });
  const error = errorSchema.safeParse(parsed(answer.text)).data?.error;
  if (error === 'invalid_grant') return [right('CI_GITLAB_APPLICATION', 'OAuth application known')];
  if (error !== 'invalid_client' && error !== 'unauthorized_client') return [];
  return [
    wrong(
      'CI_GITLAB_APPLICATION',
      'GitLab does not know the OAuth application, or its secret is another one: nobody can link an account.',
      'See Admin → Applications in GitLab, and enter its application ID and secret by `/gitlab setup oauth`.',
    ),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
