// Folders and jobs of the stand-in Jenkins, as a tree, and how they are found and named.
import type { Build } from './builds.ts';
import type { ParameterDefinition } from './parameters.ts';
import type { MakeScript } from './script.ts';

export interface Folder {
  readonly kind: 'folder' | 'multibranch' | 'root';
  readonly name: string;
  readonly parent: Folder | undefined;
  readonly items: Map<string, Item>;
  readonly displayName?: string;
  readonly description?: string;
  config?: string;
}

export interface Job {
  readonly kind: 'pipeline' | 'freestyle';
  /** As the URL has it before it is encoded: a branch's slashes are `%2F` in it. */
  readonly name: string;
  readonly parent: Folder;
  readonly displayName?: string;
  description?: string;
  parameters: readonly ParameterDefinition[];
  script: MakeScript;
  /** Newest first. */
  builds: Build[];
  nextNumber: number;
  disabled: boolean;
  readonly concurrent: boolean;
  /** Jenkins's seconds. */
  readonly quietSeconds: number;
  /** Where it may run: a node's name or label; anywhere when left out. */
  readonly label?: string;
  config?: string;
}

export type Item = Folder | Job;

export const isFolder = (item: Item): item is Folder => 'items' in item;

export function fullNameOf(item: Item): string {
  const above = item.parent === undefined ? '' : fullNameOf(item.parent);
  return above === '' ? item.name : `${above}/${item.name}`;
}

export function displayNameOf(item: Item): string {
  return item.displayName ?? (item.parent?.kind === 'multibranch' ? decodeURIComponent(item.name) : item.name);
}

export function fullDisplayNameOf(item: Item): string {
  const above = item.parent === undefined || item.parent.kind === 'root' ? '' : fullDisplayNameOf(item.parent);
  return above === '' ? displayNameOf(item) : `${above} » ${displayNameOf(item)}`;
}

/** `job/city/job/feature%252Fsearch/`, below the root address. */
export function pathOf(item: Item): string {
  return item.parent === undefined ? '' : `${pathOf(item.parent)}job/${encodeSegment(item.name)}/`;
}

/** As `Util.rawEncode`, which leaves more alone than `encodeURIComponent`. */
export function encodeSegment(text: string): string {
  return encodeURIComponent(text)
    .replace(/%(24|26|2B|2C|3D|40)/gu, decodeURIComponent)
    .replaceAll('~', '%7E');
}

/** By full name, `city/feature%2Fsearch`. */
export function findItem(root: Folder, fullName: string): Item | undefined {
  let found: Item | undefined = root;
  for (const part of fullName.split('/').filter((each) => each !== '')) {
    if (found === undefined || !isFolder(found)) return undefined;
    found = found.items.get(part);
  }
  return found;
}

/** Every job below, in order. */
export function jobsBelow(folder: Folder): Job[] {
  return [...folder.items.values()].flatMap((item) => (isFolder(item) ? jobsBelow(item) : [item]));
}

/** The folder of that full name; those that are missing are made. */
export function ensureFolder(root: Folder, fullName: string, kind: 'folder' | 'multibranch' = 'folder'): Folder {
  const parts = fullName.split('/').filter((each) => each !== '');
  let folder = root;
  for (const [index, name] of parts.entries()) {
    const known = folder.items.get(name);
    if (known !== undefined && !isFolder(known)) throw new Error(`${fullName} leads through a job`);
    const made: Folder = known ?? { kind: index === parts.length - 1 ? kind : 'folder', name, parent: folder, items: new Map() };
    folder.items.set(name, made);
    folder = made;
  }
  return folder;
}

/** `city/api` is `['city', 'api']`. */
export function splitName(fullName: string): { readonly above: string; readonly name: string } {
  const at = fullName.lastIndexOf('/');
  return { above: at === -1 ? '' : fullName.slice(0, at), name: fullName.slice(at + 1) };
}
