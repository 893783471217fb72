// Installs the bundle into an existing server by REST, and says in words why it could not.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { NeedError } from '../embedded/need.ts';
import { pluginId } from '../embedded/plugin.ts';

async function request(url: string, token: string, path: string, body?: FormData): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, ...(body ? { body } : {}) }).catch((error: unknown) => {
    throw new NeedError(`${url} cannot be reached.`, 'Check MM_SITEURL and the network.', error);
  });
  if (answer.ok) return;
  const text = await answer.text();
  throw refusal(answer.status, text);
}

/** A refusal of the server as a sentence with a remedy; the error ids are those of channels/api4/plugin.go. */
function refusal(status: number, text: string): NeedError {
  if (status === 401)
    return new NeedError('The server does not accept MM_TOKEN.', 'Make a personal access token of a system administrator.');
  if (status === 501 || text.includes('upload_disabled') || text.includes('app.plugin.disabled'))
    return new NeedError(
      'The server takes no plugin uploads.',
      'Set PluginSettings.Enable and PluginSettings.EnableUploads to true in config.json, or install the bundle with `mmctl --local plugin add`.',
    );
  if (status === 403) return new NeedError('MM_TOKEN may not install plugins.', 'Use the token of a system administrator.');
  if (status === 413)
    return new NeedError('The server refuses a file this large.', 'Raise FileSettings.MaxFileSize, and the limit of any proxy before it.');
  return new NeedError(`The server answered ${status}: ${text.slice(0, 300)}`, 'Look into its log.');
}

/** Uploads over any older version and enables; answers a line for the terminal. */
export async function installInto(url: string, token: string, bundle: string): Promise<string> {
  if (!URL.canParse(url)) throw new NeedError(`MM_SITEURL "${url}" is not an address.`, 'Give one like https://chat.example.com.');
  const form = new FormData();
  form.append('plugin', new Blob([await readFile(bundle)]), basename(bundle));
  form.append('force', 'true');
  await request(url, token, '/api/v4/plugins', form);
  await request(url, token, `/api/v4/plugins/${pluginId}/enable`);
  return `Installed and enabled on ${url}. Next: System Console → Plugins → CI Command Center.`;
}
