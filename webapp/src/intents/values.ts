// What is filled in → what the server is asked to run, and back from an earlier run.
import type { IntentParameterView, IntentView, RunRequest, RunView } from '@ci-command-center/contract';

/** By name of the parameter; those of booleans are `true` and `false`. */
export type Values = Readonly<Record<string, string>>;

/** The defaults; what an earlier run had instead, where that can be shown. */
export function firstValues({ parameters }: IntentView, before?: RunView): Values {
  const earlier = new Map(before?.values.map(({ name, value }) => [name, value]));
  return Object.fromEntries(
    parameters.map((parameter) => {
      const { name, type } = parameter;
      const known = type === 'secret' ? undefined : earlier.get(name);
      return [name, fitting(parameter, known) ?? parameter.default ?? (type === 'boolean' ? 'false' : '')];
    }),
  );
}

/** The runbook may have changed since. */
function fitting({ type, choices = [] }: IntentParameterView, value: string | undefined): string | undefined {
  if (type === 'choice') return choices.find((choice) => choice === value);
  if (type === 'boolean') return value === 'true' || value === 'false' ? value : undefined;
  return value;
}

/** Names of those that must be filled in first. */
export function missing({ parameters }: IntentView, values: Values): readonly string[] {
  return parameters.filter(({ name, required }) => required && (values[name] ?? '') === '').map(({ name }) => name);
}

export interface Filled {
  readonly values: Values;
  readonly subject: string;
  readonly dryRun: boolean;
}

/** An empty value is left out where that means the same. */
export function requestOf({ parameters }: IntentView, { values, subject, dryRun }: Filled, channelId: string): RunRequest {
  const told = parameters.flatMap(({ name, type, default: usual }) => {
    const value = values[name] ?? '';
    if (value === '' && usual === undefined) return [];
    return [[name, type === 'boolean' ? value === 'true' : value] as const];
  });
  return {
    channel_id: channelId,
    parameters: Object.fromEntries(told),
    dryRun,
    ...(subject.trim() !== '' && { subject: subject.trim() }),
  };
}
