// Parameters of builds and of input steps: their kinds, and the values a request gives them.

interface Base {
  readonly name: string;
  readonly description?: string;
}

export type ParameterDefinition = Base &
  (
    | { readonly kind: 'string' | 'text' | 'password' | 'credentials'; readonly value?: string }
    | { readonly kind: 'boolean'; readonly value?: boolean }
    /** The first choice is the default, unless another is said to be. */
    | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly value?: string }
    /** `value`: `job#12`. */
    | { readonly kind: 'run'; readonly project: string; readonly value?: string }
    | { readonly kind: 'file' }
    /** Of a plugin that nobody here knows. */
    | { readonly kind: 'unknown'; readonly type: string; readonly className: string; readonly value?: string }
  );

export interface ParameterValue {
  readonly definition: ParameterDefinition;
  readonly value: string;
}

/** What a build has when nothing is asked for; undefined where the kind has no default. */
export function defaultOf(definition: ParameterDefinition): string | undefined {
  switch (definition.kind) {
    case 'boolean':
      return String(definition.value ?? false);
    case 'choice':
      return definition.value ?? definition.choices[0] ?? '';
    case 'file':
      return undefined;
    default:
      return definition.value ?? (definition.kind === 'run' ? undefined : '');
  }
}

/** Every definition's value, given or by default. Answers the sentence of Jenkins when a value cannot be. */
export function valuesOf(
  definitions: readonly ParameterDefinition[],
  given: ReadonlyMap<string, string>,
): readonly ParameterValue[] | { readonly problem: string } {
  const values: ParameterValue[] = [];
  for (const definition of definitions) {
    const value = given.get(definition.name) ?? defaultOf(definition);
    if (value === undefined) continue;
    if (definition.kind === 'choice' && !definition.choices.includes(value))
      return { problem: `Illegal choice for parameter ${definition.name}: ${value}` };
    values.push({ definition, value: definition.kind === 'boolean' ? String(value.toLowerCase() === 'true') : value });
  }
  return values;
}

export function mapOf(values: readonly ParameterValue[]): ReadonlyMap<string, string> {
  return new Map(values.map(({ definition, value }) => [definition.name, value]));
}
