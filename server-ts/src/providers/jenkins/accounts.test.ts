import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startJenkins, type Jenkins } from '../../../../test/stand-ins/jenkins/index.ts';
import type { Connection } from '../../ci/connection.ts';
import type { Http } from '../../ci/http.ts';
import { createHttp } from '../../platform/http.ts';
import { accounts } from './accounts.ts';

const PASSWORD = 'made-up-password';
let jenkins: Jenkins;
let token: string;

beforeAll(async () => {
  jenkins = await startJenkins({ context: '/jenkins', anonymous: ['Overall/Read', 'Job/Read'] });
  token = jenkins.person('alice', { fullName: 'Alice Arrow', password: PASSWORD });
});
afterAll(async () => await jenkins.stop());

function connection(url = jenkins.url): Connection {
  return { provider: 'jenkins', name: 'default', url, webhookSecrets: [] };
}

const verify = (username: string, secret: string, http: Http = createHttp(), url?: string) =>
  accounts.verify({ connection: connection(url), http, credentials: { username, token: secret } });

test('the account is the one that Jenkins says, below the path that it runs under', async () => {
  expect(await verify('alice', token)).toEqual({ login: 'alice', name: 'Alice Arrow', url: `${jenkins.url}/user/alice/` });
  expect(accounts.tokenPage(connection())).toBe(`${jenkins.url}/me/security/`);
  expect(accounts.tokenPage(connection(''))).toBeUndefined();
});

test.each([
  ['a wrong token', 'alice', '11ffffffffffffffffffffffffffffffff', 'CI_JENKINS_TOKEN', 'Security'],
  ['a wrong password', 'alice', 'made-up-guess', 'CI_JENKINS_TOKEN', 'Security'],
  ['somebody else', 'mallory@example.com', '11ffffffffffffffffffffffffffffffff', 'CI_JENKINS_TOKEN', 'e-mail address'],
  ['the right password', 'alice', PASSWORD, 'CI_JENKINS_PASSWORD', 'API token'],
])('%s is refused with a remedy, and not repeated', async (_what, name, secret, code, remedy) => {
  const error: unknown = await verify(name, secret).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, remedy: expect.stringContaining(remedy) });
  expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(secret);
});

const anonymous: Http = async () => ({ status: 200, headers: new Headers(), text: '{"id":"anonymous"}', cut: false });

test('an answer for anybody proves nothing', async () => {
  const open = createHttp();
  const stripped: Http = (address, request) => open(address, { ...request, headers: {} });
  await expect(verify('alice', token, stripped)).rejects.toMatchObject({ code: 'CI_JENKINS_ANONYMOUS' });
  await expect(verify('alice', token, anonymous)).rejects.toMatchObject({ code: 'CI_JENKINS_ANONYMOUS' });
});

test.each([
  [{ kind: 'login-redirect' }, 'CI_JENKINS_SIGN_IN'],
  [{ kind: 'login-page' }, 'CI_JENKINS_SIGN_IN'],
  [{ kind: 'starting' }, 'CI_JENKINS_RESTARTING'],
  [{ kind: 'error-page', status: 504 }, 'CI_JENKINS_UNAVAILABLE'],
  [{ kind: 'broken-json' }, 'CI_JENKINS_BROKEN_ANSWER'],
] as const)('%j is no wrong token: %s', async (mood, code) => {
  const better = jenkins.mood(mood);
  await expect(verify('alice', token)).rejects.toMatchObject({ code });
  better();
});

test('an address that does not answer in time is told as that', async () => {
  const better = jenkins.mood({ kind: 'hang' });
  await expect(verify('alice', token, createHttp({ timeoutMs: 200 }))).rejects.toMatchObject({ code: 'CI_HTTP_TIMEOUT' });
  better();
});

test('without its path something else answers', async () => {
  await expect(verify('alice', token, createHttp(), jenkins.url.replace('/jenkins', ''))).rejects.toMatchObject({
    code: expect.stringMatching(/^CI_JENKINS_/),
  });
});
