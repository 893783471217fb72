// Forms that wait to be opened, as the click that asked for them was too long ago: remembered for a while by this process.

import { randomUUID } from 'node:crypto';
import type { Field, Form } from '../ci/command.ts';
import type { Clock } from '../platform/clock.ts';
import type { CallOrigin } from '../rendering/call-context.ts';

export interface HeldForm extends CallOrigin {
  readonly userId: string;
  readonly form: Form;
}

export interface HeldForms {
  /** Answers what it is found by. */
  hold(held: HeldForm): string;
  /** Undefined when it is forgotten, of another process, or another person's: then it has to be made again. */
  find(id: string, userId: string): HeldForm | undefined;
}

/** Milliseconds; a form grows old: defaults and choices change in the CI system. */
const KEPT = 10 * 60_000;
const MOST = 200;

export function createHeldForms(now: Clock): HeldForms {
  const forms = new Map<string, { readonly held: HeldForm; readonly until: number }>();
  return {
    hold(held) {
      for (const [id, { until }] of forms) if (until <= now() || forms.size >= MOST) forms.delete(id);
      const id = randomUUID();
      forms.set(id, { held, until: now() + KEPT });
      return id;
    },
    find(id, userId) {
      const found = forms.get(id);
      return found !== undefined && found.until > now() && found.held.userId === userId ? found.held : undefined;
    },
  };
}

/** The same with what was filled in, to be mended. What is secret has to be entered again. */
export function refilled(form: Form, given: Readonly<Record<string, string>>): Form {
  const refill = (field: Field): Field => {
    const value = given[field.name];
    if (value === undefined || field.kind === 'choices') return field;
    // Left empty it would become another value unnoticed.
    if (field.kind === 'secret') return value === '' ? field : { ...field, optional: false };
    return field.kind === 'yes-no' ? { ...field, value: value === 'true' } : { ...field, value };
  };
  return { ...form, fields: form.fields.map(refill) };
}
