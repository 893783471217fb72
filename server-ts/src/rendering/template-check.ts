// Reads a template before it is used and says, in an administrator's words, what is wrong with it.

import { nearest } from '../platform/nearest.ts';
import { withoutMarks } from './template-escape.ts';
import { modelOf } from './template-model.ts';
import { templateNames, type TemplateName } from './template-names.ts';
import { exampleFor } from './template-sample.ts';
import { createEngine, runTemplate } from './templates.ts';

export function isTemplateName(name: string): name is TemplateName {
  return templateNames.some((known) => known === name);
}

/** One sentence or two; undefined when the template can be used. */
export function checkTemplate(name: string, text: string): string | undefined {
  if (!isTemplateName(name)) return `There is no template “${name}”. ${guess(name, templateNames)}`;
  const engine = createEngine();
  const model = modelOf(exampleFor(name), 'CI');
  try {
    const template = engine.parse(withoutMarks(text));
    const unknown = engine.globalVariableSegmentsSync(template).flatMap((segments) => unknownIn(segments, model))[0];
    if (unknown !== undefined) return unknown;
    runTemplate(engine, template, model);
    return undefined;
  } catch (error) {
    return wordsOf(error);
  }
}

/** Where a variable leaves what the model holds. */
function unknownIn(segments: readonly unknown[], model: object): readonly string[] {
  let at: unknown = model;
  const path: string[] = [];
  for (const segment of segments) {
    if (typeof segment !== 'string' || isFree(path[0])) return [];
    if (typeof at !== 'object' || at === null || Array.isArray(at))
      return ['size', 'first', 'last'].includes(segment) ? [] : [missing([...path, segment], [])];
    const entry = Object.entries(at).find(([key]) => key === segment);
    if (entry === undefined) return [missing([...path, segment], Object.keys(at))];
    [, at] = entry;
    path.push(segment);
  }
  return [];
}

/** What is below it is named by others: labels of alerts, figures of jobs. */
function isFree(word: string | undefined): boolean {
  return word === 'labels' || word === 'figure';
}

function missing(path: readonly string[], known: readonly string[]): string {
  return `“${path.join('.')}” is not known here. ${guess(path.at(-1) ?? '', known)}`;
}

function guess(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `Did you mean “${near}”?`;
  return known.length === 0 ? 'It has no parts.' : `Known are ${known.join(', ')}.`;
}

/** The library's words without its address in the text and its stack. */
function wordsOf(error: unknown): string {
  const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  if (/limit exceeded/.test(message))
    return 'The template takes too long, makes too much text or is too long itself. Make it shorter, or its loops smaller.';
  return `The template cannot be read: ${message}.`;
}
