// The values that a run was started with, secret ones masked by whoever told them.

import type { ParameterView } from '@ci-command-center/contract';
import { shown } from './foreign.ts';
import { listSome } from './shorten.ts';
import { toText } from './view-text.ts';

export type Parameters = readonly { readonly name: string; readonly value: string }[];

const MAX_IN_POST = 8;
const MAX_IN_VIEW = 20;
const MAX_VALUE = 60;

/** `**With:** VERSION = 1.2.3, REGION = eu`; empty without any. Those that were left empty are not worth a word. */
export function parametersLine(parameters: Parameters): string {
  const each = filled(parameters).map(({ name, value }) => `${shown(name, MAX_VALUE)} = ${shown(value, MAX_VALUE)}`);
  return each.length === 0 ? '' : `**With:** ${listSome(each, MAX_IN_POST)}`;
}

function filled(parameters: Parameters): Parameters {
  return parameters.filter(({ value }) => value.trim() !== '');
}

export function viewParameters(parameters: Parameters): readonly ParameterView[] {
  return filled(parameters)
    .slice(0, MAX_IN_VIEW)
    .map(({ name, value }) => ({ name: toText(name), value: toText(value) }));
}
