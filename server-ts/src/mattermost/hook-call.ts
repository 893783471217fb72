// Calls one of the plugin's generated hooks with what came over the wire and makes the reply of what it returns.
import { emptyOf } from './api-client.ts';
import { type Fields, isFields, writeAppError, writeError } from './errors.ts';
import type { Hooks } from './hooks.ts';
import type { Method } from './method-table.ts';
import { letter } from './schema.ts';

export type Hook = (...args: unknown[]) => unknown;

/** The server kills what has not answered OnDeactivate after ten seconds. */
const deactivateMs = 8000;

/** The plugin's function for a hook, by its JavaScript name, which may take as long as the server waits; undefined when it has none. */
export function findHook(hooks: Hooks, name: string): Hook | undefined {
  const hook: unknown = Reflect.get(hooks, name);
  if (typeof hook !== 'function') return undefined;
  const found: Hook = (...args) => Reflect.apply(hook, hooks, args);
  return name === 'onDeactivate' ? limited(found, deactivateMs) : found;
}

/** Resolves to the Z_…Returns struct; rejects only where the hook has no result that could say what went wrong. */
export async function callHook(method: Method, hook: Hook, arg: unknown): Promise<Fields> {
  const fields = isFields(arg) ? arg : {};
  const args = method.params.map((type, at) => fields[letter(at)] ?? emptyOf(type));
  try {
    return letterResults(method, await hook(...args));
  } catch (error) {
    const failed = letterError(method, error);
    if (failed === undefined) throw error;
    return failed;
  }
}

function letterResults({ results }: Method, returned: unknown): Fields {
  const count = results.filter(({ kind }) => kind === 'value').length;
  const values: readonly unknown[] = count > 1 && Array.isArray(returned) ? returned : [returned];
  return Object.fromEntries(values.slice(0, count).map((value, at) => [letter(at), value]));
}

function letterError({ go, results }: Method, error: unknown): Fields | undefined {
  const at = results.findIndex(({ kind }) => kind !== 'value');
  const kind = results[at]?.kind;
  if (kind === undefined) return undefined;
  return { [letter(at)]: kind === 'appError' ? writeAppError(error, go) : writeError(error) };
}

/** The same hook, given up after `milliseconds`. */
function limited(hook: Hook, milliseconds: number): Hook {
  return async (...args) => {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`The hook did not return within ${milliseconds} ms.`)), milliseconds);
    try {
      return await Promise.race([hook(...args), promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}
