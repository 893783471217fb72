// Reads the generated table of one side's methods: names, types of arguments and results, and which result is an error.
import { parseTypes } from './type-code.ts';
import type { GobType } from './wire/gob-schema.ts';

/** How a result says that something went wrong: not at all, as a Go `error` (an interface), or as a *model.AppError. */
export type ResultKind = 'value' | 'error' | 'appError';

export interface Method {
  /** Name in Go, such as `CreatePost`. */
  readonly go: string;
  readonly params: readonly GobType[];
  /** The last parameter takes all that is left, as in `LogInfo(msg, ...pairs)`. */
  readonly variadic: boolean;
  readonly results: readonly { readonly type: GobType; readonly kind: ResultKind }[];
}

/** By JavaScript name; the types of a method are read at its first use. */
export type MethodIndex = ReadonlyMap<string, { readonly go: string; readonly read: () => Method }>;

/** A Go method's name in JavaScript: `CreatePost` → `createPost`, `KVGet` → `kvGet`. */
export function methodName(go: string): string {
  return go.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z])/, (start) => start.toLowerCase());
}

/**
 * Indexes a table by JavaScript name without reading its types yet; a line is `CreatePost @model.Post;>@model.Post;!`,
 * where `!` ends an AppError, `?` an error, and a leading `~` marks variadic parameters.
 */
export function indexMethods(table: string): MethodIndex {
  const index = new Map<string, { go: string; read: () => Method }>();
  for (const line of table.trim().split('\n')) {
    const go = line.slice(0, line.indexOf(' '));
    let method: Method | undefined;
    index.set(methodName(go), { go, read: () => (method ??= parseMethod(go, line.slice(go.length + 1))) });
  }
  return index;
}

function parseMethod(go: string, signature: string): Method {
  const variadic = signature.startsWith('~');
  const [params = '', results = ''] = signature.slice(variadic ? 1 : 0).split('>');
  return { go, params: parseTypes(params), variadic, results: parseResults(results) };
}

function parseResults(code: string): Method['results'] {
  const last = code.at(-1);
  const kind = last === '!' ? 'appError' : last === '?' ? 'error' : 'value';
  const types = parseTypes(kind === 'value' ? code : code.slice(0, -1));
  return types.map((type, at) => ({ type, kind: at === types.length - 1 ? kind : 'value' }));
}
