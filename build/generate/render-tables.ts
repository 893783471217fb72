// Writes the tables that the plugin reads at run time: every struct, every method, every registered name.
import type { DescribedMethod, DescribedStruct, Description } from './describe.ts';

/** The file generated/structs.ts, without its header. */
export function renderStructs({ structs, registered }: Description): string {
  const names = registered.map(({ name, type }) => `${name}|${type}`);
  return (
    `/** A line is a struct: its key, then \`GoName=jsonName:type\` of each field. */\n${table('structs', structs.map(structLine))}\n` +
    `/** Names registered with gob for values inside interfaces, and their types. */\n${table('registered', names)}`
  );
}

/** The file generated/methods.ts, without its header; methods with streams are written by hand and left out. */
export function renderMethods({ api, hooks }: Description): string {
  return (
    `/** What a plugin may call: \`Name params>results\`; \`!\` ends an AppError, \`?\` an error, \`~\` begins variadic parameters. */\n` +
    `${table('apiMethods', lines(api))}\n/** What the server may call. */\n${table('hookMethods', lines(hooks))}`
  );
}

const lines = (methods: readonly DescribedMethod[]): string[] => methods.filter(({ special }) => !special).map(methodLine);

const table = (name: string, rows: readonly string[]): string => `export const ${name} = \`\n${rows.join('\n')}\n\`;\n`;

function structLine({ key, fields }: DescribedStruct): string {
  const words = fields.map(({ go, js, type }) => (go === js ? `${go}:${type}` : `${go}=${js}:${type}`));
  return `${key} ${words.join(' ')}`;
}

function methodLine({ name, params, results }: DescribedMethod): string {
  const variadic = params.some((param) => param.variadic) ? '~' : '';
  const kind = results.at(-1)?.kind;
  const end = kind === 'appError' ? '!' : kind === 'error' ? '?' : '';
  return `${name} ${variadic}${params.map(({ type }) => type).join('')}>${results.map(({ type }) => type).join('')}${end}`;
}
