import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isBreached, joinFigures, type Figure } from './figure.ts';
import { join, merge, withFigures } from './merge.ts';
import { modelIdentity, tellLife } from './pipeline-history.ts';
import type { PipelineState } from './state.ts';

const figure: fc.Arbitrary<Figure> = fc.record({
  name: fc.constantFrom('cache_hit_rate', 'image_size', 'bundle'),
  value: fc.integer({ min: 0, max: 3 }),
  at: fc.nat(3),
});
const figures = fc.array(figure, { maxLength: 6 });

test('of each name the newest counts, whatever order and repetition reports come in', () => {
  fc.assert(
    fc.property(figures, figures, figures, (one, two, three) => {
      const all = joinFigures(joinFigures(one, two), three);
      expect(joinFigures(three, joinFigures(two, one))).toEqual(all);
      expect(joinFigures(all, joinFigures(two, three))).toEqual(all);
      for (const each of all)
        expect(each.at).toBe(Math.max(...[...one, ...two, ...three].filter(({ name }) => name === each.name).map(({ at }) => at)));
    }),
  );
});

test('more names than a card holds leave the same ones, however they came', () => {
  const many = Array.from({ length: 80 }, (_, index) => ({ name: `figure_${index}`, value: index, at: 1 }));
  const whole = joinFigures(many, []);
  expect(whole).toHaveLength(50);
  expect(joinFigures(many.slice(40), joinFigures(many.slice(0, 60)))).toEqual(whole);
});

test('a pipeline keeps its figures through all that is heard of it, before and after', () => {
  const plan = { stage: 0, manual: false, allowFailure: false };
  const events = tellLife(
    [plan],
    [
      { kind: 'advance', job: 0, fails: false },
      { kind: 'advance', job: 0, fails: true },
    ],
  );
  const [first, ...later] = events;
  if (first === undefined) throw new Error('the model told nothing');
  const reported = [{ name: 'cache_hit_rate', value: 71, min: 80, at: 5 }];
  const early = later.reduce<PipelineState>(merge, merge(undefined, first));
  const onTheWay = withFigures(merge(undefined, first), reported);
  if (onTheWay.kind !== 'pipeline') throw new Error('it was a pipeline');
  expect(later.reduce<PipelineState>(merge, onTheWay)).toEqual(withFigures(early, reported));
  expect(join(early, onTheWay)).toEqual(join(onTheWay, early));
  expect(modelIdentity.key).toBe(early.pipeline.key);
});

test('a limit itself is kept', () => {
  expect([79.9, 80, 90, 90.1].map((value) => isBreached({ value, min: 80, max: 90 }))).toEqual([true, false, false, true]);
  expect(isBreached({ value: -5 })).toBe(false);
});
