// Autocomplete data of a command, made of the grammar. Names are Go's (`model/command_autocomplete.go` has no json tags).

import type { Flag, Grammar, Parameter, Verb } from '../ci/grammar.ts';
import { formOf, shortUsage } from '../ci/grammar.ts';

export interface AutocompleteData {
  readonly Trigger: string;
  readonly Hint: string;
  readonly HelpText: string;
  readonly RoleID: string;
  readonly Arguments: readonly AutocompleteArg[];
  readonly SubCommands: readonly AutocompleteData[];
}

interface ArgBase {
  /** Empty for a positional argument. */
  readonly Name: string;
  readonly HelpText: string;
  readonly Required: boolean;
}

export type AutocompleteArg = ArgBase &
  (
    | { readonly Type: 'TextInput'; readonly Data: { readonly Hint: string; readonly Pattern: string } }
    | {
        readonly Type: 'StaticList';
        readonly Data: {
          readonly PossibleArguments: readonly { readonly Item: string; readonly Hint: string; readonly HelpText: string }[];
        };
      }
    | { readonly Type: 'DynamicList'; readonly Data: { readonly FetchURL: string } }
  );

/** Words of one parameter for which there is something to choose from. */
const OFTEN = 8;

/** `model.SystemUserRoleId`: everybody. */
const EVERYBODY = 'system_user';

export function autocompleteOf(grammar: Grammar): AutocompleteData {
  const hint = `[${grammar.verbs.map(({ name }) => name).join('|')}]`;
  return { ...data(grammar.trigger, hint, grammar.summary), SubCommands: grammar.verbs.map(verbData) };
}

function verbData(verb: Verb): AutocompleteData {
  const hint = shortUsage(verb).slice(verb.name.length + 1);
  return { ...data(verb.name, hint, verb.summary), Arguments: argumentsOf(verb), SubCommands: (verb.verbs ?? []).map(verbData) };
}

function data(trigger: string, hint: string, help: string): AutocompleteData {
  return { Trigger: trigger, Hint: hint, HelpText: help, RoleID: EVERYBODY, Arguments: [], SubCommands: [] };
}

/** The server wants flags after the positional parameters. */
function argumentsOf({ parameters = [], flags = [] }: Verb): readonly AutocompleteArg[] {
  return [...parameters.flatMap(parameterArgs), ...flags.map(flagArg)];
}

/** The server knows no argument that takes several words, so it is told of some. */
function parameterArgs(parameter: Parameter): readonly AutocompleteArg[] {
  const times = parameter.rest === true && parameter.suggestions !== undefined ? OFTEN : 1;
  return Array.from({ length: times }, () => parameterArg(parameter));
}

function parameterArg(parameter: Parameter): AutocompleteArg {
  const { help, choices, suggestions } = parameter;
  // The server refuses a positional argument that is not required; it checks nobody's command by it, so nothing is lost.
  const base = { Name: '', HelpText: help, Required: true };
  if (suggestions !== undefined) return { ...base, Type: 'DynamicList', Data: { FetchURL: suggestions } };
  if (choices === undefined) return { ...base, Type: 'TextInput', Data: { Hint: formOf(parameter), Pattern: '' } };
  return { ...base, Type: 'StaticList', Data: listOf(choices) };
}

function flagArg({ name, help, value, choices }: Flag): AutocompleteArg {
  const base = { Name: name, HelpText: help, Required: false };
  if (choices !== undefined) return { ...base, Type: 'StaticList', Data: listOf(choices) };
  return { ...base, Type: 'TextInput', Data: { Hint: value ?? '', Pattern: '' } };
}

function listOf(choices: readonly string[]): Extract<AutocompleteArg, { Type: 'StaticList' }>['Data'] {
  return { PossibleArguments: choices.map((choice) => ({ Item: choice, Hint: '', HelpText: '' })) };
}
