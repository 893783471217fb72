// The text of a file of intents → the intents, or all that is wrong with it, by line.

import * as z from 'zod';
import type { ConfigurationFault } from '../config/configuration-fault.ts';
import { explainAll } from '../config/fault.ts';
import { toJsonSchema } from '../config/json-schema.ts';
import { intentSchema, type IntentBody } from '../config/schema/intent.ts';
import type { StepForms } from '../config/schema/intent-step.ts';
import { readYamlDocuments, type YamlText } from '../config/yaml-text.ts';
import type { Intent, IntentSource } from './intent.ts';

export interface IntentFault {
  /** Counted from 1. */
  readonly line: number;
  /** `steps[0].post.message`; empty for the whole. */
  readonly path: string;
  /** `is missing.` */
  readonly what: string;
  readonly remedy: string;
}

export type IntentsReading =
  | { readonly kind: 'good'; readonly intents: readonly Intent[] }
  | { readonly kind: 'wrong'; readonly faults: readonly IntentFault[] };

/** Letters of a file. */
const LONGEST = 256_000;
const MOST_DOCUMENTS = 100;
const MOST_FAULTS = 50;

/** Each document is one intent, or a map with a list of them under `intents`. Never throws. */
export function readIntents(text: string, forms: StepForms, sourceAt: SourceAt): IntentsReading {
  if (text.length > LONGEST)
    return wrong([{ line: 1, path: '', what: `It is longer than ${LONGEST} characters.`, remedy: 'Make several files of it.' }]);
  const documents = readYamlDocuments(text).filter(({ value, faults }) => value !== undefined || faults.length > 0);
  if (documents.length > MOST_DOCUMENTS)
    return wrong([{ line: 1, path: '', what: `It has more than ${MOST_DOCUMENTS} documents.`, remedy: 'Make several files of it.' }]);
  const schemas = documentSchemas(forms);
  const readings = documents.map((document) => readDocument(document, schemas, sourceAt));
  const faults = readings.flatMap((reading) => (reading.kind === 'wrong' ? reading.faults : []));
  const intents = readings.flatMap((reading) => (reading.kind === 'good' ? reading.intents : []));
  const all = [...faults, ...twice(intents)];
  return all.length > 0 ? wrong(all) : { kind: 'good', intents };
}

/** Of one document, for editors. */
export function fileSchema(forms: StepForms) {
  const { one, list } = documentSchemas(forms);
  return z.union([one, list]);
}

function documentSchemas(forms: StepForms) {
  const one = intentSchema(forms);
  return { one, list: z.strictObject({ intents: z.array(one) }) };
}

type SourceAt = (line: number) => IntentSource;

function readDocument(document: YamlText, { one, list }: ReturnType<typeof documentSchemas>, sourceAt: SourceAt): IntentsReading {
  const { value, faults } = document;
  if (faults.length > 0) return wrong(faults.map(faultOf));
  const made = (body: IntentBody, path: readonly PropertyKey[], written: unknown): Intent => ({
    ...body,
    source: sourceAt(document.lineOf(path)),
    written: JSON.stringify(written),
  });
  const listed = z.object({ intents: z.array(z.unknown()) }).safeParse(value).data?.intents;
  if (listed === undefined) {
    const read = one.safeParse(value);
    return read.success ? { kind: 'good', intents: [made(read.data, ['name'], value)] } : explained(read.error, document, one);
  }
  const read = list.safeParse(value);
  if (!read.success) return explained(read.error, document, list);
  return { kind: 'good', intents: read.data.intents.map((body, index) => made(body, ['intents', index], listed[index])) };
}

function explained({ issues }: z.ZodError, document: YamlText, schema: z.ZodType): IntentsReading {
  return wrong(explainAll(issues, document, toJsonSchema(schema), 'intents').map(faultOf));
}

function twice(intents: readonly Intent[]): readonly IntentFault[] {
  const seen = new Set<string>();
  return intents.flatMap(({ name, source: { line } }) => {
    const known = seen.has(name);
    seen.add(name);
    return known ? [{ line, path: 'name', what: `there is another intent of the name ${name}.`, remedy: 'Give each its own.' }] : [];
  });
}

function faultOf({ spot: { line, path }, what, remedy }: ConfigurationFault): IntentFault {
  return { line, path, what, remedy };
}

function wrong(faults: readonly IntentFault[]): IntentsReading {
  return { kind: 'wrong', faults: faults.slice(0, MOST_FAULTS) };
}
