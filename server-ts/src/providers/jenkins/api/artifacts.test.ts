import { expect, test } from '@jest/globals';
import type { Reach } from '../../../ci/account.ts';
import type { HttpRequest } from '../../../ci/http.ts';
import { fetchArtifact } from './artifacts.ts';

const place = { job: 'city/api', number: '4' };
const jenkinsUrl = 'https://jenkins.example.test/ci';

/** Jenkins sends on to `location`; whatever stands there answers. */
function sendingTo(location: string): { readonly reach: Reach; readonly asked: [string, HttpRequest | undefined][] } {
  const asked: [string, HttpRequest | undefined][] = [];
  const reach: Reach = {
    connection: { provider: 'jenkins', name: 'default', url: jenkinsUrl, webhookSecrets: [] },
    credentials: { username: 'ada', token: 'made-up-token' },
    async http(address, request) {
      asked.push([address, request]);
      if (address.startsWith(jenkinsUrl)) return { status: 302, headers: new Headers({ location }), text: '', cut: false };
      return { status: 200, headers: new Headers(), text: 'abc', cut: false, bytes: new TextEncoder().encode('abc') };
    },
  };
  return { reach, asked };
}

test('a file that is kept elsewhere is fetched there, without any proof of ours', async () => {
  const { reach, asked } = sendingTo('https://files.example.test/api.jar?X-Amz-Signature=made-up');
  await fetchArtifact(place, 'target/api.jar', reach, 1000);
  expect(asked.map(([address]) => new URL(address).hostname)).toEqual(['jenkins.example.test', 'files.example.test']);
  expect(JSON.stringify(asked[1])).not.toMatch(/authorization/i);
});

test.each([
  'http://169.254.169.254/latest/meta-data/?sig=1',
  'http://2852039166/static-files/x',
  'http://127.0.0.1:9200/?signature=1',
  'http://localhost/static-files/x',
  'http://[::ffff:169.254.169.254]/static-files/x',
  'http://[fe80::1]/static-files/x',
  'https://files.example.test/without/a/signature',
])('nothing is fetched at %s, where Jenkins has no files', async (location) => {
  const { reach, asked } = sendingTo(location);
  await expect(fetchArtifact(place, 'target/api.jar', reach, 1000)).rejects.toMatchObject({ code: expect.stringMatching(/^CI_JENKINS_/) });
  expect(asked).toHaveLength(1);
});
