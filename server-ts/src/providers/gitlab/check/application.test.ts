import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startGitLab, type GitLab } from '../../../../../test/stand-ins/gitlab/index.ts';
import { createHttp } from '../../../platform/http.ts';
import { lookAtApplication } from './application.ts';

const redirect = 'https://chat.example/plugins/ci-command-center/oauth/gitlab/complete';
const http = createHttp();
let gitlab: GitLab;

beforeAll(async () => {
  gitlab = await startGitLab({ subpath: '/gitlab' });
  gitlab.person('root', { isAdmin: true });
  gitlab.person('ada');
});
afterAll(() => gitlab.stop());

/** Levels and codes, as a token of that person finds them. */
async function found(
  redirectUris: readonly string[],
  person: string | undefined,
  secret?: string,
): Promise<readonly (readonly string[])[]> {
  const { id: clientId, secret: clientSecret } = gitlab.application({ redirectUris, scopes: ['api'] });
  const oauth = { clientId, clientSecret: secret ?? clientSecret };
  const connection = { provider: 'gitlab', name: 'default', url: gitlab.url, webhookSecrets: [], oauth };
  const token = person === undefined ? undefined : gitlab.accessToken(person);
  const subject = {
    connection,
    http,
    ...(token !== undefined && { credentials: { token } }),
    heard: true,
    redirects: [redirect],
    projects: [],
    now: 0,
  };
  return (await lookAtApplication(subject)).map(({ level, code }) => [level, code]);
}

test('an administrator’s token sees whether people can come back from linking an account', async () => {
  const known = ['right', 'CI_GITLAB_APPLICATION'];
  expect(await found(['https://other.example/back', redirect], 'root')).toEqual([known, ['right', 'CI_GITLAB_REDIRECT']]);
  expect(await found(['https://other.example/back'], 'root')).toEqual([known, ['wrong', 'CI_GITLAB_REDIRECT']]);
  expect(await found([`${redirect}/`], 'root')).toEqual([known, ['wrong', 'CI_GITLAB_REDIRECT']]);
});

test('whoever may not see it is told nothing of it, and nobody is when the application itself is wrong', async () => {
  expect(await found(['https://other.example/back'], 'ada')).toEqual([['right', 'CI_GITLAB_APPLICATION']]);
  expect(await found(['https://other.example/back'], undefined)).toEqual([['right', 'CI_GITLAB_APPLICATION']]);
  expect(await found([redirect], 'root', 'made-up')).toEqual([['wrong', 'CI_GITLAB_APPLICATION']]);
});
