// What Jenkins exports of its objects, and how `tree` and `depth` choose from it, as Stapler does.

type Primitive = string | number | boolean | null;
export type Value = Primitive | Bean | readonly Value[] | { readonly [name: string]: Value } | (() => Value);

/** Fields by how deep they are still shown: 1 only on top, 2 one level below, 3 nearly everywhere; 0 and less only by `tree`. */
export type Levels = Readonly<Partial<Record<-2 | 0 | 1 | 2 | 3, Readonly<Record<string, Value>>>>>;

export class Bean {
  readonly type: string | undefined;
  readonly levels: Levels;
  /** Its fields are shown as if they were their owner's level. */
  readonly inline: boolean;

  constructor(type: string | undefined, levels: Levels, inline = false) {
    this.type = type;
    this.levels = levels;
    this.inline = inline;
  }
}

/** Which fields are wanted; each with the range of its list. */
export interface Tree {
  readonly fields: ReadonlyMap<string, Tree>;
  readonly range?: { readonly from: number; readonly to: number };
}

/** As `?tree=jobs[name,url]{0,5},views[*]`. Throws on what cannot be read. */
export function parseTree(text: string): Tree {
  const { tree, rest } = readList(text.replaceAll(/\s/gu, ''));
  if (rest !== '') throw new Error(`Unexpected text in tree: ${rest}`);
  return { fields: tree };
}

function readList(text: string): { tree: Map<string, Tree>; rest: string } {
  const tree = new Map<string, Tree>();
  let rest = text;
  for (;;) {
    const name = /^[^,[\]{}]+/u.exec(rest)?.[0];
    if (name === undefined) throw new Error(`Expected a name in tree: ${rest}`);
    rest = rest.slice(name.length);
    let fields = new Map<string, Tree>();
    if (rest.startsWith('[')) {
      const inner = readList(rest.slice(1));
      if (!inner.rest.startsWith(']')) throw new Error('Missing ] in tree');
      fields = inner.tree;
      rest = inner.rest.slice(1);
    }
    const range = /^\{(\d*)(,?)(\d*)\}/u.exec(rest);
    if (range) rest = rest.slice(range[0].length);
    tree.set(name, { fields, ...(range && { range: rangeOf(range) }) });
    if (!rest.startsWith(',')) return { tree, rest };
    rest = rest.slice(1);
  }
}

/** `{3}` is the third from 0, `{1,4}` from the second to the fourth, `{,4}` the first four, `{1,}` all but the first. */
function rangeOf([, from = '', comma, to = '']: RegExpExecArray): { from: number; to: number } {
  if (comma === '') return { from: Number(from), to: Number(from) + 1 };
  return { from: from === '' ? 0 : Number(from), to: to === '' ? Infinity : Number(to) };
}

/** `depth` as in the query; without a tree. */
export function exportByDepth(bean: Bean, depth: number): unknown {
  return byLevel(bean, 1 - depth);
}

export function exportByTree(bean: Bean, tree: Tree): unknown {
  return byTree(bean, tree);
}

function byLevel(value: Value, level: number): unknown {
  if (typeof value === 'function') return byLevel(value(), level);
  if (Array.isArray(value)) return value.map((each: Value) => byLevel(each, level));
  if (!(value instanceof Bean)) return value;
  const entries = Object.entries(value.levels)
    .filter(([visibility]) => Number(visibility) >= level)
    .flatMap(([, fields]) => Object.entries(fields ?? {}))
    .map(([name, each]) => [name, byLevel(each, isInline(each) ? level : level + 1)]);
  return { ...(value.type !== undefined && { _class: value.type }), ...Object.fromEntries(entries) };
}

function isInline(value: Value): boolean {
  const resolved = typeof value === 'function' ? value() : value;
  if (Array.isArray(resolved)) return resolved.some((each) => each instanceof Bean && each.inline);
  return resolved instanceof Bean && resolved.inline;
}

function byTree(value: Value, tree: Tree): unknown {
  if (typeof value === 'function') return byTree(value(), tree);
  if (Array.isArray(value)) {
    const { from, to } = tree.range ?? { from: 0, to: Infinity };
    return value.slice(from, to).map((each: Value) => byTree(each, tree));
  }
  if (!(value instanceof Bean)) return value;
  const star = tree.fields.get('*');
  const wanted = Object.values(value.levels)
    .flatMap((fields) => Object.entries(fields ?? {}))
    .flatMap(([name, each]) => {
      const inner = tree.fields.get(name) ?? star;
      return inner === undefined ? [] : [[name, byTree(each, inner)]];
    });
  return { ...(value.type !== undefined && { _class: value.type }), ...Object.fromEntries(wanted) };
}
