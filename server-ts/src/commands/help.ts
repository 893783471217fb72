// Help texts, made of the grammar.

import type { Grammar, Verb } from '../ci/grammar.ts';
import { shortUsage, usage } from '../ci/grammar.ts';
import { nearest } from '../platform/nearest.ts';

/** Markdown: all verbs, or the one that `path` leads to. */
export function helpText(grammar: Grammar, path: readonly string[]): string {
  const command = `/${grammar.trigger}`;
  let verbs: readonly Verb[] = grammar.verbs;
  let verb: Verb | undefined;
  const walked: string[] = [];
  for (const name of path) {
    const next = verbs.find((known) => known.name === name);
    if (next === undefined) return `${unknown(verbs, [command, ...walked].join(' '))}\n${listVerbs([command, ...walked].join(' '), verbs)}`;
    if (next.verbs === undefined) return explain([command, ...walked].join(' '), next);
    walked.push(name);
    [verb, verbs] = [next, next.verbs];
  }
  const more = verb === undefined ? `\n\n\`${command} help <verb>\` explains one, with its flags and examples.` : '';
  return `${verb?.summary ?? grammar.summary}\n${listVerbs([command, ...walked].join(' '), verbs)}${more}`;

  function unknown(known: readonly Verb[], prefix: string): string {
    const names = known.map(({ name }) => name);
    const meant = nearest(path.at(walked.length) ?? '', names);
    return meant === undefined
      ? 'There is no such command. These there are:'
      : `There is no such command. Did you mean \`${prefix} ${meant}\`?`;
  }
}

function listVerbs(prefix: string, verbs: readonly Verb[]): string {
  return verbs
    .map((verb) => `- \`${prefix} ${verb.verbs === undefined ? shortUsage(verb) : `${verb.name} …`}\` ${verb.summary}`)
    .join('\n');
}

function explain(prefix: string, verb: Verb): string {
  const parameters = (verb.parameters ?? []).map(
    ({ name, form = name, required, help }) => `- \`${form}\`${required ? '' : ' (optional)'}: ${help}`,
  );
  const flags = (verb.flags ?? []).map(({ name, help }) => `- \`--${name}\`: ${help}`);
  const examples = (verb.examples ?? []).map((example) => `\`${prefix} ${example}\``).join(', ');
  return [
    `\`${prefix} ${usage(verb)}\``,
    verb.summary,
    ...parameters,
    ...flags,
    ...(examples === '' ? [] : ['', `For example: ${examples}`]),
  ].join('\n');
}
