// Templates of steps: texts in which the values of a run stand, in Liquid, where no value can become anything but a value.

import type { Liquid } from 'liquidjs';
import { createEngine } from '../rendering/templates.ts';
import { escapeOutput, settleJoints, withoutMarks } from '../rendering/template-escape.ts';
import { CiError } from '../platform/errors.ts';

/** `text`: as it is, for what is sent as data. `url`: as one part of an address. `message`: in a post, where it must not act. */
export type TemplateUse = 'text' | 'url' | 'message';

/** Letters of what a template makes. */
const LONGEST = 16_000;

/** Makes a text of the template. Throws CiError `CI_INTENT_TEMPLATE` when it fails, takes too long or makes too much. */
export function fillTemplate(use: TemplateUse, template: string, model: object): string {
  if (!isTemplate(template)) return template;
  try {
    const engine = engineFor(use);
    const made: unknown = engine.renderSync(engine.parse(withoutMarks(template)), model);
    const text = use === 'message' ? settleJoints(String(made)) : String(made);
    if (text.length <= LONGEST) return text;
    throw new CiError('CI_INTENT_TEMPLATE', `It makes more than ${LONGEST} characters.`, 'Make it shorter.');
  } catch (error) {
    if (error instanceof CiError) throw error;
    throw new CiError('CI_INTENT_TEMPLATE', wordsOf(error), 'Correct the template in the intent.', error);
  }
}

/** The names it asks for, each as a path: `steps`, `build`, `number`; or what is wrong with it, as half a sentence. */
export function variablesIn(template: string): { readonly paths: readonly (readonly string[])[] } | { readonly fault: string } {
  if (!isTemplate(template)) return { paths: [] };
  try {
    const engine = engineFor('text');
    const segments = engine.globalVariableSegmentsSync(engine.parse(withoutMarks(template)));
    return { paths: segments.map((each) => each.filter((part): part is string => typeof part === 'string')) };
  } catch (error) {
    return { fault: wordsOf(error) };
  }
}

export function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/** The place of an address that templates may make: behind the server. */
export function hasFixedServer(template: string): boolean {
  return /^https?:\/\/[^\s/?#{}@\\]+(?:[/?#]|$)/i.test(template);
}

function engineFor(use: TemplateUse): Liquid {
  const escape = { text: textOf, url: partOfUrl, message: escapeOutput }[use];
  return createEngine({ escape, filters: ['json'] });
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.map(textOf).join(',') : '';
}

/** Dots alone would lead elsewhere in the path, however they are written. */
function partOfUrl(value: unknown): string {
  const text = textOf(value);
  if (!/^\.{1,2}$/.test(text)) return encodeURIComponent(text.toWellFormed());
  throw new CiError('CI_INTENT_TEMPLATE', `“${text}” cannot be part of an address.`, 'Give another value.');
}

/** The library's words without its address in the text and its stack. */
function wordsOf(error: unknown): string {
  const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  if (/limit exceeded/.test(message)) return 'has a template that takes too long, makes too much text or is too long itself';
  return `has a template that cannot be read: ${message.slice(0, 200)}`;
}
