// What is known here of a connection, and for it, besides itself: where its deliveries and people come back to, its own token, who sets it up.
import manifest from '../../../plugin.json' with { type: 'json' };
import type { AnswerPorts } from '../answers/index.ts';
import type { Connection } from '../ci/connection.ts';
import { deedsOf } from '../ci/merge.ts';
import { currentHttp } from '../platform/http-pool.ts';
import { createDeployGates } from '../routing/deploy-gates.ts';
import { createConnectionDesk } from './connection-desk.ts';
import type { Parts } from './parts.ts';

type Named = Pick<Connection, 'provider' | 'name'>;

export function createSurroundings(parts: Parts): AnswerPorts['around'] {
  const desk = createConnectionDesk(parts);
  return (connection) => {
    const { provider, webhookSecrets, token } = connection;
    const url = parts.site.now();
    return {
      webhook: { url: url === '' ? '' : webhookAddress(parts, connection), secret: webhookSecrets.at(-1) },
      site: { url, redirects: redirectAddresses(parts, provider) },
      own() {
        if (token === undefined || token === '') return undefined;
        return { connection, http: currentHttp(parts.http.now, connection), credentials: { token } };
      },
      desk,
      gates: createDeployGates(parts.configuration.now().environments),
      deeds: async (key) => {
        const found = await parts.storage.subjects.find(key).catch(() => undefined);
        return found === undefined ? [] : deedsOf(found.state);
      },
    };
  };
}

/** All that an application for people's accounts must know: one for each address that Mattermost is reached by. */
export function redirectAddresses({ site }: Pick<Parts, 'site'>, provider: string): readonly string[] {
  const url = site.now();
  return url === '' ? [] : [`${url}/plugins/${manifest.id}/oauth/${provider}/complete`];
}

/** Below Mattermost's own address, with its subpath. */
export function webhookAddress({ site }: Pick<Parts, 'site'>, { provider, name }: Named): string {
  return `${site.now()}/plugins/${manifest.id}/webhooks/${provider}${name === 'default' ? '' : `/${name}`}`;
}
