import { expect, test } from '@jest/globals';
import type { Http } from '../../../ci/http.ts';
import { lookAtPlace } from './places.ts';

const connection = { provider: 'gitlab', name: 'default', url: 'https://gitlab.example', webhookSecrets: [] };

/** What is not told is not there, as GitLab says it of what is hidden, too. */
function reach(login: string, told: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const http: Http = async (address) => {
    const path = address.replace('https://gitlab.example/api/v4/', '');
    asked.push(path);
    const body = told[path] ?? { message: '404 Not found' };
    const headers = new Headers({ 'content-type': 'application/json' });
    return { status: path in told ? 200 : 404, headers, text: JSON.stringify(body), cut: false };
  };
  return { connection, http, credentials: { token: 'made-up' }, account: { login, id: '42' }, asked };
}

const namespace = { id: 7, kind: 'user', name: 'Ada', path: 'ada', full_path: 'ada', web_url: 'https://gitlab.example/ada' };

test('all projects of a person are a place: their own is, that of others is nobody’s to tell of', async () => {
  const place = { kind: 'group', id: '7', path: 'ada', url: 'https://gitlab.example/ada', open: false, archived: false };
  expect(await lookAtPlace({ path: 'ada' }, reach('Ada', { 'namespaces/ada': namespace }))).toEqual({ ...place, right: 'confidential' });
  expect(await lookAtPlace({ path: 'ada' }, reach('ben', { 'namespaces/ada': namespace }))).toEqual({ ...place, right: 'none' });
  // Found again by its id, also under another name.
  const renamed = { ...namespace, path: 'lovelace', full_path: 'lovelace' };
  expect(await lookAtPlace({ kind: 'group', id: '7' }, reach('lovelace', { 'namespaces/7': renamed }))).toMatchObject({
    path: 'lovelace',
    right: 'confidential',
  });
});

test('a group is a group, and what is not there is nowhere', async () => {
  const group = { id: 8, full_path: 'city', web_url: 'https://gitlab.example/groups/city', visibility: 'private' };
  const asked = reach('ada', { 'groups/city': group, 'groups/city/members/all/42': { access_level: 30 } });
  expect(await lookAtPlace({ path: 'city' }, asked)).toMatchObject({ kind: 'group', id: '8', right: 'confidential' });
  expect(asked.asked).not.toContain('namespaces/city');
  expect(await lookAtPlace({ path: 'none' }, reach('ada', {}))).toBeUndefined();
  // A group's namespace that its own address hides stays hidden.
  expect(await lookAtPlace({ path: 'city' }, reach('ada', { 'namespaces/city': { ...namespace, kind: 'group' } }))).toBeUndefined();
});
