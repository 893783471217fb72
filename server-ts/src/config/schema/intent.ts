// Intents: runbooks that are run from chat.

import * as z from 'zod';
import { faultsOf } from '../../intents/check.ts';
import type { About, Intent, IntentStep, OnFailure } from '../../intents/intent.ts';
import { titleOfStep } from '../../intents/intent.ts';
import { duration } from './duration.ts';
import { parameter, scalar } from './intent-parameter.ts';
import { approval, channelName, who } from './intent-people.ts';
import { stepSchema, type StepDraft, type StepForms } from './intent-step.ts';
import { oneOrMore } from './list.ts';
import { glob } from './text.ts';
import { told } from './told.ts';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;

/** Without what only the place knows where it was read. */
export type IntentBody = Omit<Intent, 'source' | 'written'>;

const about = {
  service: scalar.exactOptional().meta(told('What is scaled, for kind scale.', 'api')),
  replicas: scalar.exactOptional().meta(told('To how many, for kind scale.', '{{ replicas }}')),
  stack: scalar.exactOptional().meta(told('What is rolled out, for kind rollout.', '{{ stack }}')),
  stacks: z
    .array(scalar)
    .min(1, 'is empty')
    .max(50, 'has more than 50 entries')
    .exactOptional()
    .meta(told('What is rolled out, for kind rollout, where it is more than one.', ['api', 'web', 'worker'])),
  target: scalar.exactOptional().meta(told('What is backed up, for kind backup.', 'customers-db')),
};

type AboutKey = keyof typeof about;

/** For each kind: what it needs, each entry one of these. */
const needs: Readonly<Record<About['kind'], readonly (readonly AboutKey[])[]>> = {
  scale: [['service'], ['replicas']],
  rollout: [['stack', 'stacks']],
  backup: [['target']],
  custom: [],
};

export function intentSchema(forms: StepForms) {
  const step = stepSchema(forms);
  const steps = (most: number) => z.array(step).min(1, 'is empty').max(most, `has more than ${most} entries`);
  return z
    .strictObject({
      name: z
        .string()
        .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'is no name: use lower-case letters, digits, dashes and underscores, a letter first')
        .meta(told('What it is run by.', 'ship')),
      description: z
        .string()
        .max(300, 'is longer than 300 characters')
        .exactOptional()
        .meta(told('What it does, in a few words.', 'Ship one version')),
      kind: z
        .enum(['scale', 'rollout', 'backup', 'custom'])
        .default('custom')
        .meta(told('What it is about: scale needs service and replicas, rollout stack or stacks, backup target.', 'rollout')),
      ...about,
      labels: oneOrMore(glob)
        .default([])
        .meta(told('What the merge request or commit must carry that it is run for; then a run names one.', 'deploy', ['deploy'])),
      parameters: z
        .array(parameter)
        .max(30, 'has more than 30 entries')
        .default([])
        .meta(told('The values that it takes.', [{ name: 'version', pattern: String.raw`^\d+\.\d+\.\d+$`, required: true }])),
      approval: approval.exactOptional(),
      who: who.exactOptional(),
      concurrency: z
        .int()
        .min(1)
        .max(100)
        .default(1)
        .meta(told('How many of its runs may run at the same time; the others wait for their turn.', 1)),
      timeout: duration(WEEK, 'a week').default(HOUR).meta(told('After which a run has failed; 1h when not said.', '30m')),
      channel: channelName
        .exactOptional()
        .meta(told('Name of the channel of runs that programs begin; the one of builds when not said.', 'releases')),
      steps: steps(50).meta(told('What is done, in order.', [{ post: { message: 'Done.' } }])),
      onFailure: z
        .union([
          z.enum(['stop', 'continue']),
          z.strictObject({ rollback: steps(20).meta(told('What is done then, in order.', [{ post: { message: 'Undone.' } }])) }),
        ])
        .default('stop')
        .meta(
          told('When a step fails: do no more of them (stop), go on (continue), or do others (rollback).', 'stop', {
            rollback: [{ post: { message: 'Undone.' } }],
          }),
        ),
    })
    .superRefine((given, context) => {
      const message = (what: string): string => `is missing, as the kind is ${given.kind}: ${what}.`;
      for (const keys of needs[given.kind])
        if (keys.every((key) => given[key] === undefined))
          context.addIssue({ code: 'custom', path: [keys[0] ?? ''], message: message(`say ${keys.join(' or ')}`) });
      const wanted = new Set(needs[given.kind].flat());
      for (const key of ['service', 'replicas', 'stack', 'stacks', 'target'] as const)
        if (given[key] !== undefined && !wanted.has(key))
          context.addIssue({ code: 'custom', path: [key], message: `does not belong to the kind ${given.kind}.` });
      if (given.stack !== undefined && given.stacks !== undefined)
        context.addIssue({ code: 'custom', path: ['stack'], message: 'is said beside stacks: leave one of them out.' });
    })
    .transform(
      ({ kind, service = '', replicas = '', stack = '', stacks = [stack], target = '', steps: drafts, onFailure, ...rest }): IntentBody => {
        const named = nameSteps(drafts);
        const subject: About =
          kind === 'scale'
            ? { kind, service, replicas }
            : kind === 'rollout'
              ? { kind, stacks }
              : kind === 'backup'
                ? { kind, target }
                : { kind };
        return { ...rest, about: subject, steps: named, onFailure: onFailureOf(onFailure) };
      },
    )
    .superRefine((body, context) => {
      for (const { path, message } of faultsOf(body, forms)) context.addIssue({ code: 'custom', path: [...path], message });
    });
}

function onFailureOf(given: 'stop' | 'continue' | { readonly rollback: readonly StepDraft[] }): OnFailure {
  return typeof given === 'string' ? { kind: given } : { kind: 'rollback', steps: nameSteps(given.rollback) };
}

/** By its kind's last word, with a number where there are several. */
function nameSteps(drafts: readonly StepDraft[]): readonly IntentStep[] {
  const taken = new Set(drafts.flatMap(({ name }) => (name === undefined ? [] : [name])));
  return drafts.map(({ name, ...rest }): IntentStep => {
    if (name !== undefined) return { name, ...rest };
    const base = titleOfStep(rest.kind).split('.').at(-1) ?? 'step';
    let own = base;
    for (let count = 2; taken.has(own); count += 1) own = `${base}${count}`;
    taken.add(own);
    return { name: own, ...rest };
  });
}
