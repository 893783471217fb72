import { expect, test } from '@jest/globals';
import type { Http, HttpRequest } from '../../ci/http.ts';
import { accounts } from './accounts.ts';

const connection = {
  provider: 'gitlab',
  name: 'default',
  url: 'https://gitlab.example/base',
  webhookSecrets: [],
  token: 'made-up-service',
};
const credentials = { token: 'made-up-access' };

function answering(status: number, body: unknown) {
  const sent: { readonly address: string; readonly request: HttpRequest }[] = [];
  const http: Http = async (address, request = {}) => {
    sent.push({ address, request });
    return { status, headers: new Headers({ 'content-type': 'application/json' }), text: JSON.stringify(body), cut: false };
  };
  return { http, sent };
}

test('who somebody is GitLab says, asked with their own token; what it adds later does no harm', async () => {
  const { http, sent } = answering(200, {
    id: 42,
    username: 'ada',
    name: 'Ada',
    web_url: 'https://gitlab.example/base/ada',
    avatar_url: null,
    state: 'active',
    new: {},
  });
  expect(await accounts.verify({ connection, http, credentials })).toEqual({
    login: 'ada',
    id: '42',
    name: 'Ada',
    url: 'https://gitlab.example/base/ada',
  });
  expect(sent).toMatchObject([
    { address: 'https://gitlab.example/base/api/v4/user', request: { headers: { Authorization: 'Bearer made-up-access' } } },
  ]);
});

test('who is blocked, and a token that is not accepted, are refused', async () => {
  const blocked = answering(200, { id: 42, username: 'ada', state: 'blocked' });
  await expect(accounts.verify({ connection, http: blocked.http, credentials })).rejects.toMatchObject({ code: 'CI_GITLAB_BLOCKED' });
  const refused = answering(401, { message: '401 Unauthorized' });
  await expect(accounts.verify({ connection, http: refused.http, credentials })).rejects.toMatchObject({ code: 'CI_GITLAB_UNAUTHORIZED' });
});

const base = (settings: object): string | undefined => accounts.signIn?.baseIn(settings);

test('which GitLab people sign in to Mattermost with is read from each way of setting that up', () => {
  const endpoints = {
    AuthEndpoint: 'https://gitlab.example/base/oauth/authorize',
    UserAPIEndpoint: 'https://gitlab.example/base/api/v4/user',
  };
  expect(base({ Enable: true, ...endpoints })).toBe('https://gitlab.example/base');
  expect(base({ Enable: true, DiscoveryEndpoint: 'https://gitlab.com/.well-known/openid-configuration' })).toBe('https://gitlab.com');
  expect(base({ Enable: false, ...endpoints })).toBeUndefined();
  expect(base({ Enable: true, AuthEndpoint: 'https://other.example/login' })).toBeUndefined();
});
