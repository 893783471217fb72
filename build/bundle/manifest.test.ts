// The manifest that a bundle carries, and that what is pinned for it fits the rest of the repository.
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { manifestText, readManifest } from './manifest.ts';
import { packageFoldersOf } from './notices.ts';
import { nodeVersion } from './platform.ts';
import { readRuntimeLibraries } from './runtime-libraries.ts';

const written = z.object({ version: z.string(), server: z.object({ executables: z.record(z.string(), z.string()) }) });

describe('the manifest of a bundle', () => {
  it('names its version and only its own executable', async () => {
    const text = manifestText(await readManifest(), '1.2.3', 'linux-arm64');
    expect(written.parse(JSON.parse(text))).toEqual({
      version: '1.2.3',
      server: { executables: { 'linux-arm64': 'server/dist/plugin-linux-arm64' } },
    });
  });

  it('hides every setting that holds a token, a secret or a key', async () => {
    const { settings } = (await readManifest()).settings_schema;
    const open = settings.filter(({ key, secret }) => /token|secret|key/i.test(key) && secret !== true);
    expect(open.map(({ key }) => key)).toEqual([]);
  });

  it('has no two settings of one name, whatever the case', async () => {
    const keys = (await readManifest()).settings_schema.settings.map(({ key }) => key.toLowerCase());
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the icon', () => {
  it('is an SVG that a browser shows', async () => {
    const { icon_path: path } = await readManifest();
    expect(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')).toContain('xmlns="http://www.w3.org/2000/svg"');
  });
});

describe('what is pinned for a bundle', () => {
  it('is the Node that runs the tests', () => {
    const packages = z.object({ devDependencies: z.object({ node: z.string() }) });
    const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
    expect(packages.parse(JSON.parse(text)).devDependencies.node).toBe(nodeVersion);
  });

  it.each(['linux-amd64', 'linux-arm64'] as const)('are whole libraries for %s', async (platform) => {
    const libraries = await readRuntimeLibraries(platform);
    expect(libraries.map(({ name }) => name)).toEqual(['libgcc_s.so.1', 'libstdc++.so.6']);
  });
});

describe('the packages among bundled files', () => {
  it('are named once each, nested and scoped ones too', () => {
    const inputs = [
      'node_modules/pg/lib/a.js',
      'node_modules/pg/lib/b.js',
      'node_modules/@a/b/c.js',
      'node_modules/x/node_modules/y/z.js',
      'src/own.ts',
    ];
    expect(packageFoldersOf(inputs)).toEqual(['node_modules/@a/b', 'node_modules/pg', 'node_modules/x/node_modules/y']);
  });
});
