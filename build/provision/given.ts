// Values of a provisioning file: written in it, or, as secrets always are, in an environment variable or a file of their own.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Stop } from './stop.ts';

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/u, 'is no name of an environment variable');

/** `{env: NAME}` or `{file: path}`. */
export const elsewhere = z.union([
  z.strictObject({ env: variable }),
  z.strictObject({ file: z.string().min(1), fill: z.array(variable).default([]) }),
]);

export type Elsewhere = z.output<typeof elsewhere>;

export interface Surroundings {
  /** From which relative paths are meant. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The text, without the line end at its end. `fill` puts the values of those variables in where it says `${NAME}`. */
export async function fetchValue(from: Elsewhere, what: string, { folder, env }: Surroundings): Promise<string> {
  if ('env' in from) return valueOf(from.env, what, env);
  const path = resolve(folder, from.file);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Stop(2, `${what}: ${path} cannot be read.`, 'Check its path and who may read it.', error);
  });
  return from.fill.reduce((filled, name) => filled.replaceAll(`\${${name}}`, () => valueOf(name, what, env)), text).replace(/\r?\n$/u, '');
}

function valueOf(name: string, what: string, env: Surroundings['env']): string {
  const value = env[name] ?? '';
  if (value !== '') return value;
  throw new Stop(2, `${what}: the environment variable ${name} is not set.`, `Set ${name}, or take the line out of the file.`);
}
