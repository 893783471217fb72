// Where what is built once is kept: outside the work tree, so that a fresh clone finds it again.
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder of this repository's caches, by the XDG convention; it may not exist yet. */
export function cacheFolder(...parts: readonly string[]): string {
  const base = process.env['XDG_CACHE_HOME'] ?? '';
  return join(base === '' ? join(homedir(), '.cache') : base, 'ci-command-center', ...parts);
}

/** Sixteen hex digits that change with the contents. */
export function contentHash(...contents: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex').slice(0, 16);
}
