import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { addressesIn, expectHarmless, expectNothingActs, hostileAddress, hostileText } from '../../../test/hostile-text.ts';
import type { Finding } from '../ci/finding.ts';
import { safeUrl } from './escape.ts';
import { render } from './render.ts';
import type { PostContent, RenderScene } from './rendered.ts';
import { templateNames } from './template-names.ts';
import { sampleFor } from './template-sample.ts';
import { createTemplates, noTemplates } from './templates.ts';

/** Told apart by their values or never shown: what a provider could not fill with foreign text. */
const fixed = new Set([
  'kind',
  'status',
  'state',
  'action',
  'verb',
  'event',
  'provider',
  'connection',
  'key',
  'id',
  'type',
  'fails',
  'jobId',
]);
const addressKeys = /url$/i;

/** The scene with every text in it replaced, and the addresses that a link may lead to. */
function poison<T>(scene: T, texts: readonly string[], addresses: readonly string[]): T;
function poison(scene: unknown, texts: readonly string[], addresses: readonly string[]): unknown {
  let next = 0;
  const text = (): string => texts[(next += 1) % texts.length] ?? '';
  const address = (): string => addresses[(next += 1) % addresses.length] ?? '';
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return fixed.has(key) ? value : addressKeys.test(key) ? address() : text();
    if (Array.isArray(value)) return value.map((item) => visit(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, visit(item, name)]));
  };
  return visit(scene, '');
}

const finding: Finding = {
  jobId: '1',
  jobName: 'unit',
  at: 0,
  logLines: ['one', 'two', '```', 'three'],
  linesLeftOut: 5,
  tests: [
    { name: 'adds', known: false, message: 'expected 1' },
    { name: 'divides', known: true },
  ],
  testsLeftOut: 2,
  problem: 'cut',
};

/** One of each kind, and a pipeline with everything on its card. */
const scenes: readonly RenderScene[] = [
  ...templateNames.map(sampleFor),
  {
    ...sampleFor('pipeline.failed'),
    findings: [finding],
    joined: [
      sampleFor('gate.failed').state,
      sampleFor('artifact.published').state,
      sampleFor('deployment.failed').state,
      sampleFor('pipeline.failed').state,
    ],
  },
  withActs(sampleFor('merge_request.merged')),
];

function withActs(scene: RenderScene): RenderScene {
  const { state } = scene;
  if (state.kind !== 'merge-request') throw new Error('no merge request');
  const verbs = ['opened', 'review-asked', 'commented', 'approved', 'merged'] as const;
  const acts = verbs.map((verb, index) => ({
    id: String(index),
    verb,
    by: { name: 'Bob' },
    text: 'a\nb',
    url: 'https://ci.example',
    at: index,
  }));
  const snapshot = { ...state.snapshot, description: 'a\nb\nc\nd\ne', draft: true };
  return { ...scene, state: { ...state, acts, snapshot } };
}

const context = { providerTitle: () => 'CI', templates: noTemplates };

function expectHarmlessPost(content: PostContent, addresses: ReadonlySet<string>): void {
  expectHarmless(content.message, new Set());
  expect(content.message).not.toMatch(/\n/);
  expect(content.message.length).toBeLessThanOrEqual(16_383);
  for (const attachment of content.props.attachments) {
    expectHarmless(attachment.text, addresses);
    for (const line of [attachment.title, attachment.footer, attachment.fallback]) {
      expectNothingActs(line);
      expect(line).not.toMatch(/\n/);
    }
    if (attachment.title_link === undefined) expectHarmless(attachment.title, new Set());
    else expect(addresses).toContain(attachment.title_link);
  }
  expect(JSON.stringify(content.props).length).toBeLessThan(800_000);
}

describe('foreign text', () => {
  test.each(scenes.map((scene, index) => [`${index} ${scene.state.kind}`, scene] as const))(
    'does not act on the card or in the thread: %s',
    (_name, scene) => {
      fc.assert(
        fc.property(
          fc.array(hostileText, { minLength: 1, maxLength: 7 }),
          fc.array(hostileAddress, { minLength: 1, maxLength: 3 }),
          (texts, urls) => {
            const { content, replies } = render(poison(scene, texts, urls), context);
            const addresses = new Set(urls.flatMap((url) => safeUrl(url) ?? []));
            expectHarmlessPost(content, addresses);
            for (const reply of replies) expectHarmlessPost(reply.content, addresses);
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  test('huge text is shortened, never refused', () => {
    for (const scene of scenes) {
      const { content, replies } = render(poison(scene, ['word @all '.repeat(100_000)], ['https://ci.example/x']), context);
      for (const each of [content, ...replies.map((reply) => reply.content)]) expectHarmlessPost(each, new Set(['https://ci.example/x']));
    }
  });

  test('does not act through a template, wherever the template puts it', () => {
    const literal = fc.constantFrom(
      ' ',
      '@',
      '~',
      '#',
      ':',
      '/',
      '.',
      '[',
      '](',
      ')',
      '(',
      '`',
      '*',
      '__ ',
      '\\',
      '!',
      '|',
      '\n',
      '"',
      '$',
      '^',
      ',',
      '- ',
    );
    const value = fc.constantFrom(
      '{{ commit.title }}',
      '{{ branch }}',
      '{{ author.name }}',
      '{{ failed_jobs | list: 2 }}',
      '{{ branch | append: commit.title }}',
      '{{ project.path | upcase }}',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(literal, value), { maxLength: 12 }),
        fc.array(hostileText, { minLength: 1, maxLength: 4 }),
        (parts, texts) => {
          const templates = createTemplates({ 'pipeline.failed': parts.join('') });
          const { message } = render(poison(sampleFor('pipeline.failed'), texts, ['']), { ...context, templates }).content;
          expectNothingActs(message.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
          for (const target of addressesIn(message)) expect(target).not.toMatch(/^[a-z][\w+.-]*:|^\/\/\w/i);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
