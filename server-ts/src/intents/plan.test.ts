import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { StepKind } from '../ci/step.ts';
import { say } from '../ci/words.ts';
import { stepsOf } from './expansion.ts';
import { fillStep } from './fill.ts';
import type { Intent } from './intent.ts';
import { ownForms } from './own-steps.ts';
import { planOf } from './plan.ts';
import { readIntents } from './read.ts';
import { checkValues, MASK, type Values } from './values.ts';

const kind: Pick<StepKind, 'calls' | 'help' | 'fields' | 'outputs'> = {
  help: 'Starts a build',
  fields: [
    { name: 'job', kind: 'text', required: true, help: 'Its name', example: 'a' },
    { name: 'parameters', kind: 'values', required: false, help: 'By name', example: {} },
    { name: 'wait', kind: 'yes-no', required: false, help: 'For its end', example: true },
  ],
  outputs: [{ name: 'number', help: 'Its number' }],
  calls: ({ texts, values, switches }, { url }) => [
    {
      method: 'POST',
      url: `${url}/job/${texts['job'] ?? ''}`,
      what: say`starts with ${JSON.stringify(values['parameters'])} ${String(switches['wait'])}`,
    },
  ],
};
const forms = { 'lab.build': kind, ...ownForms };
const run = { id: 'r1', intent: 'ship', by: 'alice', subject: '' };

function intentOf(yaml: string): Intent {
  const read = readIntents(yaml, forms, (line) => ({ kind: 'configuration', line }));
  const [intent] = read.kind === 'good' ? read.intents : [];
  if (intent === undefined) throw new Error(JSON.stringify(read));
  return intent;
}

function valuesOf(intent: Intent, given: Values): Values {
  const checked = checkValues(intent, given);
  if (checked.kind === 'wrong') throw new Error(JSON.stringify(checked.fields));
  return checked.values;
}

const ports = {
  forms,
  kind: (provider: string, step: string) => (provider === 'lab' && step === 'build' ? kind : undefined),
  connection: async (provider: string, name = 'default') => ({ provider, name, url: `https://${name}.example`, webhookSecrets: [] }),
};

test('a plan has each call with its values, secret ones masked, and names what is not known before', async () => {
  const intent = intentOf(`
name: ship
kind: rollout
stacks: ['{{ first }}', web, web]
parameters: [{name: first, required: true}, {name: pin, type: secret}]
steps:
  - {name: build, connection: lab2, lab.build: {job: images, parameters: {PIN: '{{ pin }}'}, wait: '{{ first }}'}}
  - {forEach: stacks, lab.build: {job: 'deploy/{{ stack }}'}}
  - http: {url: 'https://x.example/{{ first }}/{{ steps.build.number }}', json: {pin: '{{ pin }}', all: '{{ stacks }}'}}
  - post: {message: 'Did {{ stacks | list }}'}
onFailure: {rollback: [{wait: 1m}]}
`);
  const { steps } = await planOf(intent, valuesOf(intent, { first: 'true', pin: '1234' }), run, ports);
  expect(steps).toEqual([
    { name: 'build', calls: [{ method: 'POST', url: 'https://lab2.example/job/images', what: `starts with {"PIN":"${MASK}"} true` }] },
    {
      name: 'build2 true',
      calls: [{ method: 'POST', url: 'https://default.example/job/deploy/true', what: 'starts with undefined' }],
    },
    {
      name: 'build2 web',
      calls: [{ method: 'POST', url: 'https://default.example/job/deploy/web', what: 'starts with undefined' }],
    },
    {
      name: 'http',
      calls: [{ method: 'POST', url: 'https://x.example/true/(steps.build.number)', what: `Sends {"pin":"${MASK}","all":"true,web"}` }],
    },
    { name: 'post', calls: [{ what: expect.stringMatching(/^Writes here: Did true\W* and web$|^Writes here: Did true\W+web$/) }] },
    { name: 'on failure: wait', calls: [{ what: 'Waits 1m' }] },
  ]);
  expect(JSON.stringify(steps)).not.toContain('1234');
});

const acting = intentOf(`
name: act
parameters: [{name: a}]
steps:
  - http: {url: 'https://x.example/app/{{ a }}/end?q={{ a }}', body: '{"a": {{ a | json }}}', headers: {X: 'v {{ a }}'}}
  - post: {message: 'Hello {{ a }} [b]({{ a }})'}
  - lab.build: {job: 'x/{{ a }}'}
`);
const fill = (index: number, a: string) => {
  const [planned] = stepsOf(acting, acting.steps.slice(index, index + 1), { a });
  if (planned === undefined) throw new Error('no such step');
  return fillStep(acting, planned.step, { values: { a }, own: {}, run, outputs: {} });
};

const nasty = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '../../admin',
    '/../x',
    '?x=1',
    '#y',
    '@evil.example',
    '\\..\\',
    '{{ run.id }}',
    '{% raw %}',
    '@all',
    '@channel',
    '[x](http://evil.example)',
    '"}, {"b": "',
    '\ud800',
  ),
  fc.array(fc.constantFrom('..', '/', '%', '?', '#', '@', ':', '{{', '}}'), { maxLength: 6 }).map((parts) => parts.join('')),
);

test('no value leads elsewhere, ends its JSON, or is a template itself', () => {
  fc.assert(
    fc.property(nasty, (a) => {
      const http = (() => {
        try {
          return fill(0, a);
        } catch (error) {
          expect(['.', '..']).toContain(a);
          expect(error).toMatchObject({ code: 'CI_INTENT_TEMPLATE' });
          return undefined;
        }
      })();
      if (http === undefined) return;
      const url = new URL(http.texts['url'] ?? '');
      expect([url.origin, url.hash]).toEqual(['https://x.example', '']);
      expect(url.pathname.split('/')).toEqual(
        ['', 'app', encodeURIComponent(a.toWellFormed()).replaceAll("'", '%27'), 'end'].map((part) =>
          part.includes('%27') ? expect.any(String) : part,
        ),
      );
      expect([...url.searchParams.keys()]).toEqual(['q']);
      expect(Object.keys(JSON.parse(http.texts['body'] ?? ''))).toEqual(['a']);
      expect(fill(2, a).texts['job']).toBe(`x/${a.replaceAll(/[\uE000\uE001]/g, '')}`);
    }),
    { numRuns: 400 },
  );
});

const message = (a: string): string => fill(1, a).texts['message'] ?? '';

test('no value acts in a post', () => {
  expect(message('@all')).not.toMatch(/(?<![\u200B\\])@all/);
  expect(message('[x](http://evil.example)')).not.toMatch(/(?<!\\)\[x\]\(/);
  expect(message('http://evil.example')).not.toMatch(/\]\(http/);
});
