// Templates of headlines, in Liquid.

import * as z from 'zod';
import { told } from './told.ts';

/** What is wrong with a template, in a clause that follows "line 3, templates.x:"; undefined when nothing is. */
export type CheckTemplate = (text: string) => string | undefined;

const LONGEST = 10_000;

export function templates(names: readonly string[] | undefined, check: CheckTemplate) {
  const template = z
    .string()
    .max(LONGEST, `is longer than ${LONGEST} characters`)
    .superRefine((text, context) => {
      const fault = check(text);
      if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
    });
  const described = told('Headlines in Liquid, by what they are of.', {
    'pipeline.finished': '{{ status.emoji }} {{ project.path }} {{ branch }}',
  });
  if (names === undefined) return z.record(z.string(), template).meta(described);
  return z.strictObject(Object.fromEntries(names.map((name) => [name, template.exactOptional()]))).meta(described);
}
