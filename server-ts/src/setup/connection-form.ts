// The address of a CI system, and what it proves us with: asked in a form, read from what was filled in.

import type { Field, Form } from '../ci/command.ts';
import type { ConnectionWish } from '../ci/connection-desk.ts';
import type { Connection } from '../ci/connection.ts';
import type { SetupPart } from '../ci/setup.ts';
import type { Words } from '../ci/words.ts';
import { callTo } from './calls.ts';
import type { SystemSeen } from './ports.ts';

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i;
const URL_LIKE = /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i;
const DEFAULT = 'default';
const SECRET = new Set<SetupPart['part']>(['clientSecret', 'token']);

/** `connection`: the one that is changed; undefined for a further one. */
export function connectionForm(system: SystemSeen, connection: Connection | undefined, introduction: Words | undefined): Form {
  const { guide, provider, title } = system;
  const isNew = (connection?.url ?? '') === '';
  const stays = isNew ? '' : ' Left empty it stays.';
  const { address } = guide;
  const fields: readonly Field[] = [
    ...(connection === undefined ? [nameField(system)] : []),
    {
      kind: 'text',
      name: 'url',
      label: `Address of ${title}`,
      help: address.help,
      placeholder: address.placeholder,
      ...(address.optional === true && { optional: true }),
      ...(connection !== undefined && connection.url !== '' && { value: connection.url }),
    },
    ...guide.parts.map((part) => partField(part, connection, stays)),
    {
      kind: 'lines',
      name: 'ca',
      label: 'Certificate authority',
      optional: true,
      help: `PEM, where its certificate is of an authority of your own.${stays}`,
    },
  ];
  return {
    title: isNew ? `Set up ${title}` : `Change ${title}`,
    ...(introduction !== undefined && { introduction }),
    submit: 'Save',
    fields,
    call: callTo('setup-connection-filled', { provider, ...(connection !== undefined && { connection: connection.name }) }),
  };
}

function nameField({ connections }: SystemSeen): Field {
  const isFirst = connections.length === 0;
  const help = 'One word that tells it from others; default is the one of the settings.';
  return { kind: 'text', name: 'name', label: 'Name', help, ...(isFirst && { value: DEFAULT }) };
}

function partField({ part, label, help, optional }: SetupPart, connection: Connection | undefined, stays: string): Field {
  const known = connection === undefined ? undefined : valueOf(connection, part);
  const common = { name: part, label, ...((optional === true || known !== undefined) && { optional: true }) };
  if (SECRET.has(part)) return { kind: 'secret', ...common, help: `${help}${stays}` };
  return { kind: 'text', ...common, help, ...(known !== undefined && { value: known }) };
}

function valueOf({ oauth, token, username }: Connection, part: SetupPart['part']): string | undefined {
  if (part === 'token') return token;
  if (part === 'username') return username;
  return oauth?.[part];
}

export type WishRead =
  | { readonly kind: 'wish'; readonly wish: ConnectionWish }
  /** By field name. */
  | { readonly kind: 'faults'; readonly faults: Readonly<Record<string, string>> };

/** What was left empty of a known connection stays. */
export function readConnection(
  { guide, connections, title }: SystemSeen,
  connection: Connection | undefined,
  fields: Readonly<Record<string, string>>,
): WishRead {
  const filled = (name: string): string => (fields[name] ?? '').trim();
  const name = connection?.name ?? filled('name');
  const faults: Record<string, string> = {};
  if (!NAME.test(name)) faults['name'] = 'A name is one word of letters, digits, dots and dashes.';
  if (connection === undefined && connections.some((each) => each.connection.name.toLowerCase() === name.toLowerCase()))
    faults['name'] = `There is one of this name already. Choose another, or change that one.`;
  const url = filled('url').replace(/\/+$/, '');
  if (url === '' ? guide.address.optional !== true : !URL_LIKE.test(url)) faults['url'] = `Write it as ${guide.address.placeholder}.`;
  const value = (part: SetupPart['part']): string => filled(part) || (connection === undefined ? '' : (valueOf(connection, part) ?? ''));
  for (const { part, optional, label } of guide.parts)
    if (optional !== true && value(part) === '') faults[part] = `${label} of ${title} is missing.`;
  const [clientId, clientSecret] = [value('clientId'), value('clientSecret')];
  if (clientId !== '' && clientSecret === '') faults['clientSecret'] ??= 'An application has both an ID and a secret.';
  if (clientId === '' && filled('clientSecret') !== '') faults['clientId'] ??= 'An application has both an ID and a secret.';
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults };
  const [ca, token, username] = [filled('ca'), filled('token'), filled('username')];
  const wish: ConnectionWish = {
    name,
    url,
    ...(clientId !== '' && { oauth: { clientId, clientSecret } }),
    ...(ca !== '' && { ca }),
    ...(token !== '' && { token }),
    ...(username !== '' && { username }),
  };
  return { kind: 'wish', wish };
}
