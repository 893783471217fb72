import { expect, test } from '@jest/globals';
import type { CheckFinding, CheckSubject } from '../../ci/check.ts';
import type { HttpAnswer } from '../../ci/http.ts';
import { check } from './check.ts';

const hook = { url: 'https://chat.example/plugins/ci-command-center/webhooks/sonarqube', secret: 'made-up-secret' };
const up = { 'system/status': { version: '2026.1', status: 'UP' }, 'authentication/validate': { valid: true } };
const listed = (hasSecret = true) => ({ webhooks: [{ key: 'k', url: hook.url, hasSecret }] });

/** By path below `/api/`, without its query; anything else is a page. */
async function findingsOf(answers: Readonly<Record<string, unknown>>, more: Partial<CheckSubject> = {}): Promise<readonly CheckFinding[]> {
  const http = async (address: string): Promise<HttpAnswer> => {
    const body = answers[new URL(address).pathname.replace('/api/', '')];
    const headers = new Headers({ 'content-type': body === undefined ? 'text/html' : 'application/json' });
    return {
      status: body === undefined ? 404 : 200,
      headers,
      text: body === undefined ? '<title>Shop</title>' : JSON.stringify(body),
      cut: false,
    };
  };
  const found: CheckFinding[] = [];
  const connection = { provider: 'sonarqube', name: 'default', url: 'https://sonar.example', webhookSecrets: [] };
  const subject = { connection, http, credentials: { token: 'made-up' }, hook, heard: false, redirects: [], projects: [], now: 0, ...more };
  await check(subject, (finding) => found.push(finding));
  return found;
}

test.each([
  [{}, 'CI_SONARQUBE_NOT_THE_API', /“Shop”/],
  [{ 'system/status': { version: '9.9', status: 'DB_MIGRATION_NEEDED' } }, 'CI_SONARQUBE_NOT_UP', /DB_MIGRATION_NEEDED/],
  [{ ...up, 'authentication/validate': { valid: false } }, 'CI_SONARQUBE_TOKEN', /revoked or expired/],
  [{ ...up, 'webhooks/list': { webhooks: [] } }, 'CI_SONARQUBE_HOOK_MISSING', /no webhook/],
  [{ ...up, 'webhooks/list': listed(false) }, 'CI_SONARQUBE_HOOK_SECRET', /has no secret/],
  [
    { ...up, 'webhooks/list': listed(), 'webhooks/deliveries': { deliveries: [{ success: false, httpStatus: 401 }] } },
    'CI_SONARQUBE_HOOK_SECRET',
    /another secret/,
  ],
  [
    { ...up, 'webhooks/list': listed(), 'webhooks/deliveries': { deliveries: [{ success: false }] } },
    'CI_SONARQUBE_HOOK_FAILS',
    /could not be sent/,
  ],
])('%#: what is wrong is the only thing that is, with what to do', async (answers, code, message) => {
  const wrong = (await findingsOf(answers)).filter(({ level }) => level === 'wrong');
  expect(wrong).toEqual([{ code, level: 'wrong', message: expect.stringMatching(message), remedy: expect.stringMatching(/\w/) }]);
});

test('what is in order is told: version, token, and how the webhook was answered', async () => {
  const deliveries = { deliveries: [{ success: true, httpStatus: 202 }] };
  const found = await findingsOf({ ...up, 'webhooks/list': listed(), 'webhooks/deliveries': deliveries });
  expect(found.map(({ level, message }) => [level, message])).toEqual([
    ['right', 'SonarQube 2026.1'],
    ['right', 'token accepted'],
    ['right', 'webhook set, last answered 202'],
  ]);
});
