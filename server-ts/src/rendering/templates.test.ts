import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { render } from './render.ts';
import { Ready } from './template-escape.ts';
import { modelOf } from './template-model.ts';
import { checkTemplate } from './template-check.ts';
import { templateNames, templatesFor, type TemplateName } from './template-names.ts';
import { exampleFor, sampleFor } from './template-sample.ts';
import { createTemplates, noTemplates } from './templates.ts';

const say = (name: TemplateName, text: string): string => {
  const context = { providerTitle: () => 'Some CI', templates: createTemplates({ [name]: text }) };
  return render(exampleFor(name), context).content.message;
};
const builtIn = (name: TemplateName): string =>
  render(sampleFor(name), { providerTitle: () => 'Some CI', templates: noTemplates }).content.message;

test('each name has an example that its template speaks for', () => {
  for (const name of templateNames) expect(templatesFor(sampleFor(name))[0]).toBe(name);
});

test.each<[TemplateName, string, string]>([
  ['pipeline.finished', '{{ status.emoji }} {{ project.path }} {{ branch }}', ':white_check_mark: platform/api main'],
  [
    'pipeline.failed',
    '**{{ pipeline.number }}** {{ failed_jobs | list: 2 }} after {{ pipeline.duration | duration }}',
    '**4711** unit after 4 min 43 s',
  ],
  [
    'alert.firing',
    '{% if alerts.severity == "critical" %}{{ labels.instance }}: {{ alerts.summaries | first }}{% endif %}',
    'api-1: The processor is above 90 %',
  ],
  [
    'pipeline.finished',
    '{% if figure.image_size > 100 %}{{ figure.image_size }} MB{% endif %}{{ figure.nobody_knows }}; {{ breached | join: ", " }}; {{ figures.size }}',
    '120 MB; cache hit rate 71.5 % (at least 80 %); 2',
  ],
  ['gate.failed', '{{ gate.conditions | join: "; " }}', 'coverage on new code 61.2 % (at least 80 %)'],
  ['merge_request.opened', '{{ author.name }} → {{ target }} [{{ provider }}]', 'Alice Meyer → main [Some CI]'],
])('%s says %s', (name, text, expected) => {
  expect(checkTemplate(name, text)).toBeUndefined();
  expect(say(name, text)).toBe(expected);
});

test('a name that a person chose calls nobody, also where the template writes the sign', () => {
  expect(say('pipeline.failed', '@{{ author.username }} #{{ branch }} :{{ branch }}: {{ "@all" }}')).toBe(
    '@\u200Balice #\u200Bmain :\u200Bmain: @\u200Ball',
  );
});

test('of a failed pipeline the failed template speaks, else the finished one', () => {
  const texts = { 'pipeline.finished': 'finished' };
  const both = { ...texts, 'pipeline.failed': 'failed' };
  const said = [texts, both].map((all) => createTemplates(all).headline(templatesFor(sampleFor('pipeline.failed')), () => ({})));
  expect(said).toEqual(['finished', 'failed']);
});

describe('a template that is hostile or wrong', () => {
  const wrong: readonly [string, RegExp][] = [
    ['{% for i in (1..1000000000) %}x{% endfor %}', /takes too long/],
    ['{% for i in (1..9000) %}{% for j in (1..9000) %}{% endfor %}{% endfor %}', /takes too long/],
    ['{% assign s = "aaaaaaaa" %}{% for i in (1..100) %}{% assign s = s | append: s %}{% endfor %}{{ s }}', /takes too long/],
    ['{% assign s = "aa" %}{% for i in (1..40) %}{% assign s = s | replace: "a", s %}{% endfor %}{{ s }}', /takes too long/],
    [`{{ "${'x'.repeat(5000)}" }}`, /takes too long/],
    ['{% include "../../etc/passwd" %}', /tag "include" not found/],
    ['{% render "x" %}', /tag "render" not found/],
    ['{% capture x %}@all{% endcapture %}', /tag "capture" not found/],
    ['{{ branch | raw }}', /undefined filter: raw/],
    ['{{ branch', /not closed/],
    ['{{ proect.path }}', /“proect” is not known here. Did you mean “project”\?/],
    ['{{ commit.titel }}', /“commit.titel” is not known here. Did you mean “title”\?/],
    ['{{ author.constructor.name }}', /“author.constructor” is not known/],
  ];

  test.each(wrong)('is said to be so: %.60s', (text, expected) => {
    expect(checkTemplate('pipeline.finished', text)).toMatch(expected);
  });

  test.each(wrong.slice(0, 10))('is stopped in time, and the usual sentence is said: %.60s', (text) => {
    const begun = performance.now();
    expect(say('pipeline.finished', text)).toBe(builtIn('pipeline.finished'));
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  test('what is unknown at run time is nothing, and a sentence of nothing is the usual one', () => {
    expect(say('pipeline.finished', '{{ author.constructor.name }}{{ nothing }} ')).toBe(builtIn('pipeline.finished'));
  });

  test('makes at most a thousand letters', () => {
    expect(say('push', '{% for i in (1..900) %}words {% endfor %}').length).toBeLessThanOrEqual(1000);
  });

  test('is not tried for ever', () => {
    const templates = createTemplates({ push: '{% for i in (1..9000) %}{% for j in (1..9000) %}{% endfor %}{% endfor %}' });
    const begun = performance.now();
    for (let i = 0; i < 100; i += 1) expect(templates.headline(['push'], () => ({}))).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  test('has a name that is nearly right', () => {
    expect(checkTemplate('pipeline.finish', '')).toBe('There is no template “pipeline.finish”. Did you mean “pipeline.finished”?');
  });
});

test('of a confidential issue no template speaks', () => {
  const scene = sampleFor('issue.opened');
  const { state } = scene;
  if (state.kind !== 'issue') throw new Error('no issue');
  const hidden = { ...scene, state: { ...state, snapshot: { ...state.snapshot, confidential: true } } };
  expect(
    render(hidden, { providerTitle: () => '', templates: createTemplates({ 'issue.opened': '{{ issue.title }}' }) }).content.message,
  ).toBe('● platform/api: confidential issue #12 opened by Alice Meyer');
});

test('the documentation names every template and every word of the examples', async () => {
  const text = await readFile(new URL('../../../docs/templates.md', import.meta.url), 'utf8');
  const words = (model: object, path: string): readonly string[] =>
    Object.entries(model).flatMap(([key, value]: [string, unknown]) =>
      typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Ready || key === 'labels' || key === 'figure'
        ? [path + key]
        : words(value, `${path}${key}.`),
    );
  for (const name of templateNames) {
    expect(text).toContain(`\`${name}\``);
    for (const word of words(modelOf(exampleFor(name), ''), '')) expect([name, word, known(text, word)]).toEqual([name, word, true]);
  }
});

function known(text: string, word: string): boolean {
  const [group = '', part] = word.split('.');
  return (
    [word, `${group}.*`, `${group}.…`].some((each) => text.includes(`\`${each}\``)) ||
    (part !== undefined && text.includes(`\`${group}.…\``))
  );
}
