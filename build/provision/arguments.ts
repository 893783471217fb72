// What is typed behind `provision.mjs`, and what the environment says.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Flags } from './description.ts';
import { usualSocket } from './mattermost.ts';
import { Stop } from './stop.ts';

export const usage = `Usage: node build/provision.mjs [FILE.yaml] [options]

Installs and sets up the plugin as FILE says; run again, it changes nothing. docs/install.md tells what can be in FILE.

  --server URL         Mattermost's address; else the file's, or MM_SITEURL. MM_TOKEN is a system administrator's token
  --local              by the local socket instead, on Mattermost's own machine; needs no token
  --socket PATH        that socket; else MMCTL_LOCAL_SOCKET_PATH, or ${usualSocket}
  --bundle PATH        the plugin's bundle; else the one in dist/
  --team NAME          the team
  --set KEY=VALUE      a setting that is no secret
  --set-env KEY=NAME   a setting, by the name of the environment variable that holds it
  --dry-run            only say what would be done
  --force              add the bundle also over the same or a newer version
`;

export interface Arguments {
  /** Absolute. */
  readonly file?: string;
  readonly flags: Flags;
  readonly socket?: string;
  readonly isDry: boolean;
  readonly force: boolean;
  readonly help: boolean;
  /** From which paths that were typed are meant. */
  readonly folder: string;
}

const options = {
  server: { type: 'string' },
  local: { type: 'boolean', default: false },
  socket: { type: 'string' },
  bundle: { type: 'string' },
  team: { type: 'string' },
  set: { type: 'string', multiple: true },
  'set-env': { type: 'string', multiple: true },
  'dry-run': { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Throws Stop for what cannot be meant. */
export function readArguments(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Arguments {
  const { values, positionals } = parse(args);
  const folder = env['INIT_CWD'] ?? process.cwd();
  const [file, more] = positionals;
  if (more !== undefined) throw new Stop(2, `There is one file at most, and ${more} is another one.`, '--help shows what can be said.');
  const socket = values.socket ?? env['MMCTL_LOCAL_SOCKET_PATH'] ?? usualSocket;
  return {
    ...(file !== undefined && { file: resolve(folder, file) }),
    flags: {
      ...(values.server !== undefined && { server: values.server }),
      ...(values.bundle !== undefined && { bundle: resolve(folder, values.bundle) }),
      ...(values.team !== undefined && { team: { name: values.team } }),
      settings: Object.fromEntries([
        ...(values.set ?? []).map((each) => pair(each)),
        ...(values['set-env'] ?? []).map((each) => pair(each)).map(([key, name]) => [key, { env: name }]),
      ]),
    },
    ...((values.local || values.socket !== undefined) && { socket: resolve(folder, socket) }),
    isDry: values['dry-run'],
    force: values.force,
    help: values.help,
    folder,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Stop(2, error instanceof Error ? error.message : String(error), '--help shows what can be said.', error);
  }
}

/** A switch is `true` or `false`. */
function pair(text: string): readonly [string, string | boolean] {
  const at = text.indexOf('=');
  if (at < 1) throw new Stop(2, `“${text}” is no KEY=VALUE.`, '--help shows what can be said.');
  const value = text.slice(at + 1);
  return [text.slice(0, at), value === 'true' || value === 'false' ? value === 'true' : value];
}
