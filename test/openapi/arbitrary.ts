// JSON Schema → values that fit it, and values that nearly do: what a fuzz test sends.
import * as fc from 'fast-check';
import { z } from 'zod';

export interface Schema {
  readonly $ref?: string | undefined;
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly pattern?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly items?: Schema | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly propertyNames?: Schema | undefined;
  readonly additionalProperties?: Schema | boolean | undefined;
}
export const schema: z.ZodType<Schema> = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  get anyOf() {
    return z.array(schema).optional();
  },
  pattern: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  get items() {
    return schema.optional();
  },
  get properties() {
    return z.record(z.string(), schema).optional();
  },
  required: z.array(z.string()).optional(),
  get propertyNames() {
    return schema.optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), schema]).optional();
  },
});

/** Finds what `$ref` names. */
export type Resolve = (ref: string) => Schema;

/** Texts that break programs: of no length, of much, of no meaning, of another language's. */
const hostile = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\uD800',
    '\u202E',
    '__proto__',
    'constructor',
    '../..',
    "'; drop table x; --",
    '{{ 7 * 7 }}',
    '@all',
    '%00',
    'null',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.nat(3).map((size) => 'x'.repeat(10 ** (size + 2))),
);
const odd = fc.oneof(hostile, fc.constantFrom(null, true, -1, 1e308, 0.1, Number.MAX_SAFE_INTEGER, [], {}), fc.jsonValue({ maxDepth: 3 }));

/** Values that fit. */
export function fitting(given: Schema, resolve: Resolve): fc.Arbitrary<unknown> {
  const at = given.$ref === undefined ? given : resolve(given.$ref);
  if (at.const !== undefined) return fc.constant(at.const);
  if (at.enum !== undefined) return fc.constantFrom(...at.enum);
  if (at.anyOf !== undefined) return fc.oneof(...at.anyOf.map((each) => fitting(each, resolve)));
  switch (at.type) {
    case 'string':
      return text(at);
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'integer':
      return fc.integer({ min: at.minimum ?? -1000, max: 1_000_000 });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fitting(at.items ?? {}, resolve), { maxLength: 4 });
    case 'object':
      return object(at, resolve);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function text({ pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  const most = Math.min(maxLength, 60);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  return fc.string({ minLength, maxLength: Math.max(minLength, most) });
}

function object({ properties = {}, required = [], propertyNames, additionalProperties }: Schema, resolve: Resolve): fc.Arbitrary<unknown> {
  const known = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, fitting(each, resolve)]));
  const own = fc.record(known, { requiredKeys: [...required] });
  if (typeof additionalProperties !== 'object') return own;
  const names = propertyNames === undefined ? fc.string({ minLength: 1, maxLength: 20 }) : text(propertyNames);
  const more = fc.dictionary(names, fitting(additionalProperties, resolve), { minKeys: 1, maxKeys: 4 });
  return fc.tuple(own, more).map(([one, other]) => Object.assign({}, other, one));
}

/** Values that fit but for one place, where anything stands, is missing or is too much; now and then anything at all. */
export function nearly(given: Schema, resolve: Resolve): fc.Arbitrary<unknown> {
  const bent = fc.tuple(fitting(given, resolve), fc.nat(1000), odd).map(([value, at, instead]) => bend(value, at, instead));
  return fc.oneof({ weight: 6, arbitrary: bent }, { weight: 1, arbitrary: odd });
}

function bend(value: unknown, at: number, instead: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return instead;
  const entries = Object.entries(value);
  const index = at % (entries.length + 1);
  const [chosen] = entries.slice(index, index + 1);
  if (chosen === undefined) return { ...value, [typeof instead === 'string' ? instead : 'extra']: instead };
  const [name, inner] = chosen;
  if (at % 5 === 0) return Object.fromEntries(entries.filter(([each]) => each !== name));
  return { ...value, [name]: at % 3 === 0 ? instead : bend(inner, Math.floor(at / 7), instead) };
}

/** A part of a path: what fits, and what tries to be another path. */
export const pathPart = fc.oneof(fc.stringMatching(/^[a-z0-9-]{1,20}$/), hostile).map((part) => encodeURIComponent(part.toWellFormed()));
