// Makes the generated files, by name, with their header.
import { describeProtocol, hashInputs, readModuleVersion } from './describe.ts';
import { renderMethods, renderStructs } from './render-tables.ts';
import { renderApi, renderHooks, renderTypes } from './render-types.ts';

/** The header of every generated file: what it was made from. */
export async function renderHeader(): Promise<string> {
  return [
    `// What Mattermost and a plugin say to each other, read from its Go module ${await readModuleVersion()}.`,
    '// Made by `npm run generate`; do not edit.',
    `// inputs sha256 ${await hashInputs()}`,
    '',
    '',
  ].join('\n');
}

/** All generated files, by their name in server-ts/src/mattermost/generated. */
export async function renderProtocol(): Promise<ReadonlyMap<string, string>> {
  const description = await describeProtocol();
  const header = await renderHeader();
  return new Map([
    ['structs.ts', header + renderStructs(description)],
    ['methods.ts', header + renderMethods(description)],
    ['types.ts', header + renderTypes(description)],
    ['api.ts', header + renderApi(description)],
    ['hooks.ts', header + renderHooks(description)],
  ]);
}
