// Which texts of the repository are pages of the manual, and what each is called there.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../bundle/folders.ts';

export interface Source {
  /** Of the page, as in its address: `configure`; `index` is the first one. */
  readonly name: string;
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

/** Sorted by path, so that a bundle has the same bytes each time. */
export async function readSources(): Promise<readonly Source[]> {
  const [docs, decisions, providers] = await Promise.all([
    readdir(join(projectFolder, 'docs')),
    readdir(join(projectFolder, 'docs/decisions')),
    readdir(join(projectFolder, 'server-ts/src/providers')),
  ]);
  const paths = [
    'CHANGELOG.md',
    ...docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
    ...decisions.filter((name) => name.endsWith('.md')).map((name) => `docs/decisions/${name}`),
    ...providers.filter((name) => !name.includes('.')).map((name) => `server-ts/src/providers/${name}/readme.md`),
  ];
  return Promise.all(
    paths.toSorted().map(async (path) => ({ name: pageName(path), path, text: await readFile(join(projectFolder, path), 'utf8') })),
  );
}

function pageName(path: string): string {
  const provider = /^server-ts\/src\/providers\/([a-z]+)\/readme\.md$/.exec(path)?.[1];
  if (provider !== undefined) return `connect-${provider}`;
  const decision = /^docs\/decisions\/([a-z0-9-]+)\.md$/.exec(path)?.[1];
  if (decision !== undefined) return `decision-${decision}`;
  return path === 'docs/README.md'
    ? 'index'
    : path
        .replace(/^docs\//, '')
        .replace(/\.md$/, '')
        .toLowerCase();
}
