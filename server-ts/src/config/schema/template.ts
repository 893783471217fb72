// Templates of headlines, in Liquid.

import * as z from 'zod';
import { told } from './told.ts';

/** What is wrong with the template of a name, in sentences; undefined when nothing is. */
export type CheckTemplate = (name: string, text: string) => string | undefined;

export function templates(names: readonly string[], check: CheckTemplate) {
  return z
    .strictObject(Object.fromEntries(names.map((name) => [name, template(name, check).exactOptional()])))
    .meta(told('Headlines in Liquid, by what they are of.', { 'pipeline.finished': '{{ status.emoji }} {{ project.path }} {{ branch }}' }));
}

function template(name: string, check: CheckTemplate) {
  return z.string().superRefine((text, context) => {
    const fault = check(name, text);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  });
}
