// Runs the Go program beside this file and gives what it read from Mattermost's module.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const folder = import.meta.dirname;

const field = z.object({ go: z.string(), js: z.string(), type: z.string(), optional: z.boolean().default(false) });
const struct = z.object({ key: z.string(), fields: z.array(field) });
const param = z.object({ name: z.string(), type: z.string(), variadic: z.boolean().default(false) });
const result = z.object({ type: z.string(), kind: z.enum(['value', 'error', 'appError']), optional: z.boolean().default(false) });
const method = z.object({
  name: z.string(),
  doc: z.string().default(''),
  params: z.array(param),
  results: z.array(result),
  /** Carries streams; written by hand in server-ts/src/mattermost. */
  special: z.boolean().default(false),
});
const description = z.object({
  structs: z.array(struct),
  api: z.array(method),
  hooks: z.array(method),
  registered: z.array(z.object({ name: z.string(), type: z.string() })),
});

export type DescribedStruct = z.infer<typeof struct>;
export type DescribedMethod = z.infer<typeof method>;
export type Description = z.infer<typeof description>;

/** Reads Mattermost's Go module; needs Go, and the module by the ordinary module proxy. */
export async function describeProtocol(): Promise<Description> {
  const { stdout } = await promisify(execFile)('go', ['run', '.'], { cwd: folder, maxBuffer: 64 << 20 });
  return description.parse(JSON.parse(stdout));
}

/** SHA-256 over all that decides the generated files: the Go program with its modules, and the rendering. */
export async function hashInputs(): Promise<string> {
  const names = (await readdir(folder)).filter((name) => /\.(?:go|mod|sum|ts)$/.test(name) && !name.endsWith('.test.ts'));
  const hash = createHash('sha256');
  for (const name of names.sort()) hash.update(name).update(await readFile(join(folder, name)));
  return hash.digest('hex');
}

/** The version of Mattermost's module that go.mod asks for. */
export async function readModuleVersion(): Promise<string> {
  const text = await readFile(join(folder, 'go.mod'), 'utf8');
  return /mattermost\/server\/public (v\S+)/.exec(text)?.[1] ?? 'unknown';
}
