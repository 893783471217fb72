// How accounts and CI systems are named to people.

import type { Account } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import { code, say, type Words } from '../ci/words.ts';

/** `Ada Lovelace (ada)` */
export function whoWords({ login, name }: Account): Words {
  return name === undefined || name === login ? say`**${login}**` : say`**${name}** (${code(login)})`;
}

/** `Jenkins`, or ``Jenkins `lab` `` where there are several. */
export function placeWords(
  { title }: { readonly title: string },
  { name }: Pick<Connection, 'name'>,
  connections: readonly Pick<Connection, 'name' | 'url'>[],
): Words {
  const several = connections.filter(({ url }) => url !== '').length > 1 || name !== 'default';
  return several ? say`${title} ${code(name)}` : say`${title}`;
}
