// What is wrong with an intent whose form is right: names that are there twice, patterns, defaults, and templates that ask for what is not there.

import { nearest } from '../platform/nearest.ts';
import type { Intent, IntentParameter, IntentStep } from './intent.ts';
import { titleOfStep } from './intent.ts';
import { readPattern } from './pattern.ts';
import { hasFixedServer, isTemplate, variablesIn } from './template.ts';
import { checkValue } from './values.ts';
import { millisecondsOf } from './length.ts';
import { namesFor, namesForAbout, type Forms, type Names } from './variables.ts';

export interface IntentFlaw {
  /** Within the intent's YAML. */
  readonly path: readonly (string | number)[];
  /** What comes after the path: `is there twice.` */
  readonly message: string;
}

type Body = Omit<Intent, 'source' | 'written'>;

export function faultsOf(intent: Body, forms: Forms): readonly IntentFlaw[] {
  const rollback = intent.onFailure.kind === 'rollback' ? intent.onFailure.steps : [];
  return [
    ...twice(intent.parameters, ['parameters']),
    ...twice(intent.steps, ['steps']),
    ...twice(rollback, ['onFailure', 'rollback']),
    ...intent.parameters.flatMap((parameter, index) => parameterFaults(parameter, ['parameters', index])),
    ...aboutFaults(intent),
    ...intent.steps.flatMap((step, index) => stepFaults(intent, step, intent.steps.slice(0, index), ['steps', index], forms)),
    ...rollback.flatMap((step, index) =>
      stepFaults(intent, step, [...intent.steps, ...rollback.slice(0, index)], ['onFailure', 'rollback', index], forms),
    ),
  ];
}

function twice(named: readonly { readonly name: string }[], path: IntentFlaw['path']): readonly IntentFlaw[] {
  const seen = new Set<string>();
  return named.flatMap(({ name }, index) => {
    const known = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return known ? [{ path: [...path, index, 'name'], message: `there is another one of the name ${name}. Give each its own.` }] : [];
  });
}

function parameterFaults(parameter: IntentParameter, path: IntentFlaw['path']): readonly IntentFlaw[] {
  const pattern = 'pattern' in parameter ? parameter.pattern : undefined;
  const read = pattern === undefined ? undefined : readPattern(pattern);
  if (read !== undefined && 'fault' in read) return [{ path: [...path, 'pattern'], message: `${read.fault}.` }];
  const preset = 'default' in parameter ? parameter.default : undefined;
  if (preset === undefined || preset === '') return [];
  const { fault } = checkValue(parameter, preset);
  return fault === undefined ? [] : [{ path: [...path, 'default'], message: `is no value that it may have: ${fault}` }];
}

function aboutFaults(intent: Body): readonly IntentFlaw[] {
  const { about } = intent;
  const names = namesForAbout(intent);
  const texts: readonly (readonly [IntentFlaw['path'], string])[] =
    about.kind === 'scale'
      ? [
          [['service'], about.service],
          [['replicas'], about.replicas],
        ]
      : about.kind === 'rollout'
        ? about.stacks.map((stack, index) => [about.stacks.length === 1 ? ['stack'] : ['stacks', index], stack] as const)
        : about.kind === 'backup'
          ? [[['target'], about.target]]
          : [];
  return texts.flatMap(([path, text]) => templateFaults(text, names, secretsOf(intent), path));
}

