import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Connection } from '../../ci/connection.ts';
import { issues } from './issues.ts';
import { codeIn, pageIn } from './preview-address.ts';

const at = (url: string): Connection => ({ provider: 'gitlab', name: 'lab', url, webhookSecrets: [] });
const lab = at('https://git.example:8443/lab');
const base = 'https://git.example:8443/lab/team/sub/app/-';

test('pages are told by their addresses, on any host, port and path', () => {
  expect(pageIn(`${base}/merge_requests/12/diffs#note_3`, lab)).toEqual({ kind: 'merge-request', project: 'team/sub/app', id: '12' });
  expect(pageIn(`${base}/work_items/5?x=1`, lab)).toMatchObject({ kind: 'issue', id: '5' });
  expect(pageIn(`${base}/pipelines/4711`, lab)).toMatchObject({ kind: 'pipeline', id: '4711' });
  expect(pageIn(`${base}/jobs/8/raw`, lab)).toMatchObject({ kind: 'job', id: '8' });
  expect(pageIn('http://git.local/team/app/commit/0123abcd', at('http://git.local'))).toMatchObject({ kind: 'commit', id: '0123abcd' });
  for (const other of ['/merge_requests', '/merge_requests/new', '/pipelines/1e3', '/commit/main', '/tree/main', '/jobs/%2e%2e'])
    expect(pageIn(base + other, lab)).toBeUndefined();
});

test('lines of files are told with all that may be ref or path', () => {
  const code = { project: 'team/sub/app', names: ['main', 'src', 'a b.ts'] };
  expect(codeIn(`${base}/blob/main/src/a%20b.ts?ref_type=heads#L10`, lab)).toEqual({ ...code, first: 10, last: 10 });
  expect(codeIn(`${base}/blob/main/src/a%20b.ts#L20-10`, lab)).toEqual({ ...code, first: 10, last: 20 });
  for (const other of ['/blob/main/a.ts', '/blob/main#L1', '/blob/main/a.ts#L0', '/raw/main/a.ts#L1', '/blob/main/..%2f..%2fx#L1#L'])
    expect(codeIn(base + other, lab)).toBeUndefined();
});

test('no address of another host, port, scheme or path is ever taken for one of this GitLab', () => {
  const rest = '/team/app/-/issues/1';
  for (const other of [
    'https://git.example/lab',
    'https://git.example:8443',
    'https://git.example:8443/labor',
    'https://git.example:8443/lab/../other',
    'https://git.example:8443@evil.example/lab',
    'https://evil@git.example:8443/lab',
    'https://evil.example:8443/lab',
    'https://git.example.evil.example:8443/lab',
    'ftp://git.example:8443/lab',
    'https://evil.example/?https://git.example:8443/lab',
  ])
    expect(pageIn(other + rest, lab)).toBeUndefined();
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string(), (url, more) => {
      const found = pageIn(url + more, lab) ?? codeIn(url + more, lab);
      const is = URL.parse(url + more);
      return found === undefined || (is?.host === 'git.example:8443' && is.pathname.startsWith('/lab/'));
    }),
  );
});

test('names that would lead out of the project on the way through the API are none', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '.', '..', '%2e%2e', '%2f', '%00', 'blob', '-', '%'), { maxLength: 8 }), (names) => {
      const found = codeIn(`${base}/blob/${names.join('/')}#L1`, lab);
      return found === undefined || [found.project, ...found.names].every((name) => !/^\.{1,2}$|\0/.test(name));
    }),
  );
});

test('in a quotation nobody is named and no line begins an action', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('/', '@', 'a', '\n', '\r', '#', '1', '!', ' ', '\u2028') }), (text) => {
      const lines = issues.quote(text).split('\n');
      return lines.every((line) => line.startsWith('>') && !/[@#!]\w/.test(line) && !/[\r\u2028]/.test(line));
    }),
  );
});
