import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { groupDeeds, joinDeeds, type Deed } from './deed.ts';
import type { PipelineEvent } from './event.ts';
import { subjectKey } from './ids.ts';
import { deedsOf, join, merge, withDeed } from './merge.ts';

const deed: fc.Arbitrary<Deed> = fc.record({
  verb: fc.constantFrom('retried', 'cancelled', 'approved'),
  by: fc.constantFrom('alice', 'bob'),
  at: fc.nat(40),
});
const deeds = fc.array(deed, { maxLength: 25 });

const event = (status: 'failed' | 'success'): PipelineEvent => ({
  kind: 'pipeline',
  pipeline: {
    key: subjectKey('lab', 'default', '1', '1'),
    provider: 'lab',
    connection: 'default',
    project: { id: '1', path: 'a', url: '' },
    id: '1',
  },
  snapshot: { number: '1', url: '', status, stages: [] },
  jobs: [],
});
const at = (by: string, time: number): Deed => ({ verb: 'retried', by, at: time });

test('what was done is known the same whoever tells it first, and however often', () => {
  fc.assert(
    fc.property(deeds, deeds, deeds, (one, two, three) => {
      expect(joinDeeds(one, two)).toEqual(joinDeeds(two, one));
      expect(joinDeeds(joinDeeds(one, two), three)).toEqual(joinDeeds(one, joinDeeds(two, three)));
      expect(joinDeeds(joinDeeds(one, two), two)).toEqual(joinDeeds(one, two));
    }),
  );
});

test('a delivery that comes later takes nothing of it away', () => {
  const retried = withDeed(merge(undefined, event('failed')), { verb: 'retried', by: 'alice', at: 1 });
  const told = merge(retried, event('success'));
  expect(deedsOf(told)).toEqual([{ verb: 'retried', by: 'alice', at: 1 }]);
  expect(join(told, retried)).toEqual(told);
});

test('the same done again is one group, with everybody in it once', () => {
  expect(groupDeeds([at('alice', 1), at('bob', 2), at('alice', 3), { verb: 'played', what: 'ship', by: 'bob', at: 4 }])).toEqual([
    { verb: 'retried', by: ['alice', 'bob'], times: 3, at: 3 },
    { verb: 'played', what: 'ship', by: ['bob'], times: 1, at: 4 },
  ]);
});
