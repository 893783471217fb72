// What a ref's `.gitlab-ci.yml` asks whoever starts a pipeline: inputs with their types, and variables with a description.
// Only GraphQL tells them: `Project.ciPipelineCreationInputs` (17.10 and later), `Project.ciConfigVariables` (14.9 and later).

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { name, text, texts } from '../../../platform/foreign-json.ts';
import { flag, list } from '../fields.ts';
import { askGraph } from './request.ts';

export interface DeclaredInput {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean' | 'array';
  readonly required: boolean;
  readonly description?: string;
  /** As it is typed; an array as JSON. */
  readonly preset?: string;
  readonly choices: readonly string[];
  /** A pattern that GitLab checks; never run here, for it is foreign and may take for ever. */
  readonly pattern?: string;
}

export interface DeclaredVariable {
  readonly name: string;
  readonly description: string;
  readonly preset: string;
  readonly choices: readonly string[];
}

export interface Declared {
  readonly inputs: readonly DeclaredInput[];
  readonly variables: readonly DeclaredVariable[];
}

const MOST = 100;
/** Milliseconds between questions while GitLab reads the file, and how often. */
const PAUSE = 700;
const TRIES = 3;

const inputsQuery = (fields: string): string => `query($path: ID!, $ref: String!) { project(fullPath: $path) {
  ciPipelineCreationInputs(ref: $ref) { name type description required default ${fields} } } }`;
const INPUTS = inputsQuery('options regex');
/** As the first version with inputs knew it: a field that is not known spoils the whole answer. */
const OLDER_INPUTS = inputsQuery('');
const VARIABLES = `query($path: ID!, $ref: String!) { project(fullPath: $path) { ciConfigVariables(ref: $ref) {
  key value description valueOptions } } }`;

const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const inputSchema = z.object({
  name,
  type: z.string().transform((word) => word.toLowerCase()),
  description: text,
  regex: text,
  required: flag,
  default: z.unknown().optional(),
  options: z
    .array(z.unknown())
    .nullish()
    .catch(undefined)
    .transform((told) => (told ?? []).flatMap((each) => value.safeParse(each).data ?? []).slice(0, MOST)),
});
const inputsSchema = z.object({ project: z.object({ ciPipelineCreationInputs: list(inputSchema) }).nullish() });
const variableSchema = z.object({ key: name, value: text, description: text, valueOptions: texts(MOST) });
const variablesSchema = z.object({ project: z.object({ ciConfigVariables: z.array(z.unknown()).nullable() }).nullish() });

/** Empty where nothing is declared, and where this GitLab cannot tell. `wait`: milliseconds, for tests. */
export async function readDeclared(path: string, ref: string, reach: Reach, wait = PAUSE): Promise<Declared> {
  const [inputs, variables] = await Promise.all([readInputs(path, ref, reach), readVariables(path, ref, reach, wait)]);
  return { inputs, variables };
}

async function readInputs(path: string, ref: string, reach: Reach): Promise<readonly DeclaredInput[]> {
  const told =
    (await askGraph(reach, INPUTS, { path, ref }, inputsSchema)) ?? (await askGraph(reach, OLDER_INPUTS, { path, ref }, inputsSchema));
  return (told?.project?.ciPipelineCreationInputs ?? []).map(
    ({ name: own, type, description, regex, required, default: preset, options }) => ({
      name: own,
      type: type === 'number' || type === 'boolean' || type === 'array' ? type : 'string',
      required,
      choices: options,
      ...(description !== undefined && { description }),
      ...(regex !== undefined && { pattern: regex }),
      ...(preset !== undefined && preset !== null && { preset: typeof preset === 'object' ? JSON.stringify(preset) : String(preset) }),
    }),
  );
}

/** `null` means that GitLab is still reading the file. Only what is described is meant to be asked for. */
async function readVariables(path: string, ref: string, reach: Reach, wait: number): Promise<readonly DeclaredVariable[]> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const told = await askGraph(reach, VARIABLES, { path, ref }, variablesSchema);
    const all = told?.project?.ciConfigVariables;
    if (all !== null) return (all ?? []).slice(0, MOST).flatMap(declaredOf);
    if (attempt < TRIES - 1) await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return [];
}

function declaredOf(told: unknown): readonly DeclaredVariable[] {
  const { key, value: preset = '', description, valueOptions } = variableSchema.safeParse(told).data ?? {};
  return key === undefined || description === undefined ? [] : [{ name: key, description, preset, choices: valueOptions ?? [] }];
}
