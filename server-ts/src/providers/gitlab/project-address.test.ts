import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readAddress } from './project-address.ts';

const base = 'https://git.example/lab';

test.each([
  ['https://git.example/lab/city/api', { project: 'city/api' }],
  ['https://GIT.example/lab/city/sub/api/', { project: 'city/sub/api' }],
  ['https://git.example/lab/city/sub/api/-/pipelines/46?x=1#y', { project: 'city/sub/api', pipeline: '46' }],
  ['https://git.example/lab/city/api/builds/6', { project: 'city/api', job: '6' }],
  ['https://git.example/lab/city/api/-/jobs/6/raw', { project: 'city/api', job: '6' }],
  ['https://git.example/lab/city/api/-/tree/feature/find%20it', { project: 'city/api', ref: 'feature/find it' }],
  ['git@git.example:city/api.git', { project: 'city/api' }],
  ['https://git.example/city/api', undefined],
  ['https://git.example.evil.example/lab/city/api', undefined],
  ['https://git.example/lab/city', undefined],
  ['not an address', undefined],
])('%s', (typed, parts) => {
  expect(readAddress(typed, base)).toEqual(parts);
});

test('whatever is typed, it does not throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl()), (typed) => void readAddress(typed, base)));
});
