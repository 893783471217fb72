// The dialog that asks for the values of a run, and back from what was filled in.

import type { Field, Form } from '../ci/command.ts';
import { say } from '../ci/words.ts';
import type { Intent, IntentParameter } from './intent.ts';
import type { Values } from './values.ts';

export const FORM_CALL = 'run-form';
/** Of the field for what it is run for; no parameter has such a name. */
const SUBJECT = '--for';

export interface Draft {
  readonly values: Values;
  readonly subject: string;
  readonly dryRun: boolean;
}

/** What stands there already is filled in. */
export function formOf(intent: Intent, { values, subject, dryRun }: Draft): Form {
  const { name, description, labels, parameters } = intent;
  const asksSubject = labels.length > 0 || subject !== '';
  const about: Field = {
    kind: 'text',
    name: SUBJECT,
    label: 'For',
    help:
      labels.length === 0
        ? 'Address of a merge request or commit'
        : `Address of the merge request or commit; it must carry ${labels.join(', ')}`,
    value: subject,
    optional: labels.length === 0,
  };
  return {
    title: `${dryRun ? 'Dry run' : 'Run'}: ${name}`,
    ...(description !== undefined && { introduction: say`${description}` }),
    submit: dryRun ? 'Show' : 'Run',
    fields: [...(asksSubject ? [about] : []), ...parameters.map((parameter) => fieldOf(parameter, values[parameter.name]))],
    call: { name: FORM_CALL, args: { intent: name, ...(dryRun && { dry: 'yes' }) } },
  };
}

/** Left empty is as not given. */
export function draftOf(fields: Readonly<Record<string, string>>): Pick<Draft, 'values' | 'subject'> {
  const { [SUBJECT]: subject = '', ...rest } = fields;
  return { subject: subject.trim(), values: Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')) };
}

/** A dialog can be opened without it only when nothing is missing that must be there. */
export function isComplete({ parameters, labels }: Intent, { values, subject }: Draft): boolean {
  const missing = parameters.some((parameter) => {
    const given = (values[parameter.name] ?? '') !== '';
    return !given && (parameter.type === 'secret' || (parameter.required && parameter.default === undefined));
  });
  return !missing && (labels.length === 0 || subject !== '');
}

function fieldOf(parameter: IntentParameter, given: string | undefined): Field {
  const { name, required, help } = parameter;
  const base = { name, label: name, ...(help !== undefined && { help }), optional: !required };
  const preset = given ?? ('default' in parameter ? parameter.default : undefined);
  const value = preset === undefined ? {} : { value: preset };
  switch (parameter.type) {
    case 'string':
      return {
        ...base,
        kind: 'text',
        ...value,
        ...(parameter.pattern !== undefined && help === undefined && { help: `Must match ${parameter.pattern}` }),
      };
    case 'number':
      return { ...base, kind: 'number', ...value };
    case 'boolean':
      return { ...base, kind: 'yes-no', value: /^(?:true|yes|on)$/i.test(preset ?? '') };
    case 'choice':
      return { ...base, kind: 'choice', choices: parameter.choices.map((choice) => ({ label: choice, value: choice })), ...value };
    case 'secret':
      return { ...base, kind: 'secret' };
  }
}
