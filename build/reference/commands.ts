// Every command with its parameters, flags and examples, made of the grammars by which they are parsed.
import { formOf, usage, type Grammar, type Verb } from '../../server-ts/src/ci/grammar.ts';
import type { Provider } from '../../server-ts/src/ci/provider.ts';
import { ciGrammar, joinCommand } from '../../server-ts/src/commands/index.ts';
import { accountVerbs } from '../../server-ts/src/identity/account-command.ts';
import { settingsVerb } from '../../server-ts/src/personal/settings-command.ts';
import { todoVerb } from '../../server-ts/src/personal/todo-command.ts';
import { providers } from '../../server-ts/src/providers/registry.ts';
import { code, prose } from './cells.ts';

/** Markdown, by headings as `### /ci subscribe`. */
export function commandsReference(): string {
  return [ciGrammar, ...providers.flatMap(grammarOf)].map(chapterOf).join('\n\n');
}

const none = { answers: {}, calls: {}, acts: {} } as const;

/** As the assembly joins it, with the verbs that are the same everywhere. */
function grammarOf({ name, title, command, accounts, personal }: Provider): readonly Grammar[] {
  if (command === undefined) return [];
  const own = accounts === undefined ? [] : accountVerbs({ name, title, accounts });
  const about = personal === undefined ? [] : personalVerbs(title, command.grammar.trigger, name, personal);
  const shared = { accounts: { verbs: own, ...none }, personal: { verbs: about, ...none } };
  return [joinCommand({ provider: name, title, command, ...shared, version: '' }).grammar];
}

function personalVerbs(
  title: string,
  trigger: string,
  name: string,
  { notices, todo }: NonNullable<Provider['personal']>,
): readonly Verb[] {
  const hasTodo = todo !== undefined;
  return [settingsVerb({ name, title, trigger, notices, hasTodo }), ...(hasTodo ? [todoVerb(title)] : [])];
}

function chapterOf({ trigger, summary, verbs }: Grammar): string {
  const everywhere = trigger === 'ci' ? '' : ' Where there are several connections of its kind, `--connection <name>` says which.';
  return [`## All of /${trigger}`, `${summary}.${everywhere}`, ...verbs.flatMap((verb) => sectionsOf(`/${trigger}`, verb))].join('\n\n');
}

function sectionsOf(prefix: string, verb: Verb): readonly string[] {
  if (verb.verbs !== undefined) return verb.verbs.flatMap((below) => sectionsOf(`${prefix} ${verb.name}`, below));
  const flags = (verb.flags ?? []).filter(({ name }) => name !== 'connection' || prefix.startsWith('/ci'));
  const asked = [
    ...(verb.parameters ?? []).map((parameter) => `- ${code(formOf(parameter))}: ${prose(parameter.help)}${choicesOf(parameter)}`),
    ...flags.map(({ name, value, help }) => `- ${code(`--${name}${value === undefined ? '' : ` ${value}`}`)}: ${prose(help)}`),
  ];
  const typed = [usage({ ...verb, flags }), ...(verb.examples ?? [])].map((each) => `${prefix} ${each}`);
  return [
    `### ${prefix} ${verb.name}`,
    `${prose(verb.summary)}.`,
    ['```text', ...new Set(typed), '```'].join('\n'),
    ...(asked.length === 0 ? [] : [asked.join('\n')]),
  ];
}

function choicesOf({ choices = [] }: { readonly choices?: readonly string[] }): string {
  return choices.length === 0 ? '' : ` (${choices.map(code).join(', ')})`;
}
