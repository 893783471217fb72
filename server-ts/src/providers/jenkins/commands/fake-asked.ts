// For tests only: somebody who asks a stand-in Jenkins.

import type { AskedCall, AskedVerb } from '../../../ci/command.ts';
import type { Connection } from '../../../ci/connection.ts';
import type { Http } from '../../../ci/http.ts';
import { fakeSurroundings } from '../../../ci/fake-surroundings.ts';
import { toChannelId } from '../../../ci/ids.ts';
import type { Words } from '../../../ci/words.ts';
import { createHttp } from '../../../platform/http.ts';

interface Somebody {
  readonly url: string;
  readonly login: string;
  readonly token: string;
  readonly http?: Http;
}

export interface Asking {
  verb(values: Readonly<Record<string, string>>): AskedVerb;
  call(args: Readonly<Record<string, string>>, fields?: Readonly<Record<string, string>>): AskedCall;
}

export function asking({ url, login, token, http = createHttp() }: Somebody): Asking {
  const connection: Connection = { provider: 'jenkins', name: 'default', url, webhookSecrets: [] };
  const asked = {
    person: { userId: 'u1', username: login, timezone: 'UTC' },
    channelId: toChannelId('c1'),
    connection,
    connections: [connection],
    as: async () => ({ connection, http, credentials: { username: login, token }, account: { login } }),
    now: 0,
    heard: false,
    ...fakeSurroundings,
    isAdministrator: async () => false,
  };
  return {
    verb: (values) => ({ ...asked, values: new Map(Object.entries(values)), words: Object.values(values), flags: new Map() }),
    call: (args, fields = {}) => ({ ...asked, args, fields }),
  };
}

/** The text without its markup. */
export function textOf({ pieces }: Words): string {
  return pieces.map(({ text }) => text).join('');
}
