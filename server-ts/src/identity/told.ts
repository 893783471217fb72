// How accounts and CI systems are named to people.

import type { Account } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import { code, say, type Words } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';

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

/** Throws CiError `CI_ACCOUNT_ADDRESS` for a CI system whose address is not known. */
export function demandAddress(
  { title }: { readonly title: string },
  { connection: { name, url } }: { readonly connection: Connection },
): void {
  if (url !== '') return;
  throw new CiError(
    'CI_ACCOUNT_ADDRESS',
    `The address of ${title}${name === 'default' ? '' : ` ${name}`} is not known here.`,
    'A system administrator enters it in the plugin’s settings.',
  );
}
