import { expect, test } from '@jest/globals';
import type { Figure } from '../ci/figure.ts';
import { withFigures } from '../ci/merge.ts';
import { substance } from './edits.ts';
import { render } from './render.ts';
import { sampleFor } from './template-sample.ts';
import { noTemplates } from './templates.ts';
import { sceneToView } from './view.ts';

const context = { providerTitle: () => 'Some CI', templates: noTemplates };
const scene = sampleFor('pipeline.finished');

function withReports(...figures: readonly Figure[]) {
  const state = withFigures(scene.state, figures);
  if (state.kind !== 'pipeline') throw new Error('the sample is a pipeline');
  return state;
}

const rate = { name: 'cache_hit_rate', value: 71.126_5, unit: '%', min: 80, at: 2 };
const size = { name: 'image_size', value: 120, unit: 'MB', max: 200, at: 1 };

test('the card says each figure, and the limit of one that is out of it, that one first', () => {
  const { content } = render({ ...scene, state: withReports(size, rate) }, context);
  const [{ text } = { text: '' }] = content.props.attachments;
  expect(text).toContain('\n**Figures:** ✗ cache hit rate 71.1265 % (at least 80 %) · image size 120 MB\n');
  expect(sceneToView(withReports(size, rate), scene, context).figures).toEqual([
    { name: 'cache_hit_rate', value: 71.126_5, unit: '%', min: 80, breached: true },
    { name: 'image_size', value: 120, unit: 'MB', max: 200, breached: false },
  ]);
});

test('what a job sends as a name or unit acts nowhere', () => {
  const { content } = render({ ...scene, state: withReports({ ...size, name: '@all**x**', unit: '[x](https://evil.example)' }) }, context);
  expect(content.props.attachments[0]?.text).toContain(
    String.raw`@${'\u200B'}all\*\*x\*\* 120 \[x\](https:${'\u200B'}//evil.${'\u200B'}example)`,
  );
});

test('other figures are worth an edit, a breach more so; without figures nothing changes', () => {
  const plain = substance(scene.state);
  const [told, breached] = [withReports(size), withReports(size, rate)].map((state) => substance(state).split(' '));
  expect(substance(withReports())).toBe(plain);
  expect(told?.slice(0, 3)).toEqual(plain.split(' ').slice(0, 3));
  expect(told?.[3]).not.toBe(plain.split(' ')[3]);
  expect(breached?.[2]).not.toBe(told?.[2]);
});
