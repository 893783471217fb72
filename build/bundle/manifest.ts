// Writes the manifest that a bundle carries: plugin.json with the version of package.json and one platform's executable.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { projectFolder } from './folders.ts';
import type { Platform } from './platform.ts';

const setting = z.strictObject({
  key: z.string().regex(/^[A-Za-z]+$/),
  display_name: z.string().min(1),
  type: z.enum(['bool', 'generated', 'longtext', 'text']),
  help_text: z.string().min(1),
  regenerate_help_text: z.string().optional(),
  placeholder: z.string().optional(),
  default: z.union([z.string(), z.boolean()]),
  secret: z.boolean().optional(),
});

/** The part of Mattermost's manifest that this plugin uses (server/public/model/manifest.go). */
const manifest = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{3,190}$/),
  name: z.string().min(1),
  description: z.string().min(1),
  icon_path: z.string(),
  min_server_version: z.string().regex(/^\d+\.\d+\.\d+$/),
  server: z.strictObject({ executables: z.record(z.string(), z.string()) }),
  webapp: z.strictObject({ bundle_path: z.string() }),
  settings_schema: z.strictObject({ header: z.string(), footer: z.string(), settings: z.array(setting) }),
});

export type Manifest = z.infer<typeof manifest>;

/** Throws when plugin.json is not of the shape that Mattermost takes. */
export async function readManifest(): Promise<Manifest> {
  const text = await readFile(join(projectFolder, 'plugin.json'), 'utf8');
  const parsed = manifest.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`plugin.json is wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The version of package.json, which is the plugin's. */
export async function readVersion(): Promise<string> {
  const text = await readFile(join(projectFolder, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** The path of the platform's executable in the bundle; throws when plugin.json names none. */
export function executableOf({ server }: Manifest, platform: Platform): string {
  const path = server.executables[platform];
  if (path === undefined) throw new Error(`plugin.json names no executable for ${platform}.`);
  return path;
}

/** Only the platform's own executable is named, so a server of another kind says so instead of failing to start it. */
export function manifestText(source: Manifest, version: string, platform: Platform): string {
  const { id, name, description, ...rest } = source;
  const executables = { [platform]: executableOf(source, platform) };
  return `${JSON.stringify({ id, name, description, version, ...rest, server: { executables } }, null, 2)}\n`;
}
