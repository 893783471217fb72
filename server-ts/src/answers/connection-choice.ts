// Which of several CI systems a command is about.

import type { Connection } from '../ci/connection.ts';
import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';

export interface Choosing {
  /** As people write the CI system's name. */
  readonly title: string;
  /** All of the provider. */
  readonly connections: readonly Connection[];
  /** What `--connection` says. */
  readonly named?: string | undefined;
  /** An address that was typed. */
  readonly address?: string | undefined;
  /** Whichever will do. */
  readonly any?: boolean;
  /** The one of the settings will do, also without an address, whoever has an account where. */
  readonly unaddressed?: boolean;
  /** The person linked an account there. */
  hasAccount(connection: Connection): Promise<boolean>;
}

/** Throws CiError CI_CONNECTION_UNKNOWN, CI_CONNECTION_NONE, CI_CONNECTION_UNCLEAR. */
export async function chooseConnection(choosing: Choosing): Promise<Connection> {
  const { title, connections, named, address, any = false, hasAccount } = choosing;
  if (named !== undefined) return byName(choosing, named);
  const usable = connections.filter(({ url }) => url !== '');
  const at = address === undefined ? undefined : ofAddress(usable, address);
  if (at !== undefined) return at;
  const [only, ...others] = usable;
  const [first] = connections;
  const plain = connections.find(({ name }) => name === 'default') ?? first;
  if (choosing.unaddressed === true && plain !== undefined) return plain;
  const whichever = any ? (only ?? connections[0]) : undefined;
  if (whichever !== undefined) return whichever;
  if (only === undefined)
    throw new CiError(
      'CI_CONNECTION_NONE',
      `The address of ${title} is not known here.`,
      'A system administrator enters it in the plugin’s settings.',
    );
  if (others.length === 0) return only;
  const mine = await Promise.all(usable.map(hasAccount));
  const linked = usable.filter((_each, index) => mine[index] === true);
  const [one, ...more] = linked;
  if (one !== undefined && more.length === 0) return one;
  const usual = usable.find(({ preferred }) => preferred === true) ?? usable.find(({ name }) => name === 'default');
  if (usual !== undefined) return usual;
  throw new CiError(
    'CI_CONNECTION_UNCLEAR',
    `There are several: ${usable.map(({ name }) => name).join(', ')}.`,
    'Say which with `--connection <name>`.',
  );
}

function byName({ title, connections }: Choosing, named: string): Connection {
  const found = connections.find(({ name }) => name.toLowerCase() === named.toLowerCase());
  if (found !== undefined) return found;
  const names = connections.filter(({ url }) => url !== '').map(({ name }) => name);
  const meant = nearest(named.toLowerCase(), names);
  throw new CiError(
    'CI_CONNECTION_UNKNOWN',
    `${title} has no connection ${named.slice(0, 60)}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    names.length === 0 ? 'A system administrator configures them.' : 'There are: ' + names.map((name) => `\`${name}\``).join(', ') + '.',
  );
}

/** Whose base address the typed one begins with; the longest of several. */
function ofAddress(connections: readonly Connection[], address: string): Connection | undefined {
  const typed = URL.parse(address);
  if (typed === null) return undefined;
  const holds = ({ url }: Connection): boolean => {
    const base = URL.parse(url);
    return base !== null && base.host === typed.host && `${typed.pathname}/`.startsWith(`${base.pathname.replace(/\/$/, '')}/`);
  };
  return connections.filter(holds).toSorted((left, right) => right.url.length - left.url.length)[0];
}
