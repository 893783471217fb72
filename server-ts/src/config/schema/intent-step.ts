// The steps of an intent: what CI systems offer, and http, wait and post.

import * as z from 'zod';
import type { StepField } from '../../ci/step.ts';
import { ownSteps, type IntentStep, type StepForm, type StepName, type TemplateInput } from '../../intents/intent.ts';
import { duration } from './duration.ts';
import { scalar } from './intent-parameter.ts';
import { told } from './told.ts';

/** By what stands in the YAML: `jenkins.build`, `wait`. */
export type StepForms = Readonly<Record<string, StepForm>>;

const WEEK = 7 * 86_400_000;
const MOST_VALUES = 100;

const common = {
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/i, 'is no name: use letters, digits, dashes and underscores, a letter first')
    .refine((text) => !(text in {}), 'is a word with a meaning of its own: take another name')
    .exactOptional()
    .meta(told('What it is called, for what it puts out: {{ steps.build.number }}. Its kind when not said.', 'build')),
  connection: z
    .string()
    .max(100)
    .exactOptional()
    .meta(told('Name of the CI system, where there are several; the usual one when not said.', 'lab')),
  timeout: duration(WEEK, 'a week').exactOptional().meta(told('After which it has failed.', '20m')),
  onFailure: z
    .enum(['stop', 'continue'])
    .exactOptional()
    .meta(told('Whether what comes after it is done when it fails; as the intent says when not said.', 'continue')),
  forEach: z.literal('stacks').exactOptional().meta(told('Done once for each stack of a rollout, which is {{ stack }} then.', 'stacks')),
};

/** A step without a name of its own is given one later. */
export type StepDraft = Omit<IntentStep, 'name'> & { readonly name?: string };

export function stepSchema(forms: StepForms) {
  const kinds = Object.entries(forms).map(([title, form]) => [title, inputSchema(title, form).exactOptional()] as const);
  const titles = Object.keys(forms);
  return z
    .strictObject({ ...common, ...Object.fromEntries(kinds) })
    .superRefine((given, context) => {
      const named = titles.filter((title) => Reflect.get(given, title) !== undefined);
      // A word that is misspelt is told as such.
      if (named.length === 1 || context.issues.length > 0) return;
      const message =
        named.length === 0
          ? `says nothing to do. Name one of: ${titles.join(', ')}.`
          : `does two things, ${named.join(' and ')}: make two steps of it.`;
      context.addIssue({ code: 'custom', message });
    })
    .transform((given): StepDraft => {
      const { name, connection, timeout, onFailure, forEach } = given;
      const title = titles.find((each) => Reflect.get(given, each) !== undefined) ?? '';
      return {
        ...(name !== undefined && { name }),
        kind: nameOf(title),
        ...(connection !== undefined && { connection }),
        input: inputIn(Reflect.get(given, title)),
        ...(timeout !== undefined && { timeout }),
        ...(onFailure !== undefined && { onFailure }),
        ...(forEach !== undefined && { forEach }),
      };
    });
}

function nameOf(title: string): StepName {
  const own = ownSteps.find((each) => each === title);
  if (own !== undefined) return { of: 'own', step: own };
  const at = title.indexOf('.');
  return { of: 'provider', provider: title.slice(0, at), step: title.slice(at + 1) };
}

const inputOf = z.object({
  texts: z.record(z.string(), z.string()),
  switches: z.record(z.string(), z.union([z.boolean(), z.string()])),
  values: z.record(z.string(), z.record(z.string(), z.string())),
});

/** What `inputSchema` made. */
function inputIn(made: unknown): TemplateInput {
  return inputOf.parse(made ?? { texts: {}, switches: {}, values: {} });
}

function inputSchema(title: string, { help, fields }: StepForm) {
  const shape = Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)]));
  const examples = Object.fromEntries(fields.filter(({ required }) => required).map(({ name, example }) => [name, example]));
  const full = z.strictObject(shape).transform((given) => sorted(fields, given));
  const first = fields.find(({ required }) => required);
  // `wait: 30s` says all there is to say.
  const short = first !== undefined && fields.length === 1 && first.kind === 'text';
  const schema = short ? z.union([full, scalar.transform((text) => sorted(fields, { [first.name]: text }))]) : full;
  return schema.meta(told(`${help}.`, ...(short ? [first.example] : []), examples, ...(title === '' ? [title] : [])));
}

function sorted(fields: readonly StepField[], given: object): TemplateInput {
  const of = (kind: StepField['kind']) =>
    fields.flatMap((field): [string, unknown][] => {
      const value: unknown = Reflect.get(given, field.name);
      return field.kind === kind && value !== undefined ? [[field.name, value]] : [];
    });
  return inputOf.parse({
    texts: Object.fromEntries(of('text')),
    switches: Object.fromEntries(of('yes-no')),
    values: Object.fromEntries(of('values')),
  });
}

function fieldSchema({ kind, required, help, example }: StepField): z.ZodType {
  const schema = formOf(kind).meta(told(`${help}.`, example));
  return required ? schema : schema.exactOptional();
}

function formOf(kind: StepField['kind']): z.ZodType {
  switch (kind) {
    case 'text':
      return scalar;
    case 'yes-no':
      return z.union([z.boolean(), z.string().includes('{{', 'is neither true nor false, nor a template that becomes one')]);
    case 'values':
      return z
        .record(z.string().max(200), scalar)
        .refine((values) => Object.keys(values).length <= MOST_VALUES, `has more than ${MOST_VALUES} entries`)
        .refine((values) => Object.keys(values).every((name) => !(name in {})), 'has a name with a meaning of its own');
  }
}
