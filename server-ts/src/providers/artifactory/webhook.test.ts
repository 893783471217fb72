import { expect, test } from '@jest/globals';
import type { ArtifactSeen, ArtifactState } from '../../ci/artifact.ts';
import { merge } from '../../ci/merge.ts';
import type { Delivery } from '../../ci/provider.ts';
import type { SubjectState } from '../../ci/subject.ts';
import { artifactory } from './index.ts';

const connection = { provider: 'artifactory', name: 'default', url: 'https://art.example/artifactory', webhookSecrets: [] };
const sha = 'c6d86dc654b12425e706bcf951adfe5a8627a517';
const file = { repo_key: 'libs', path: 'org/acme/app 1.jar', name: 'app 1.jar', sha256: 'abc', size: 10 };
const image = {
  repo_key: 'docker',
  path: 'acme/app/1.2.3/list.manifest.json',
  name: 'list.manifest.json',
  sha256: 'd0c',
  image_name: 'acme/app',
  tag: '1.2.3',
};

function delivery(text: string): Delivery {
  return { headers: new Headers(), query: new URLSearchParams(), body: Buffer.from(text) };
}

function read(domain: string, word: string, data: object, more: object = {}): ArtifactSeen {
  const reading = artifactory.read(delivery(JSON.stringify({ domain, event_type: word, data, ...more })), connection);
  if (reading.kind !== 'event' || reading.event.kind !== 'artifact') throw new Error(JSON.stringify(reading));
  return reading.event;
}

function told(...events: readonly ArtifactSeen[]): ArtifactState {
  const state = events.reduce<SubjectState | undefined>((known, event) => merge(known, event), undefined);
  if (state?.kind !== 'artifact') throw new Error('no artifact');
  return state;
}

test('a life is told in its order, whatever order it is heard in', () => {
  const moved = read('artifact', 'moved', { ...file, repo_key: 'release', source_repo_path: 'libs', target_repo_path: 'release' });
  const life = [read('artifact', 'deleted', file), moved, read('artifact', 'deployed', file), read('artifact', 'deployed', file)];
  expect(told(...life).events.map(({ action, detail }) => [action, detail])).toEqual([
    ['published', undefined],
    ['moved', 'libs → release'],
    ['deleted', undefined],
  ]);
});

const key = (data: object) => read('docker', 'pushed', data).subject.key;

test('another content under the same name is another artifact', () => {
  expect(key({ ...image, sha256: 'e1d' })).not.toBe(key(image));
  expect(key({ ...image, repo_key: 'docker-prod' })).toBe(key(image));
  expect(key({ ...image, sha256: undefined, repo_key: 'docker-prod' })).not.toBe(key({ ...image, sha256: undefined }));
});

test('an image is known by name and tag, whichever manifest was written', () => {
  const { artifact } = read('docker', 'pushed', image);
  expect(artifact).toMatchObject({
    type: 'image',
    name: 'acme/app:1.2.3',
    url: 'https://art.example/ui/repos/tree/General/docker/acme/app/1.2.3',
  });
  expect(artifact).not.toHaveProperty('size');
});

test('links lead to the platform that sent it, else to the connection’s', () => {
  expect(read('artifact', 'deployed', file).artifact.url).toBe('https://art.example/ui/repos/tree/General/libs/org/acme/app%201.jar');
  expect(read('artifact', 'deployed', file, { jpd_origin: 'https://edge.example/artifactory/' }).artifact.url).toMatch(
    /^https:\/\/edge\.example\/ui\//,
  );
});

const deployer = { source: 'jfrog/deployer' };

test('the property vcs.revision brings an artifact to its commit, and stays when it is promoted', () => {
  const set = read('artifact_property', 'added', { ...image, property_key: 'vcs.revision', property_values: [sha] }, deployer);
  expect(told(read('docker', 'promoted', image), set, read('docker', 'pushed', image, deployer))).toMatchObject({
    artifact: { name: 'acme/app:1.2.3', sha },
    events: [{ action: 'published', by: 'jfrog/deployer' }, { action: 'promoted' }],
  });
});

test.each([
  [{ vcs_revision: sha }],
  [{ vcs: { revision: sha } }],
  [{ vcs: [{ revision: sha }, {}] }],
  [{ properties: { 'vcs.revision': [sha] } }],
])('a custom payload can hold the commit: %j', (data) => {
  expect(read('build', 'uploaded', { build_name: 'acme', build_number: 7, ...data }).artifact).toMatchObject({ name: 'acme #7', sha });
});

test.each([
  ['event_type":"pushed","image_name":"acme/app","tag":"1","repo_key":"docker","path":"acme/app/1/manifest.json', 'image'],
  ['event_type":"deployed","repo_key":"libs","path":"a/b.jar', 'file'],
  ['event_type":"uploaded","build_name":"acme","build_number":"7', 'build'],
  ['event_type":"created","destination":"release_bundle","release_bundle_name":"acme","release_bundle_version":"1', 'release-bundle'],
  ['event_type":"distribute_failed","release_bundle_name":"acme","release_bundle_version":"1', 'distribution'],
])('an early format without domain and data is understood: "%s"', (fields, type) => {
  const reading = artifactory.read(delivery(`{"${fields}"}`), connection);
  expect(reading).toMatchObject({ kind: 'event', event: { artifact: { type } } });
});

test('a transaction keeps all its digits, and is the identity of a delivery', () => {
  const body = (id: string) =>
    delivery(
      `{"domain":"distribution","event_type":"distribute_completed","data":{"release_bundle_name":"a","release_bundle_version":"1","transaction_id":${id}}}`,
    );
  expect(artifactory.identify(body('395969746957422601'))).toBe('distribute_completed 395969746957422601');
  const [one, two] = ['395969746957422601', '395969746957422602'].map((id) => JSON.stringify(artifactory.read(body(id), connection)));
  expect(one).not.toBe(two);
  expect(artifactory.identify(delivery(JSON.stringify({ domain: 'artifact', event_type: 'deployed', data: file })))).toBeUndefined();
});

test.each([
  ['distribution', 'distribute_started'],
  ['artifact', 'cached'],
  ['artifact_property', 'deleted'],
  ['user', 'locked'],
  ['release_bundle_v2', 'release_bundle_v2_started'],
])('%s %s is ignored', (domain, word) => {
  const data = { ...file, release_bundle_name: 'a', release_bundle_version: '1' };
  expect(artifactory.read(delivery(JSON.stringify({ domain, event_type: word, data })), connection).kind).toBe('ignored');
});
