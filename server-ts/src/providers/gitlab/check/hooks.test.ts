import { expect, test } from '@jest/globals';
import type { CheckFinding } from '../../../ci/check.ts';
import type { HttpAnswer } from '../../../ci/http.ts';
import { lookAtHooks } from './hooks.ts';

const hook = { url: 'https://chat.example/plugins/ci-command-center/webhooks/gitlab', secret: 'made-up-secret' };
const project = { id: 7, path_with_namespace: 'city/api', web_url: 'https://git.example/city/api' };

/** By path below the project's; what is not there is answered 404. */
async function findingsOf(hooks: readonly object[], events: readonly object[] | undefined): Promise<readonly CheckFinding[]> {
  const answers: Readonly<Record<string, unknown>> = { '': project, '/hooks': hooks, '/hooks/1/events': events };
  const http = async (address: string): Promise<HttpAnswer> => {
    const path = new URL(address).pathname.replace(/^\/api\/v4\/projects\/[^/]+/, '');
    const body = answers[path];
    const headers = new Headers({ 'content-type': 'application/json' });
    return { status: body === undefined ? 404 : 200, headers, text: JSON.stringify(body ?? { message: '404 Not found' }), cut: false };
  };
  const connection = { provider: 'gitlab', name: 'default', url: 'https://git.example', webhookSecrets: [], token: 'made-up' };
  const subject = {
    connection,
    http,
    credentials: { token: 'made-up' },
    hook,
    heard: false,
    redirects: [],
    projects: ['city/api'],
    now: 0,
  };
  const found: CheckFinding[] = [];
  await lookAtHooks(subject, (finding) => found.push(finding));
  return found;
}

const ours = (more: object = {}) => [{ id: 1, url: hook.url, ...more }];

test.each([
  [[], undefined, 'CI_GITLAB_HOOK_MISSING', /\/gitlab webhook add city\/api/],
  [[{ id: 1, url: 'https://old.example/plugins/ci-command-center/webhooks/gitlab' }], undefined, 'CI_GITLAB_HOOK_ADDRESS', /webhook add/],
  [ours(), [{ response_status: '401' }], 'CI_GITLAB_HOOK_SECRET', /gives it the right one/],
  [ours(), [{ response_status: 'internal error' }], 'CI_GITLAB_HOOK_BLOCKED', /Allow requests to the local network/],
  [ours({ alert_status: 'disabled' }), [{ response_status: '500' }], 'CI_GITLAB_HOOK_OFF', /press Test/],
  [ours(), [{ response_status: '502' }], 'CI_GITLAB_HOOK_FAILS', /hooks\/1\/edit/],
])('%#: the webhook of a subscribed project is judged by where it goes and how it was answered', async (hooks, events, code, remedy) => {
  expect(await findingsOf(hooks, events)).toEqual([expect.objectContaining({ code, remedy: expect.stringMatching(remedy) })]);
});

test.each([[[{ response_status: '202' }]], [[]], [undefined]])(
  'one that is there and was answered well, or not asked yet, is right: %#',
  async (events) => {
    expect(await findingsOf(ours(), events)).toEqual([expect.objectContaining({ code: 'CI_GITLAB_HOOK', level: 'right' })]);
  },
);
