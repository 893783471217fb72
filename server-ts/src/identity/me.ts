// Who somebody is in the CI systems of one provider.

import type { Answer, Asked } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import { code, join, link, say, type Words } from '../ci/words.ts';
import type { AccountCommandPorts, AccountProvider } from './ports.ts';
import { addressOf, type LinkedAccount } from './linked.ts';
import { placeWords, whoWords } from './told.ts';

export function createMe(
  provider: AccountProvider,
  { accounts, connectCommand }: Pick<AccountCommandPorts, 'accounts' | 'connectCommand'>,
): (asked: Asked) => Promise<Answer> {
  return async ({ person: { userId, timezone }, connections }) => {
    const all = (await accounts.of(userId)).filter((each) => each.provider === provider.name);
    return { text: accountList(accountLines({ ...provider, connectCommand }, connections, all, timezone)) };
  };
}

type Told = Pick<AccountProvider, 'name' | 'title'> & Pick<AccountCommandPorts, 'connectCommand'>;

/** One line a connection that has an address, and one for each account whose connection is gone. `all`: of this provider only. */
export function accountLines(
  provider: Told,
  connections: readonly Connection[],
  all: readonly LinkedAccount[],
  timezone: string,
): readonly Words[] {
  const usable = connections.filter(({ name, url }) => url !== '' || all.some(({ connection }) => connection === name));
  const here = usable.map((connection) =>
    lineOf(
      provider,
      connection,
      usable,
      all.find((each) => each.connection === connection.name),
      timezone,
    ),
  );
  const gone = all
    .filter(({ connection }) => !usable.some(({ name }) => name === connection))
    .map(({ connection, account }) => say`${provider.title} ${code(connection)}: ${whoWords(account)}, but it is not configured any more.`);
  return here.length + gone.length > 0 ? [...here, ...gone] : [say`${provider.title}: its address is not set here.`];
}

function lineOf(
  provider: Told,
  connection: Connection,
  connections: readonly Connection[],
  linked: LinkedAccount | undefined,
  timezone: string,
): Words {
  const where = placeWords(provider, connection, connections);
  if (linked === undefined)
    return say`${where}: not connected. ${code(provider.connectCommand({ provider: provider.name, name: connection.name }))} connects you.`;
  const { account, linkedAt, address, endedAt } = linked;
  const page = account.url === undefined ? say`` : say` · ${link('your page', account.url)}`;
  const moved = address === addressOf(connection) ? '' : ' Its address was changed since: connect again.';
  const readOnly = account.readOnly === true || (linked.kind === 'oauth' && connection.readOnly === true) ? ' Only reading.' : '';
  const ended = endedAt === undefined ? '' : ` It is not taken any more since ${dayOf(endedAt, timezone)}: connect again.`;
  return say`${where}: ${whoWords(account)}${page} · since ${dayOf(linkedAt, timezone)}.${readOnly}${moved}${ended}`;
}

/** A single one is no list. */
export function accountList(lines: readonly Words[]): Words {
  return lines.length === 1 ? join(lines) : join(lines.map((line) => say`- ${line}`));
}

/** `2026-11-21`, by the person's clock. */
function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}
