// Writes the TypeScript types of every struct, of the API and of the hooks.
import { methodName } from '../../server-ts/src/mattermost/method-table.ts';
import { parseType } from '../../server-ts/src/mattermost/type-code.ts';
import type { GobType } from '../../server-ts/src/mattermost/wire/gob-schema.ts';
import type { DescribedMethod, DescribedStruct, Description } from './describe.ts';

const scalars = { bool: 'boolean', int: 'number', uint: 'number', float: 'number', complex: 'unknown', string: 'string' } as const;

/** A struct's name in TypeScript: `model.Post` → `Post`, `plugin.Context` → `PluginContext`. */
export function typeName(key: string): string {
  const [room = '', name = room] = key.split('.');
  return room === 'model' ? name : room.charAt(0).toUpperCase() + room.slice(1) + (name === room ? '' : name);
}

/** A Go type in TypeScript. */
export function renderType(type: GobType): string {
  switch (type.kind) {
    case 'slice':
    case 'array':
      return type.elem.kind === 'interface' ? 'unknown[]' : `${renderType(type.elem)}[]`;
    case 'map':
      return type.key.kind === 'string'
        ? `Record<string, ${renderType(type.elem)}>`
        : `Map<${renderType(type.key)}, ${renderType(type.elem)}>`;
    case 'ref':
      return typeName(type.name);
    case 'interface':
      return 'unknown';
    case 'bytes':
      return 'Uint8Array';
    case 'opaque':
      return type.go === 'time.Time' ? 'Date' : 'string';
    default:
      return scalars[type.kind];
  }
}

/** The file generated/types.ts, without its header. */
export function renderTypes({ structs }: Description): string {
  return structs.map(renderInterface).join('\n');
}

function renderInterface({ key, fields }: DescribedStruct): string {
  // An empty slice, map or byte string is left out on the wire, like a nil pointer.
  const lines = fields.map(({ js, type, optional }) => {
    return `  ${quoted(js)}${optional || /^[[{y]/.test(type) ? '?' : ''}: ${renderType(parseType(type))};`;
  });
  return [`export interface ${typeName(key)} {`, ...lines, '}', ''].join('\n');
}

const quoted = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`);

/** The file generated/api.ts, without its header: calls reject where Go returns an error. */
export function renderApi(description: Description): string {
  const methods = description.api
    .filter(({ special }) => !special)
    .map((method) => {
      const params = method.params.map(renderParam).join(', ');
      return `${renderDoc(method.doc)}  ${methodName(method.name)}(${params}): Promise<${apiResult(method)}>;\n`;
    });
  return `${imports(methods, description)}\nexport interface PlainApi {\n${methods.join('\n')}}\n`;
}

/** The file generated/hooks.ts, without its header: a hook throws where Go returns an error. */
export function renderHooks(description: Description): string {
  const methods = description.hooks
    .filter(({ special }) => !special)
    .map((method) => {
      const params = method.params.map(({ name, type }) => `${safe(name)}: ${renderType(parseType(type))}`).join(', ');
      const result = hookResult(method);
      return `${renderDoc(method.doc)}  ${methodName(method.name)}?(${params}): ${result} | Promise<${result}>;\n`;
    });
  return `${imports(methods, description)}\nexport interface PlainHooks {\n${methods.join('\n')}}\n`;
}

function renderParam({ name, type, variadic }: DescribedMethod['params'][number]): string {
  const rendered = renderType(parseType(type));
  if (variadic) return `...${safe(name)}: readonly ${rendered}`;
  return `${safe(name)}: ${/^(?:string|number|boolean|unknown|Uint8Array)$/.test(rendered) ? rendered : `Input<${rendered}>`}`;
}

function apiResult({ results }: DescribedMethod): string {
  const fails = results.some(({ kind }) => kind !== 'value');
  const values = results.filter(({ kind }) => kind === 'value');
  const types = values.map(({ type, optional }) => renderType(parseType(type)) + (optional && !fails ? ' | undefined' : ''));
  return types.length > 1 ? `[${types.join(', ')}]` : (types[0] ?? 'void');
}

function hookResult({ results }: DescribedMethod): string {
  const values = results.filter(({ kind }) => kind === 'value');
  const types = values.map(({ type, optional }) => {
    const rendered = renderType(parseType(type));
    return rendered === 'string' || rendered === 'number' || rendered === 'boolean'
      ? rendered
      : `Input<${rendered}>${optional ? ' | undefined' : ''}`;
  });
  return types.length > 1 ? `readonly [${types.join(', ')}]` : (types[0] ?? 'void');
}

/** Names that Go allows and TypeScript keeps for itself. */
const safe = (name: string): string => (/^(?:new|default|delete|in|of|var|function|arguments|eval)$/.test(name) ? `${name}_` : name);

function renderDoc(doc: string): string {
  if (doc === '') return '';
  const lines = doc
    .replaceAll('*/', '*\\/')
    .split('\n')
    .map((line) => `   * ${line}`.trimEnd());
  return ['  /**', ...lines, '   */', ''].join('\n');
}

function imports(methods: readonly string[], { structs }: Description): string {
  const code = methods.join('').replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
  const names = structs.map(({ key }) => typeName(key)).filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  return `import type { Input } from '../input.ts';\nimport type {\n${names
    .sort()
    .map((name) => `  ${name},\n`)
    .join('')}} from './types.ts';\n`;
}
