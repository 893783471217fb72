// Linking an account by OAuth, asked for in chat: a link, for this person's browser.

import type { Answer, AnswerCall, AnswerVerb, Asked } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import { code, join, link, say, type Words } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';
import { notConfigured } from './oauth-missing.ts';
import type { AccountCommandPorts, OAuthProvider } from './ports.ts';
import { demandAddress, placeWords, whoWords } from './told.ts';

export function createOAuthConnect(
  provider: OAuthProvider,
  ports: AccountCommandPorts,
): { readonly verb: AnswerVerb; readonly call: AnswerCall } {
  const offer = async (asked: Asked): Promise<Answer> => {
    const { person, connection, connections } = asked;
    demandAddress(provider, asked);
    const { address, redirect } = await addressesFor(ports, connection);
    if (connection.oauth === undefined) throw notConfigured(provider, connection, redirect);
    const where = placeWords(provider, connection, connections);
    const known = await ports.accounts.find(person.userId, connection);
    const lines: Words[] = [];
    if (known !== undefined && known.endedAt === undefined) lines.push(say`You are connected to ${where} as ${whoWords(known.account)}.`);
    lines.push(
      say`${link(`Connect your ${provider.title} account`, address)}: it opens in your browser, where you agree within ten minutes.`,
    );
    lines.push(
      connection.readOnly === true
        ? say`Only reading is asked for. What you ask for here is then read as you.`
        : say`What you ask for here is then done as you, with your rights.`,
    );
    if (/^http:/i.test(connection.url)) lines.push(say`**${connection.url} is not encrypted**: what is granted can be read on its way.`);
    lines.push(say`Should ${provider.title} refuse the redirect address, its administrator adds ${code(redirect)} to the application.`);
    return { text: join(lines) };
  };
  return {
    verb: (asked) => {
      const named = asked.values.get('instance');
      return offer(named === undefined ? asked : { ...asked, connection: byName(provider, asked.connections, named) });
    },
    call: offer,
  };
}

async function addressesFor(
  { addresses }: AccountCommandPorts,
  connection: Connection,
): Promise<{ readonly address: string; readonly redirect: string }> {
  const [address, redirect] = await Promise.all([addresses.connect(connection), addresses.redirect(connection.provider)]);
  if (address !== undefined && redirect !== undefined) return { address, redirect };
  throw new CiError(
    'CI_ACCOUNT_SITE',
    'Mattermost does not know its own address, so nobody could come back to it.',
    'A system administrator sets it: System Console → Environment → Web Server → Site URL.',
  );
}

function byName({ title }: OAuthProvider, connections: readonly Connection[], named: string): Connection {
  const found = connections.find(({ name }) => name.toLowerCase() === named.toLowerCase());
  if (found !== undefined) return found;
  const names = connections.filter(({ url }) => url !== '').map(({ name }) => name);
  const meant = nearest(named.toLowerCase(), names);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  throw new CiError(
    'CI_CONNECTION_UNKNOWN',
    `${title} has no connection ${named.slice(0, 60)}.${hint}`,
    `There are: ${names.map((name) => `\`${name}\``).join(', ')}.`,
  );
}
