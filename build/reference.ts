// `node build/reference.ts`: writes the parts of docs/ anew that tell of every setting, every key and every command.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './bundle/folders.ts';
import { readManifest } from './bundle/manifest.ts';
import { commandsReference } from './reference/commands.ts';
import { keysReference } from './reference/keys.ts';
import { settingsReference } from './reference/settings.ts';
import { renderSchema } from './schema.ts';

/** A page whose end is made of the plugin's own tables; what stands before it is written by hand. */
export interface MadePage {
  readonly path: string;
  /** The heading at which the made part begins. */
  readonly from: string;
  render(): Promise<string>;
}

export const madePages: readonly MadePage[] = [
  {
    path: 'docs/configure.md',
    from: '## All settings',
    render: async () =>
      `## All settings

Each is in the System Console under Plugins → CI Command Center, and is set by \`mmctl config set\` with the name below it, in lower case.

${settingsReference(await readManifest())}

## All keys of the configuration

What may stand in the YAML of the setting Configuration. A dot leads into a part, or into each entry of a list.

${keysReference(renderSchema())}
`,
  },
  { path: 'docs/commands.md', from: '## All of /ci', render: async () => `${commandsReference()}\n` },
];

/** The page as it is, in its two parts; the second is empty where nothing was made yet. */
export async function readPage({ path, from }: MadePage): Promise<{ readonly written: string; readonly made: string }> {
  const text = await readFile(join(projectFolder, path), 'utf8');
  const at = text.indexOf(`\n${from}\n`);
  return at < 0 ? { written: `${text.trimEnd()}\n`, made: '' } : { written: text.slice(0, at), made: text.slice(at + 1) };
}

/** oxfmt aligns the tables afterwards. */
async function writePages(): Promise<void> {
  for (const page of madePages) {
    const { written } = await readPage(page);
    await writeFile(join(projectFolder, page.path), `${written.trimEnd()}\n\n${await page.render()}`);
  }
}

if (import.meta.main) await writePages();
