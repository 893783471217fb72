import { expect, test } from '@jest/globals';
import type { CheckFinding } from '../../../ci/check.ts';
import type { HttpAnswer } from '../../../ci/http.ts';
import { check } from './index.ts';

type Said = readonly [status: number, text: string, header?: string];
const ok: Said = [200, 'OK', 'x-artifactory-id'];
const page: Said = [404, '<title>Apache</title>'];

/** By path; what is not there is a page of another program. */
async function findingsOf(url: string, answers: Readonly<Record<string, Said>>, token?: string): Promise<readonly (readonly string[])[]> {
  const http = async (address: string): Promise<HttpAnswer> => {
    const [status, text, header] = answers[new URL(address).pathname] ?? page;
    const headers = new Headers({ 'content-type': text.startsWith('<') ? 'text/html' : 'application/json' });
    if (header !== undefined) headers.set(header, '1');
    return { status, headers, text, cut: false };
  };
  const found: CheckFinding[] = [];
  const connection = { provider: 'artifactory', name: 'default', url, webhookSecrets: [] };
  const subject = {
    connection,
    http,
    heard: true,
    redirects: [],
    projects: [],
    now: 0,
    ...(token !== undefined && { credentials: { token } }),
  };
  await check(subject, (finding) => found.push(finding));
  return found.map(({ level, code, message }) => [level, code, message]);
}

test('version and token are told', async () => {
  const version: Said = [200, '{"version":"7.111.4"}'];
  const answers = { '/artifactory/api/system/ping': ok, '/artifactory/api/system/version': version };
  expect(await findingsOf('https://jfrog.example/artifactory', answers, 'made-up')).toEqual([
    ['right', 'CI_ARTIFACTORY_ANSWERS', 'Artifactory 7.111.4'],
    ['right', 'CI_ARTIFACTORY_TOKEN', 'token accepted'],
  ]);
});

test('a token that is not taken, an address without its path, and another program are told', async () => {
  const refused: Said = [401, '{"errors":[]}', 'x-jfrog-version'];
  const answers = { '/artifactory/api/system/ping': refused, '/artifactory/api/system/version': refused };
  expect(await findingsOf('https://jfrog.example/artifactory', answers, 'made-up')).toContainEqual([
    'wrong',
    'CI_ARTIFACTORY_TOKEN',
    'Artifactory does not accept the token.',
  ]);
  expect(await findingsOf('https://jfrog.example', { '/artifactory/api/system/ping': ok })).toEqual([
    ['wrong', 'CI_ARTIFACTORY_SUBPATH', expect.stringContaining('but at https://jfrog.example/artifactory')],
  ]);
  expect(await findingsOf('https://jfrog.example', {})).toEqual([
    ['wrong', 'CI_ARTIFACTORY_NOT_THE_API', 'A page called “Apache” (404) answers at https://jfrog.example.'],
  ]);
});
