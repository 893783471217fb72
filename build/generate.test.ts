// The committed protocol types must be what the generator makes today.
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { renderHeader, renderProtocol } from './generate/render.ts';

const folder = join(import.meta.dirname, '../server-ts/src/mattermost/generated');
const withGo = spawnSync('go', ['version']).error ? test.skip : test;

describe('the generated protocol', () => {
  test('was made by the generator as it is now', async () => {
    const header = await renderHeader();
    for (const name of ['structs.ts', 'methods.ts', 'types.ts', 'api.ts', 'hooks.ts']) {
      const text = await readFile(join(folder, name), 'utf8');
      expect(text.slice(0, header.length)).toBe(header);
    }
  });

  // Compiling Mattermost's model for the first time takes longer than running it.
  withGo(
    'is the same byte for byte when it is made again',
    async () => {
      for (const [name, text] of await renderProtocol()) {
        expect((await readFile(join(folder, name), 'utf8')) === text ? 'same' : `${name} is stale: run npm run generate`).toBe('same');
      }
    },
    300_000,
  );
});
