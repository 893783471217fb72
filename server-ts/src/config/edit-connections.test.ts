import { expect, test } from '@jest/globals';
import { readConfiguration } from './configuration.ts';
import { dropConnection, preferConnection, putConnection } from './edit-connections.ts';

const text = `# Who hears of what
routes:
  # releases only
  - match: { provider: lab, project: 'platform/**' } # all of it
    to: releases
connections:
  # The old one
  - { name: old, provider: lab, url: https://old.example, webhookSecrets: [ made-up-a, made-up-b ] }
  - name: forge
    provider: forge
    webhookSecret: made-up-c
notify: { pipelines: changes } # quiet
`;
const known = { providers: ['lab', 'forge'], templateNames: [], checkTemplate: () => undefined };
const wish = {
  name: 'new',
  provider: 'lab',
  url: 'https://new.example/sub',
  webhookSecret: 'made-up-d',
  oauth: { clientId: 'made-up-id', clientSecret: 'made-up-secret' },
};
function read(yaml: string) {
  const result = readConfiguration(yaml, known);
  if ('rules' in result) return result;
  throw new Error(result.map(({ message }) => message).join('\n'));
}
const preferred = (yaml: string) => read(yaml).connections.flatMap((each) => (each.preferred === true ? [each.name] : []));
const lines = (yaml: string): readonly string[] => yaml.split('\n');

test('a connection is added behind the others, and not a word of the rest is another one', () => {
  const added = putConnection(text, wish);
  for (const line of lines(text)) expect(lines(added)).toContain(line);
  expect(added.indexOf('routes:')).toBeLessThan(added.indexOf('connections:'));
  expect(read(added).connections.map(({ name }) => name)).toEqual(['old', 'forge', 'new']);
  expect(read(added).connections[2]).toEqual({
    provider: 'lab',
    name: 'new',
    url: 'https://new.example/sub',
    webhookSecrets: ['made-up-d'],
    oauth: wish.oauth,
  });
});

test('the first one is added where there is nothing, and where there are only comments', () => {
  for (const before of ['', '# by Ada\n', 'connections: []\n']) {
    const added = putConnection(before, wish);
    expect(read(added).connections).toHaveLength(1);
    if (before.startsWith('#')) expect(added).toContain('# by Ada');
  }
});

test('a known one is changed where it stands, and keeps what is not said', () => {
  const changed = read(
    putConnection(text, { name: 'OLD', provider: 'lab', url: 'https://moved.example', ca: 'made-up' }).replace('ca: made-up', ''),
  );
  expect(changed.connections.map(({ name, url, webhookSecrets }) => [name, url, webhookSecrets])).toEqual([
    ['old', 'https://moved.example', ['made-up-a', 'made-up-b']],
    ['forge', '', ['made-up-c']],
  ]);
  const secret = read(putConnection(text, { name: 'old', provider: 'lab', url: 'https://old.example', webhookSecret: 'made-up-e' }));
  expect(secret.connections[0]?.webhookSecrets).toEqual(['made-up-e']);
});

test('one is taken away with what was said of it, the last one with the list', () => {
  const without = dropConnection(text, { provider: 'lab', name: 'old' });
  expect(read(without).connections.map(({ name }) => name)).toEqual(['forge']);
  expect(without).toContain('# releases only');
  const none = dropConnection(without, { provider: 'forge', name: 'forge' });
  expect(none).not.toContain('connections');
  expect(none).toContain('# quiet');
});

test('one of a kind is preferred, and the one of the settings again when no entry is', () => {
  const two = putConnection(text, wish);
  const first = preferConnection(two, { provider: 'lab', name: 'new' });
  expect(preferred(first)).toEqual(['new']);
  expect(preferred(preferConnection(first, { provider: 'lab', name: 'old' }))).toEqual(['old']);
  expect(preferred(preferConnection(first, { provider: 'lab', name: 'default' }))).toEqual([]);
});
