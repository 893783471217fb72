// Installs the bundle into an existing server by REST, and says in words why it could not.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { NeedError } from '../embedded/need.ts';
import { pluginId, waitUntilActive } from '../embedded/plugin.ts';
import { restClient } from '../embedded/rest.ts';

interface Target {
  readonly url: string;
  readonly token: string;
  /** Path of the archive. */
  readonly bundle: string;
}

/** What `fetch` hides in the cause: a name that is not known, a refused connection, a certificate. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
}

async function request({ url, token, bundle }: Target, path: string, body?: FormData): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, ...(body ? { body } : {}) }).catch((error: unknown) => {
    throw new NeedError(`${url} cannot be reached${reasonOf(error)}.`, 'Check MM_SITEURL and the network.', error);
  });
  const text = await answer.text();
  if (!answer.ok) throw refusal(answer.status, text, bundle);
}

/**
 * A refusal of the server as a sentence with a remedy. uploadPlugin of channels/api4/plugin.go answers 501 when uploads
 * are off or signatures are required, before it looks at who asks.
 */
function refusal(status: number, text: string, bundle: string): NeedError {
  if (status === 401)
    return new NeedError('The server does not accept MM_TOKEN.', 'Make a personal access token of a system administrator.');
  if (status === 501)
    return new NeedError(
      'The server takes no plugin uploads.',
      'In config.json set PluginSettings.Enable and EnableUploads to true and RequirePluginSignature to false, ' +
        `or run \`node build/provision.mjs --local --bundle ${bundle}\` on the server: docs/install.md.`,
    );
  if (status === 403) return new NeedError('MM_TOKEN may not install plugins.', 'Use the token of a system administrator.');
  if (status === 413)
    return new NeedError('The server refuses a file this large.', 'Raise FileSettings.MaxFileSize, and the limit of any proxy before it.');
  if (status === 404 || !text.startsWith('{'))
    return new NeedError(`No Mattermost server answers there (${status}).`, 'Check MM_SITEURL, with the path that the server has.');
  return new NeedError(`The server answered ${status}: ${text.slice(0, 300)}`, 'Look into its log.');
}

/** Enabling answers before the plugin has started: a bundle for another processor shows only in its state. */
async function started(url: string, token: string): Promise<void> {
  await waitUntilActive(restClient(url, token), pluginId, '').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NeedError(
      `Installed, but it does not run. ${reason}`,
      'Look into the server log; for a server on another processor make the bundle with `npm run bundle -- --all`.',
      error,
    );
  });
}

/** Uploads over any older version and enables; answers a line for the terminal. */
export async function installInto(url: string, token: string, bundle: string): Promise<string> {
  if (!/^https?:/u.test(url) || !URL.canParse(url))
    throw new NeedError(`MM_SITEURL "${url}" is not an address.`, 'Give one like https://chat.example.com.');
  const form = new FormData();
  form.append('plugin', new Blob([await readFile(bundle)]), basename(bundle));
  form.append('force', 'true');
  const target = { url, token, bundle };
  await request(target, '/api/v4/plugins', form);
  await request(target, `/api/v4/plugins/${pluginId}/enable`);
  await started(url, token);
  return `Installed and enabled on ${url}. Next: System Console → Plugins → CI Command Center.`;
}
