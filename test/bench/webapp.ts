// How much of the web app a browser loads: at once, and when tabs are first opened.
import { gzipSync } from 'node:zlib';
import { buildWebapp } from '../../build/bundle/webapp.ts';
import type { Figure } from './statistics.ts';

/** kB: what the main script may have. */
const LIMIT = 120;
const MAIN = 'main.js';

const size = (content: Uint8Array): number => gzipSync(content).length / 1000;

/** Needs no server: the scripts are what the plugin's bundle holds. */
export async function measureWebapp(): Promise<Figure[]> {
  const { files } = await buildWebapp();
  const main = files.filter(({ name }) => name === MAIN).reduce((sum, { content }) => sum + size(content), 0);
  const all = files.reduce((sum, { content }) => sum + size(content), 0);
  return [
    { name: 'web app, loaded with Mattermost (gzip)', unit: 'kB', ours: main, beside: 'limit', other: LIMIT },
    { name: 'web app, loaded at once of all (gzip)', unit: 'kB', ours: main, beside: 'with every tab', other: all },
  ];
}