function stepFaults(
  intent: Body,
  step: IntentStep,
  before: readonly IntentStep[],
  path: IntentFlaw['path'],
  forms: Forms,
): readonly IntentFlaw[] {
  const title = titleOfStep(step.kind);
  const names = namesFor(intent, before, forms, step.forEach !== undefined);
  const { texts, switches, values } = step.input;
  const shown = secretsOf(intent);
  const each = (field: string, text: string, secret: ReadonlySet<string>): readonly IntentFlaw[] =>
    templateFaults(text, names, secret, [...path, title, field]);
  return [
    ...(step.forEach !== undefined && intent.about.kind !== 'rollout'
      ? [{ path: [...path, 'forEach'], message: 'belongs to the kind rollout only.' }]
      : []),
    ...(step.connection !== undefined && step.kind.of === 'own'
      ? [{ path: [...path, 'connection'], message: `does not belong to ${title}.` }]
      : []),
    ...Object.entries(texts).flatMap(([field, text]) => each(field, text, field === 'body' && title === 'http' ? nothing : shown)),
    ...Object.entries(switches).flatMap(([field, value]) => (typeof value === 'string' ? each(field, value, shown) : [])),
    ...Object.entries(values).flatMap(([field, entries]) =>
      Object.entries(entries).flatMap(([key, text]) => templateFaults(text, names, nothing, [...path, title, field, key])),
    ),
    ...ownFaults(step, [...path, title]),
  ];
}

const nothing: ReadonlySet<string> = new Set();

function ownFaults({ kind, input: { texts } }: IntentStep, path: IntentFlaw['path']): readonly IntentFlaw[] {
  if (kind.of === 'provider') return [];
  const { url, method, for: length, expect } = texts;
  return [
    ...(url !== undefined && !hasFixedServer(url)
      ? [
          {
            path: [...path, 'url'],
            message: 'has no fixed server: it must begin with http:// or https:// and the name of one, without a template.',
          },
        ]
      : []),
    ...(method !== undefined && !/^(?:GET|POST|PUT|PATCH|DELETE)$/.test(method)
      ? [{ path: [...path, 'method'], message: 'is none of GET, POST, PUT, PATCH and DELETE.' }]
      : []),
    ...(length !== undefined && !isTemplate(length) && millisecondsOf(length) === undefined
      ? [{ path: [...path, 'for'], message: 'is no length of time such as 30s, 5m or 2h.' }]
      : []),
    ...(expect !== undefined && !/^[1-5]\d\d(?:\s*,\s*[1-5]\d\d)*$/.test(expect)
      ? [{ path: [...path, 'expect'], message: 'is no list of status codes such as 200,409.' }]
      : []),
  ];
}

/** `hidden`: what would be shown where it must not be. */
function templateFaults(text: string, names: Names, hidden: ReadonlySet<string>, path: IntentFlaw['path']): readonly IntentFlaw[] {
  const read = variablesIn(text);
  if ('fault' in read) return [{ path, message: `${read.fault}.` }];
  return read.paths.flatMap((parts) => {
    const missing = unknownIn(parts, names);
    if (missing !== undefined) return [{ path, message: missing }];
    return hidden.has(parts[0] ?? '')
      ? [{ path, message: `would show ${parts[0] ?? ''}, which is secret: put it into headers, json, variables or parameters.` }]
      : [];
  });
}

function unknownIn(parts: readonly string[], names: Names): string | undefined {
  let at = names;
  for (const [index, part] of parts.entries()) {
    const known = Object.keys(at);
    if (known.length === 0) return ['size', 'first', 'last'].includes(part) ? undefined : unknown(parts.slice(0, index + 1), []);
    const next = Object.hasOwn(at, part) ? at[part] : undefined;
    if (next === undefined) return unknown(parts.slice(0, index + 1), known);
    at = next;
  }
  return undefined;
}

function unknown(parts: readonly string[], known: readonly string[]): string {
  const meant = nearest(parts.at(-1) ?? '', known);
  const guess = meant !== undefined ? `Did you mean ${meant}?` : known.length === 0 ? 'It has no parts.' : `Known are ${known.join(', ')}.`;
  return `asks for ${parts.join('.')}, which is not known there. ${guess}`;
}

function secretsOf({ parameters }: Body): ReadonlySet<string> {
  return new Set(parameters.flatMap(({ name, type }) => (type === 'secret' ? [name] : [])));
}
