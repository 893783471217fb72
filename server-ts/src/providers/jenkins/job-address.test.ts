import { expect, test } from '@jest/globals';
import { branchOfName, readableName, readAddress } from './job-address.ts';
import { guessRef, readRef } from './ref.ts';

test.each([
  ['job/asgard/18/', 'asgard', '18'],
  ['job/folder/job/asgard/', 'folder/asgard', undefined],
  ['https://ci.example/jenkins/job/test%20job/16/console?x#y', 'test job', '16'],
  ['job/folder/job/asgard/job/feature%252Fsearch/3/', 'folder/asgard/feature%2Fsearch', '3'],
  ['/view/all/job/folder/view/mine/job/asgard/4/', 'folder/asgard', '4'],
  ['job/matrix/label=linux,jdk=21/5/', 'matrix/label=linux,jdk=21', '5'],
  ['job/job/job/18/19/', 'job/18', '19'],
  ['job/100%/1/', '100%', '1'],
])('%s is the job %s', (address, name, number) => {
  expect(readAddress(address)).toEqual(number === undefined ? { name } : { name, number });
});

test('what is no address of a job is none', () => {
  expect([undefined, '', '/', 'https://ci.example/computer/', 'job', 'job/'].map(readAddress)).toEqual(Array(6).fill(undefined));
});

test('an encoded branch reads as it is called', () => {
  expect(readableName('folder/asgard/feature%2Fsearch')).toBe('folder/asgard/feature/search');
  expect([branchOfName('a/feature%2Fsearch'), branchOfName('a/main'), branchOfName('100%')]).toEqual([
    'feature/search',
    undefined,
    undefined,
  ]);
});

test.each([
  ['origin/main', 'branch', 'main'],
  ['refs/remotes/origin/release/2.x', 'branch', 'release/2.x'],
  ['refs/heads/origin', 'branch', 'origin'],
  ['origin/origin/x', 'branch', 'origin/x'],
  ['refs/tags/v1.0', 'tag', 'v1.0'],
  ['refs/merge-requests/7/head', 'merge-request', '!7'],
  ['MR-7-merge', 'merge-request', '!7'],
  ['PR-12', 'merge-request', '#12'],
  ['PR-12-cleanup', 'branch', 'PR-12-cleanup'],
])('%s is the %s %s', (word, kind, name) => {
  expect(readRef(word)).toEqual({ kind, name });
});

test('without a branch, the job’s name and Subversion’s address tell one', () => {
  expect([undefined, '', 'detached', 'HEAD'].map(readRef)).toEqual(Array(4).fill(undefined));
  expect(guessRef('a/MR-7', undefined)).toBeUndefined();
  expect(guessRef('a/feature%2Fx', undefined)).toEqual({ kind: 'branch', name: 'feature/x' });
  expect(guessRef('a', 'https://svn.example/app/trunk')).toEqual({ kind: 'branch', name: 'trunk' });
  expect(guessRef('a', 'https://svn.example/app/branches/2.x/src')).toEqual({ kind: 'branch', name: '2.x' });
  expect(guessRef('a', 'https://svn.example/app/tags/1.0')).toEqual({ kind: 'tag', name: '1.0' });
});
