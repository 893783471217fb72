// Inputs that a pipeline declares (`spec:inputs`), and whether what was given fits them.
import type { DeclaredInput } from '../projects.ts';
import { isRecord } from './visit.ts';

export type Chosen = { readonly inputs: Readonly<Record<string, unknown>> } | { readonly problems: readonly string[] };

export function chosenInputs(declared: readonly DeclaredInput[], given: unknown): Chosen {
  const values = isRecord(given) ? given : {};
  const unknown = Object.keys(values).filter((name) => !declared.some((each) => each.name === name));
  const problems = [
    ...(unknown.length === 0
      ? []
      : [`Given inputs not defined in the \`spec\` section of the included configuration file: [${unknown.join(', ')}]`]),
    ...declared.flatMap((each) => problemOf(each, values[each.name])),
  ];
  if (problems.length > 0) return { problems };
  return { inputs: Object.fromEntries(declared.map((each) => [each.name, values[each.name] ?? each.default])) };
}

function problemOf({ name, type = 'string', default: usual, options, regex }: DeclaredInput, value: unknown): readonly string[] {
  if (value === undefined) return usual === undefined ? [`\`${name}\` input: required value has not been provided`] : [];
  const isType = type === 'array' ? Array.isArray(value) : typeof value === type;
  if (!isType) return [`\`${name}\` input: provided value is not ${type === 'array' ? 'an' : 'a'} ${type}`];
  if (options !== undefined && !options.includes(value))
    return [`\`${name}\` input: \`${String(value)}\` cannot be used because it is not in the list of allowed options`];
  if (regex !== undefined && !new RegExp(regex, 'u').test(String(value)))
    return [`\`${name}\` input: provided value does not match required RegEx pattern`];
  return [];
}
