import { expect, test } from '@jest/globals';
import type { CheckFinding } from '../../ci/check.ts';
import { check } from './check.ts';

const url = 'https://chat.example/plugins/ci-command-center/webhooks/alertmanager';
const statusOf = (original: string) => JSON.stringify({ versionInfo: { version: '0.28.1' }, config: { original } });

async function findingsOf(status: number, text: string, heard = false): Promise<readonly CheckFinding[]> {
  const found: CheckFinding[] = [];
  const headers = new Headers({ 'content-type': text.startsWith('<') ? 'text/html' : 'application/json' });
  const connection = { provider: 'alertmanager', name: 'default', url: 'https://am.example', webhookSecrets: [] };
  const http = async () => ({ status, headers, text, cut: false });
  const subject = { connection, http, hook: { url, secret: 'made-up' }, heard, redirects: [], projects: [], now: 0 };
  await check(subject, (finding) => found.push(finding));
  return found;
}

test.each([
  [401, '"Unauthorized"', 'CI_ALERTMANAGER_REFUSED', 'wrong'],
  [200, '<title>Prometheus</title>', 'CI_ALERTMANAGER_NOT_THE_API', 'wrong'],
  [200, statusOf('receivers:\n- name: mail\n'), 'CI_ALERTMANAGER_RECEIVER', 'wrong'],
  [200, statusOf('receivers:\n- name: x\n  webhook_configs:\n  - url: <secret>\n'), 'CI_ALERTMANAGER_RECEIVER', 'note'],
  [200, statusOf(`receivers:\n- webhook_configs:\n  - url: ${url}\n`), 'CI_ALERTMANAGER_RECEIVER', 'right'],
])('%i %s: %s, %s', async (status, text, code, level) => {
  expect(await findingsOf(status, text)).toContainEqual(expect.objectContaining({ code, level }));
});

test('once something came, its receivers are as they should be', async () => {
  expect(await findingsOf(200, statusOf('receivers: []'), true)).toEqual([
    { code: 'CI_ALERTMANAGER_ANSWERS', level: 'right', message: 'Alertmanager 0.28.1' },
  ]);
});
