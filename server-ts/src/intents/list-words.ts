// What can be run here, told: all in a line each, or one with all it takes.

import type { IntentList, IntentParameterView, IntentView } from '@ci-command-center/contract';
import { code, join, say, type Words } from '../ci/words.ts';

export function listWords({ intents, faults = [] }: IntentList): Words {
  const wrong =
    faults.length === 0
      ? []
      : [say``, say`These could not be read (only administrators are told):`, ...faults.map((fault) => say`- ${fault}`)];
  if (intents.length === 0)
    return join([
      say`There are no intents yet. An administrator writes them under \`intents\` in the plugin’s Configuration; docs/intents.md shows how.`,
      ...wrong,
    ]);
  return join([say`What can be run with ${code('/ci run')}, and ${code('/ci intents <name>')} explains:`, ...intents.map(line), ...wrong]);
}

function line({ name, description, parameters, approval, refusal }: IntentView): Words {
  const takes = parameters.map(({ name: parameter, required }) => (required ? parameter : `[${parameter}]`)).join(' ');
  const told = [
    ...(description === undefined ? [] : [say`${description}`]),
    ...(approval === undefined ? [] : [say`approval by ${approval.from}`]),
    ...(refusal === undefined ? [] : [say`⊘ not by you`]),
  ];
  const head = say`- ${code(takes === '' ? name : `${name} ${takes}`)}`;
  return told.length === 0 ? head : join([head, join(told, ' · ')], ' ');
}

export function intentWords({ name, description, kind, parameters, labels, steps, approval, refusal }: IntentView): Words {
  return join([
    description === undefined ? say`**${name}**` : say`**${name}** ${description}`,
    ...(kind === 'custom' ? [] : [say`Kind: ${kind}`]),
    ...(parameters.length === 0 ? [say`It takes no values.`] : [say`Values:`, ...parameters.map(parameterWords)]),
    ...(labels.length === 0 ? [] : [say`It is run with ${code('--for')} a merge request or commit that carries ${labels.join(', ')}.`]),
    ...(approval === undefined ? [] : [say`Approval: ${approval.count} of ${approval.from}.`]),
    say`Steps:`,
    ...steps.map((step, index) => say`${String(index + 1)}\\. ${code(step)}`),
    ...(refusal === undefined ? [] : [say`⊘ ${refusal}`]),
  ]);
}

function parameterWords({ name, type, required, help, choices, pattern, default: preset }: IntentParameterView): Words {
  const told = [
    required ? 'required' : 'optional',
    ...(type === 'string' || type === 'choice' ? [] : [type === 'secret' ? 'secret: asked for in a dialog' : type]),
    ...(choices === undefined ? [] : [`one of ${choices.join(', ')}`]),
    ...(pattern === undefined ? [] : [`must match ${pattern}`]),
    ...(preset === undefined || preset === '' ? [] : [`${preset} when not said`]),
    ...(help === undefined ? [] : [help]),
  ];
  return say`- ${code(name)} ${told.join(' · ')}`;
}
