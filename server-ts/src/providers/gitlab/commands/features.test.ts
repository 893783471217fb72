import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { doubled, featureNames, features, interestsOf, readFeatures, wordOf, type FeatureName } from './features.ts';

const names = fc.uniqueArray(fc.constantFrom(...Object.keys(features)), { minLength: 1 });
const label = fc
  .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
  .map((text) => text.replaceAll(/["“”„]/gu, '').trim())
  .filter((text) => text !== '' && text.isWellFormed());

test('all thirteen are known, each asks for something of its own, and nothing said is what the earlier plugin took', () => {
  expect(featureNames).toHaveLength(13);
  expect(new Set(Object.values(features).map(({ interest }) => interest)).size).toBe(13);
  expect(readFeatures(undefined)).toEqual({ features: ['merges', 'issues', 'tag'], labels: [] });
  expect(readFeatures('  ')).toEqual(readFeatures(undefined));
});

test('features come back in whatever case, order and spaces they were typed, once each, and with their own words', () => {
  fc.assert(
    fc.property(names, fc.constantFrom(',', ', ', ' ,', ',,'), fc.boolean(), (some, between, loud) => {
      const typed = [...some, some[0]].join(between);
      const read = readFeatures(loud ? typed.toUpperCase() : typed);
      expect(read).toEqual({ features: some, labels: [] });
      expect(interestsOf(read.features).map(wordOf)).toEqual(some);
    }),
  );
});

test('a name within another is not taken for it', () => {
  expect(interestsOf(readFeatures('confidential_issues').features)).toEqual(['confidential_issue']);
  expect(interestsOf(readFeatures('issue_comments').features)).toEqual(['issue_comment']);
  expect(interestsOf(readFeatures('issues,label:"merges,pipeline"').features)).toEqual(['issue']);
});

test('labels in quotes, commas and wildcards in them too, choose exactly themselves', () => {
  fc.assert(
    fc.property(fc.uniqueArray(label, { minLength: 1, maxLength: 4 }), fc.boolean(), (labels, apart) => {
      const typed = apart ? labels.map((each) => `label:"${each}"`).join(',') : `label:${labels.map((each) => `"${each}"`).join(',')}`;
      const read = readFeatures(`merges,${typed}`);
      expect(read.features).toEqual(['merges']);
      expect(read.labels).toHaveLength(labels.length);
      // As globs take them: a backslash takes the meaning of what follows away.
      expect(read.labels.map((pattern) => pattern.replaceAll(/\\([*?\\])/g, '$1'))).toEqual(labels);
      expect(read.labels.every((pattern) => !/[*?]/.test(pattern.replaceAll(/\\./gs, '')))).toBe(true);
    }),
  );
});

test('smart quotes, one label without quotes, and features after labels are understood', () => {
  expect(readFeatures('issues,label:“to do”')).toEqual({ features: ['issues'], labels: ['to do'] });
  expect(readFeatures('label:bug,issues')).toEqual({ features: ['issues'], labels: ['bug'] });
  expect(readFeatures('merges,label:"a","b",issues')).toEqual({ features: ['merges', 'issues'], labels: ['a', 'b'] });
});

test('what is wrong is refused with the nearest word, and never throws anything else', () => {
  expect(() => readFeatures('merges,isues')).toThrow(
    expect.objectContaining({ code: 'CI_GITLAB_FEATURE', remedy: 'Did you mean `issues`?' }),
  );
  expect(() => readFeatures('pipeline,label:"x"')).toThrow(expect.objectContaining({ code: 'CI_GITLAB_LABEL' }));
  expect(() => readFeatures('merges,label:""')).toThrow(expect.objectContaining({ code: 'CI_GITLAB_LABEL' }));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      try {
        readFeatures(text);
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^CI_GITLAB_(FEATURE|LABEL)$/) });
      }
    }),
  );
});

test('what another feature tells already is known', () => {
  const some: readonly FeatureName[] = ['merges', 'merge_request_assigns', 'jobs'];
  expect(doubled(some)).toEqual(['merge_request_assigns']);
  expect(doubled(['merge_request_assigns'])).toEqual([]);
});
