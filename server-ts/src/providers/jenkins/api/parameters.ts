// What a job or an input step asks for, as Jenkins describes it, in kinds that a form has.
// https://javadoc.jenkins.io/hudson/model/ParameterDefinition.html and its subclasses

import * as z from 'zod';
import { text, tidy } from '../../../platform/foreign-json.ts';

export interface Asks {
  readonly name: string;
  readonly description?: string;
  readonly kind:
    | 'text'
    | 'lines'
    | 'secret'
    | 'yes-no'
    | 'choice'
    /** A build of another job: `job#12`. */
    | 'run'
    /** An id of stored credentials. */
    | 'credentials'
    /** A file, which has no value that can be typed. */
    | 'file'
    /** Of a plugin that is not known here: its value is sent as text. */
    | 'other';
  /** Undefined when Jenkins has or tells none. */
  readonly value?: string;
  /** Of `choice`, and of others whose plugin tells them. */
  readonly choices?: readonly string[];
  /** Of `run`: the other job. */
  readonly project?: string;
  /** Jenkins' word for the kind. */
  readonly type: string;
}

const MOST = 200;
const MOST_CHOICES = 1000;
const LONGEST = 20_000;

/** As `tree` of a job: what all known kinds and the git-parameter plugin tell. */
export const PARAMETER_TREE =
  'property[parameterDefinitions[name,type,description,choices,projectName,allValueItems[values[name,value]],defaultParameterValue[name,value,number,jobName]]]';

const anyValue = z.union([z.string(), z.boolean(), z.number()]).transform(String).optional().catch(undefined);
const choicesSchema = z
  .array(z.unknown())
  .transform((values) => values.flatMap((value) => (typeof value === 'string' ? value : [])).slice(0, MOST_CHOICES))
  .optional()
  .catch(undefined);

const definitionSchema = z.object({
  _class: text,
  name: z.string().min(1).max(1000),
  type: text,
  description: z.string().optional().catch(undefined),
  choices: choicesSchema,
  projectName: text,
  allValueItems: z
    .object({
      values: z.array(z.object({ value: z.string() })).transform((items) => items.map(({ value }) => value).slice(0, MOST_CHOICES)),
    })
    .optional()
    .catch(undefined),
  defaultParameterValue: z.object({ value: anyValue, number: anyValue, jobName: text }).nullish().catch(undefined),
});

const propertySchema = z
  .array(z.object({ parameterDefinitions: z.array(z.unknown()).catch([]) }).catch({ parameterDefinitions: [] }))
  .catch([]);

/** `property` of a job → its parameters, in Jenkins' order. Hidden ones, which their job fills itself, are left out. */
export function readParameters(property: unknown): readonly Asks[] {
  return propertySchema
    .parse(property)
    .flatMap(({ parameterDefinitions }) => parameterDefinitions)
    .slice(0, MOST)
    .flatMap(readDefinition);
}

function readDefinition(told: unknown): readonly Asks[] {
  const read = definitionSchema.safeParse(told).data;
  if (read === undefined) return [];
  const { _class, type = '', name, description, projectName, defaultParameterValue: preset } = read;
  const word = (_class ?? type).split('.').at(-1) ?? type;
  if (/Hide|Separator/.test(word)) return [];
  const choices = read.choices ?? read.allValueItems?.values;
  const kind = kindOf(word, choices);
  const value = kind === 'run' ? runOf(preset) : preset?.value;
  return [asks({ name, type: type || word, kind, description, value, choices, project: projectName })];
}

const inputSchema = z.object({
  type: text,
  name: z.string().min(1).max(1000),
  description: z.string().optional().catch(undefined),
  definition: z.object({ defaultVal: anyValue, choices: choicesSchema }).nullish().catch(undefined),
});

/** `inputs` of the pipeline plugins' pending input → what it asks for. Encrypted defaults of passwords are left out. */
export function readInputParameters(told: readonly unknown[]): readonly Asks[] {
  return told.slice(0, MOST).flatMap((each): readonly Asks[] => {
    const read = inputSchema.safeParse(each).data;
    if (read === undefined) return [];
    const { name, type = '', description, definition } = read;
    const kind = kindOf(type, definition?.choices);
    const value = kind === 'secret' ? undefined : definition?.defaultVal;
    return [asks({ name, type, kind, description, value, choices: definition?.choices })];
  });
}

interface Told {
  readonly name: string;
  readonly type: string;
  readonly kind: Asks['kind'];
  readonly description: string | undefined;
  readonly value: string | undefined;
  readonly choices: readonly string[] | undefined;
  readonly project?: string | undefined;
}

function asks({ name, type, kind, description = '', value, choices, project }: Told): Asks {
  // Descriptions may be HTML: https://www.jenkins.io/doc/book/security/configuring-content/
  const plain = tidy(
    description
      .slice(0, LONGEST)
      .replace(/<[^<>]*>/g, ' ')
      .replace(/\s+/g, ' '),
  );
  return {
    name,
    type,
    kind,
    ...(plain !== '' && { description: plain }),
    ...(value !== undefined && kind !== 'secret' && { value: value.slice(0, LONGEST) }),
    ...(choices !== undefined && choices.length > 0 && { choices }),
    ...(project !== undefined && { project }),
  };
}

function kindOf(word: string, choices: readonly string[] | undefined): Asks['kind'] {
  const known: Readonly<Record<string, Asks['kind']>> = {
    StringParameterDefinition: 'text',
    ValidatingStringParameterDefinition: 'text',
    TextParameterDefinition: 'lines',
    BooleanParameterDefinition: 'yes-no',
    PasswordParameterDefinition: 'secret',
    NonStoredPasswordParameterDefinition: 'secret',
    RunParameterDefinition: 'run',
    CredentialsParameterDefinition: 'credentials',
    FileParameterDefinition: 'file',
    Base64FileParameterDefinition: 'file',
    StashedFileParameterDefinition: 'file',
  };
  return known[word] ?? ((choices?.length ?? 0) > 0 ? 'choice' : 'other');
}

function runOf(
  preset: { readonly jobName?: string | undefined; readonly number?: string | undefined } | null | undefined,
): string | undefined {
  return preset?.jobName === undefined || preset.number === undefined ? undefined : `${preset.jobName}#${preset.number}`;
}
