// The provisioning file: what the server shall be like. YAML, or JSON, which is YAML, too.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readYaml, type YamlText } from '../../server-ts/src/config/yaml-text.ts';
import { nearest } from '../../server-ts/src/platform/nearest.ts';
import { elsewhere, type Elsewhere } from './given.ts';
import { declaredSettings, type DeclaredSetting } from './manifest.ts';
import { Stop } from './stop.ts';

/** Secrets never stand in the file. The Configuration may, as it need not hold any. */
function valueOf({ type, secret, key }: DeclaredSetting): z.ZodType<string | boolean | Elsewhere> {
  if (type === 'bool') return z.boolean();
  return secret && key !== 'Configuration' ? elsewhere : z.union([z.string(), elsewhere]);
}

const settings = z.record(z.string(), z.unknown()).transform((given, context) => {
  const read = new Map<string, string | boolean | Elsewhere>();
  for (const [key, value] of Object.entries(given)) {
    const declared = declaredSettings.find((each) => each.key.toLowerCase() === key.toLowerCase());
    const checked = declared && valueOf(declared).safeParse(value);
    if (declared !== undefined && checked?.success === true) read.set(declared.key, checked.data);
    else context.addIssue({ code: 'custom', path: [key], message: declared === undefined ? unknownSetting(key) : faultOf(declared) });
  }
  return read;
});

function unknownSetting(key: string): string {
  const meant = nearest(
    key.toLowerCase(),
    declaredSettings.map((each) => each.key.toLowerCase()),
  );
  const known = declaredSettings.find((each) => each.key.toLowerCase() === meant);
  return `is no setting.${known === undefined ? '' : ` Did you mean ${known.key}?`}`;
}

function faultOf({ type, secret }: DeclaredSetting): string {
  if (type === 'bool') return 'is true or false';
  return secret ? 'is a secret: write {env: NAME} or {file: path}' : 'is a text, {env: NAME} or {file: path}';
}

const name = z.string().regex(/^[a-z0-9][a-z0-9_-]*$/u, 'is a name as in an address: small letters, digits, hyphens');
const field = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);

const schema = z.strictObject({
  server: z
    .string()
    .regex(/^https?:\/\/[^\s?#]+$/u, 'is an address such as https://chat.example.com')
    .optional(),
  token: elsewhere.optional(),
  ca: elsewhere.optional(),
  bundle: z.string().min(1).optional(),
  team: z.strictObject({ name, title: z.string().min(1).optional() }).optional(),
  settings: settings.prefault({}),
  hooks: z
    .array(
      z.strictObject({ provider: name, connection: name.default('default'), way: name, with: z.record(z.string(), field).default({}) }),
    )
    .default([]),
});

export type Description = z.output<typeof schema>;
export type HookWish = Description['hooks'][number];

/** What was given by flags; it goes over what stands in the file. */
export interface Flags {
  readonly server?: string;
  readonly bundle?: string;
  readonly team?: { readonly name: string };
  readonly settings: Readonly<Record<string, unknown>>;
}

const sections = z.looseObject({ settings: z.record(z.string(), z.unknown()).nullish() }).catch({});

/** Of the file (there need be none) with the flags over it. Throws Stop with all that is wrong, as `file:line: …`. */
export async function readDescription(path: string | undefined, flags: Flags): Promise<Description> {
  const yaml = path === undefined ? undefined : await readYamlFile(path);
  const written = yaml?.value ?? {};
  const read = schema.safeParse(
    isMap(written) ? { ...written, ...flags, settings: { ...sections.parse(written).settings, ...flags.settings } } : written,
  );
  if (read.success) return read.data;
  throw wrong(read.error.issues.map((issue) => `${placeOf(issue, path, yaml)}${issue.path.join('.')} ${wordsOf(issue)}`));
}

async function readYamlFile(path: string): Promise<YamlText> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Stop(2, `${path} cannot be read.`, 'Check its path and who may read it.', error);
  });
  const yaml = readYaml(text);
  if (yaml.faults.length > 0) throw wrong(yaml.faults.map(({ spot, what }) => `${path}:${spot.line}: ${what}`));
  return yaml;
}

function placeOf({ path: at }: z.core.$ZodIssue, path: string | undefined, yaml: YamlText | undefined): string {
  return yaml === undefined ? '' : `${path}:${yaml.lineOf(at, true)}: `;
}

function wrong(faults: readonly string[]): Stop {
  return new Stop(2, `${faults.join('\n')}\n`, 'docs/install.md shows what can be said.');
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const known = Object.keys(schema.shape);
  return issue.keys.map((key) => `does not know ${key}; did you mean ${nearest(key, known) ?? known.join(', ')}?`).join(' ');
}
