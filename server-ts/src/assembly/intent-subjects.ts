// What a run is for, joined: the merge request or commit of an address, as the person sees it, and the labels that it carries.
import type { Connection } from '../ci/connection.ts';
import type { PageAddress, Previews } from '../ci/preview.ts';
import { passLabels, passWithout } from '../intents/labels.ts';
import type { StartPorts } from '../intents/start-run.ts';
import { CiError } from '../platform/errors.ts';
import type { Identity } from './accounts.ts';
import { providerOf, type Parts } from './parts.ts';

export function createIntentSubjects({ configuration }: Parts, { reach }: Pick<Identity, 'reach'>): StartPorts['subject'] {
  return async (intent, url, userId) => {
    if (url === undefined || url.trim() === '') {
      passWithout(intent);
      return undefined;
    }
    const found = configuration.now().connections.flatMap((connection) => placeIn(connection, url.trim()))[0];
    if (found === undefined) throw unknown('The address leads to no merge request or commit of a CI system here.');
    const { connection, previews, address } = found;
    const asked = await reach(userId, connection);
    const preview = await previews.look(address, asked);
    if (preview === undefined) throw unknown('There is no such merge request or commit, or it is hidden from you.');
    const title = `${preview.reference} ${preview.title}`;
    if (intent.labels.length > 0) passLabels(intent, title, (await previews.labels?.(address, asked)) ?? []);
    return { title, url: preview.url === '' ? url.trim() : preview.url };
  };
}

interface Found {
  readonly connection: Connection;
  readonly previews: Previews;
  readonly address: PageAddress;
}

function placeIn(connection: Connection, url: string): readonly Found[] {
  const previews = providerOf(connection.provider)?.previews;
  const address = connection.url === '' ? undefined : previews?.find(url, connection);
  if (previews === undefined || address === undefined || !['merge-request', 'commit'].includes(address.kind)) return [];
  return [{ connection, previews, address }];
}

function unknown(message: string): CiError {
  return new CiError('CI_RUN_SUBJECT', message, 'Copy the address of its page from your browser.');
}
