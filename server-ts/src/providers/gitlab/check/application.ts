// Whether GitLab knows the application by which people link accounts, its secret, and where people come back to.
// https://docs.gitlab.com/api/oauth2/#authorization-code-flow, https://docs.gitlab.com/api/applications/#list-all-applications

import * as z from 'zod';
import { note, right, wrong, type CheckFinding, type CheckSubject } from '../../../ci/check.ts';
import { CiError } from '../../../platform/errors.ts';
import { list } from '../api/request.ts';

const errorSchema = z.object({ error: z.string() });
const applicationSchema = z.object({ application_id: z.string(), callback_url: z.string() });
/** Applications that ours is looked for among. */
const MOST = 200;

/** A code that was never given is refused as a bad code by whoever knows the application, and as a bad client by whoever does not. */
export async function lookAtApplication(subject: CheckSubject): Promise<readonly CheckFinding[]> {
  const { connection, http, redirects } = subject;
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
  if (error === 'invalid_grant')
    return [right('CI_GITLAB_APPLICATION', 'OAuth application known'), ...(await lookAtRedirects(subject, oauth.clientId))];
  if (error !== 'invalid_client' && error !== 'unauthorized_client') return [];
  return [
    wrong(
      'CI_GITLAB_APPLICATION',
      'GitLab does not know the OAuth application, or its secret is another one: nobody can link an account.',
      'See Admin → Applications in GitLab, and enter its application ID and secret by `/gitlab setup oauth`.',
    ),
  ];
}

/** Before somebody signs in, GitLab tells nobody which addresses it knows; its administrators see those of the whole GitLab’s applications. */
async function lookAtRedirects(subject: CheckSubject, clientId: string): Promise<readonly CheckFinding[]> {
  if (subject.credentials === undefined) return [];
  const all = await list(subject, 'applications', applicationSchema, { most: MOST }).catch((error: unknown) => {
    if (error instanceof CiError) return undefined;
    throw error;
  });
  const ours = all?.all.find((each) => each.application_id === clientId);
  if (ours === undefined) return [];
  const known = new Set(ours.callback_url.split(/\s+/));
  const missing = subject.redirects.filter((each) => !known.has(each));
  if (missing.length === 0) return [right('CI_GITLAB_REDIRECT', 'redirect address registered')];
  return [
    wrong(
      'CI_GITLAB_REDIRECT',
      `The OAuth application in GitLab lacks the redirect address ${missing.join(', ')}: connecting an account ends there in an error.`,
      'Add it, one a line: Admin → Applications → the application → Edit → Redirect URI.',
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
