// A runbook → what the sidebar shows of it.

import type { IntentParameterView, IntentView } from '@ci-command-center/contract';
import { titleOfStep, type Among, type Intent, type IntentParameter, type IntentStep } from '../intents/intent.ts';

/** `refusal`: why this person may not run it here, with who may. */
export function viewIntent({ name, description, about, parameters, labels, approval, steps }: Intent, refusal?: string): IntentView {
  return {
    name,
    ...(description !== undefined && { description }),
    kind: about.kind,
    parameters: parameters.map(viewParameter),
    labels,
    steps: steps.map(wordsOf),
    ...(approval !== undefined && { approval: { count: approval.count, from: peopleOf(approval.from) } }),
    ...(refusal !== undefined && { refusal }),
  };
}

function viewParameter(parameter: IntentParameter): IntentParameterView {
  const { name, type, required, help } = parameter;
  const common = { name, type, required, ...(help !== undefined && { help }) };
  switch (parameter.type) {
    case 'secret':
      return { ...common, ...patternOf(parameter) };
    case 'string':
      return { ...common, ...patternOf(parameter), ...usual(parameter) };
    case 'number': {
      const { min, max } = parameter;
      return { ...common, ...(min !== undefined && { min }), ...(max !== undefined && { max }), ...usual(parameter) };
    }
    case 'choice':
      return { ...common, choices: parameter.choices, ...usual(parameter) };
    case 'boolean':
      return { ...common, ...usual(parameter) };
  }
}

function patternOf({ pattern }: { readonly pattern?: string }): { readonly pattern?: string } {
  return pattern === undefined ? {} : { pattern };
}

function usual(parameter: { readonly default?: string }): { readonly default?: string } {
  return parameter.default === undefined ? {} : { default: parameter.default };
}

/** `build: jenkins.build deploy/api`; templates are shown as they were written. */
function wordsOf({ name, kind, input: { texts }, forEach }: IntentStep): string {
  const title = titleOfStep(kind);
  const [first] = Object.values(texts);
  const told = [name === title ? '' : `${name}:`, title, first ?? '', forEach === undefined ? '' : '(for each stack)'];
  return told
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 200);
}

const roleWords: Readonly<Record<Among['roles'][number], string>> = {
  system_admin: 'system administrators',
  team_admin: 'the team’s administrators',
  channel_admin: 'the channel’s administrators',
  member: 'the channel’s members',
};

/** In words: `team administrators, the group ops, @bob`. */
function peopleOf({ roles, groups, users }: Among): string {
  const words = [
    ...roles.map((role) => roleWords[role]),
    ...groups.map((group) => `the group ${group}`),
    ...users.map((user) => `@${user}`),
  ];
  return words.length === 0 ? 'nobody' : words.join(', ');
}
