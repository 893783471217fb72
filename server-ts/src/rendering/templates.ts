// Headlines as the administrator wants them: Liquid templates, in which nothing foreign acts and which can hang nothing.

import { Liquid, type Template } from 'liquidjs';
import { formatDuration } from './duration.ts';
import { listSome, shorten } from './shorten.ts';
import { escapeOutput, settleJoints, withoutMarks } from './template-escape.ts';

export interface Templates {
  /** The sentence of the first of these templates that is there; undefined when none is, or when it fails or says nothing. The model is made only for one. */
  headline(names: readonly string[], model: () => object): string | undefined;
}

/** No templates: every headline is the built-in one. */
export const noTemplates: Templates = { headline: () => undefined };

/** Letters of a template. */
const MAX_TEMPLATE = 4_000;
/** Letters of what it makes. */
const MAX_HEADLINE = 1_000;
/** Milliseconds. */
const TIME = 100;
const MAX_FAILURES = 5;
/** Letters and list items that it may make on the way. */
const MEMORY = 100_000;

const tags = new Set(['assign', 'for', 'break', 'continue', 'case', 'if', 'unless', 'comment', 'raw', '#']);

const filters = new Set(
  (
    'abs append at_least at_most capitalize ceil compact default divided_by downcase first floor join last lstrip minus modulo plus prepend ' +
    'remove remove_first replace replace_first reverse round rstrip size slice sort split strip times truncate truncatewords uniq upcase'
  ).split(' '),
);

/** Templates by name; one that cannot be read is as none (`checkTemplate` says why). Keeps what it has read, and gives up on one that fails again and again. */
export function createTemplates(texts: Readonly<Record<string, string>>): Templates {
  const engine = createEngine();
  const read = new Map(Object.entries(texts).flatMap(([name, text]) => readTemplate(engine, name, text)));
  const failures = new Map<string, number>();
  return {
    headline(names, model) {
      const name = names.find((each) => read.has(each));
      const template = name === undefined ? undefined : read.get(name);
      if (name === undefined || template === undefined) return undefined;
      const given = model();
      try {
        return runTemplate(engine, template, given);
      } catch {
        // One that takes all its time for each card would hold up all the others.
        failures.set(name, (failures.get(name) ?? 0) + 1);
        if (failures.get(name) === MAX_FAILURES) read.delete(name);
        return undefined;
      }
    },
  };
}

function readTemplate(engine: Liquid, name: string, text: string): readonly (readonly [string, readonly Template[]])[] {
  try {
    return [[name, engine.parse(withoutMarks(text))]];
  } catch {
    return [];
  }
}

/** Throws when it fails or takes too much. */
export function runTemplate(engine: Liquid, template: readonly Template[], model: object): string | undefined {
  const made: unknown = engine.renderSync([...template], model);
  const text = settleJoints(String(made)).trim();
  return text === '' ? undefined : shorten(text, MAX_HEADLINE);
}

/** What another engine than that of headlines has otherwise. */
export interface EngineWay {
  /** For each `{{ … }}`. */
  readonly escape: (value: unknown) => string;
  /** Filters of Liquid besides those above. */
  readonly filters: readonly string[];
}

/** Nothing but the tags and filters above: no files, no other templates, no way around the escape of what is put out. */
export function createEngine({ escape, filters: more }: EngineWay = { escape: escapeOutput, filters: [] }): Liquid {
  const engine = new Liquid({
    templates: {},
    // Asking `Intl` for its own costs 8 MB for good.
    locale: 'en',
    dynamicPartials: false,
    ownPropertyOnly: true,
    strictFilters: true,
    parseLimit: MAX_TEMPLATE,
    renderLimit: TIME,
    memoryLimit: MEMORY,
    outputEscape: escape,
  });
  for (const tag of Object.keys(engine.tags)) if (!tags.has(tag)) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) if (!filters.has(filter) && !more.includes(filter)) delete engine.filters[filter];
  engine.registerFilter('duration', (seconds: unknown) => (typeof seconds === 'number' ? formatDuration(seconds) : ''));
  engine.registerFilter('list', (items: unknown, most: unknown) =>
    Array.isArray(items) ? listSome(items.map(String), typeof most === 'number' ? Math.max(1, most) : 3) : items,
  );
  return engine;
}
