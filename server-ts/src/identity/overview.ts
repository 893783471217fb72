// Somebody's accounts at every connection, as they see them, and as everybody may.

import type { AccountView, ConnectView, LinkedAccountView, PublicAccountView } from '@ci-command-center/contract';
import type { AccountWay } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import { toText, urlOf } from '../rendering/view-text.ts';
import { addressOf, type AccountTable, type LinkedAccount, type Proof, type SealedAccount, type Server } from './linked.ts';
import type { AccountProvider } from './ports.ts';
import type { Vault } from './vault.ts';

export interface OverviewPorts {
  readonly table: Pick<AccountTable, 'of' | 'find'>;
  readonly vault: Pick<Vault, 'open'>;
  /** Those in which people can have accounts. */
  readonly providers: readonly AccountProvider[];
  connections(): readonly Connection[];
  titleOf(provider: string): string;
  /** What a person types to link an account there. */
  connectCommand(server: Pick<Server, 'provider' | 'name'>): string;
}

export interface AccountOverview {
  /** Each connection that people can have an account at, and each account whose connection is gone. Never anything that proves one. */
  of(userId: string): Promise<readonly AccountView[]>;
  /** What is no secret: at connections that there are, those that are in force. */
  publicOf(userId: string): Promise<readonly PublicAccountView[]>;
}

export function createAccountOverview(ports: OverviewPorts): AccountOverview {
  return {
    async of(userId) {
      const linked = await ports.table.of(userId);
      const usable = usableOf(ports, linked);
      const here = usable.map(({ provider, connection }) =>
        viewOf(
          ports,
          provider,
          connection,
          linked.find((each) => isAt(each, connection)),
        ),
      );
      const gone = linked.filter((each) => !usable.some(({ connection }) => isAt(each, connection)));
      return Promise.all([...here, ...gone.map((each) => goneView(ports, each))]);
    },
    async publicOf(userId) {
      const linked = await ports.table.of(userId);
      return usableOf(ports, linked).flatMap(({ connection }) => {
        const known = linked.find((each) => isAt(each, connection) && each.endedAt === undefined && each.address === addressOf(connection));
        return known === undefined
          ? []
          : [{ title: titleOf(ports, connection), login: toText(known.account.login), ...urlOf(known.account.url) }];
      });
    },
  };
}

interface Usable {
  readonly provider: AccountProvider;
  readonly connection: Connection;
}

function usableOf({ providers, connections }: OverviewPorts, linked: readonly LinkedAccount[]): readonly Usable[] {
  return providers.flatMap((provider) =>
    connections()
      .filter((each) => each.provider === provider.name && (each.url !== '' || linked.some((account) => isAt(account, each))))
      .map((connection) => ({ provider, connection })),
  );
}

function isAt({ provider, connection }: LinkedAccount, { provider: kind, name }: Pick<Connection, 'provider' | 'name'>): boolean {
  return provider === kind && connection === name;
}

/** With the connection's name where there are several. */
function titleOf({ connections, titleOf: title }: OverviewPorts, { provider, name }: Pick<Connection, 'provider' | 'name'>): string {
  const several = connections().filter((each) => each.provider === provider && each.url !== '').length > 1;
  return several || name !== 'default' ? `${title(provider)} ${name}` : title(provider);
}

async function viewOf(
  ports: OverviewPorts,
  { accounts: way }: AccountProvider,
  connection: Connection,
  linked: LinkedAccount | undefined,
): Promise<AccountView> {
  const { provider, name, url } = connection;
  const begun = {
    provider,
    connection: name,
    title: titleOf(ports, connection),
    ...urlOf(url),
    ...connectionWays(ports, way, connection),
  };
  if (linked === undefined) return { ...begun, state: 'none' };
  const sealed = await ports.table.find(linked);
  const proof = sealed && ports.vault.open(sealed);
  return { ...begun, state: stateOf(linked, connection, proof), account: accountOf(linked, connection, proof) };
}

function stateOf(linked: LinkedAccount, connection: Connection, proof: Proof | undefined): AccountView['state'] {
  if (linked.address !== addressOf(connection)) return 'moved';
  if (linked.endedAt !== undefined) return 'ended';
  return proof === undefined ? 'unreadable' : 'linked';
}

function accountOf(
  { account, kind, linkedAt }: LinkedAccount | SealedAccount,
  { readOnly }: Pick<Connection, 'readOnly'>,
  proof: Proof | undefined,
): LinkedAccountView {
  const { login, name, url, avatarUrl, scopes } = account;
  const avatar = urlOf(avatarUrl).url;
  const isReading = account.readOnly === true || (kind === 'oauth' && readOnly === true);
  return {
    login: toText(login),
    ...(name !== undefined && { name: toText(name) }),
    ...urlOf(url),
    ...(avatar !== undefined && { avatarUrl: avatar }),
    since: linkedAt,
    access: isReading ? 'read' : 'full',
    ...(scopes !== undefined && { scopes: scopes.map(toText) }),
    ...(proof?.kind === 'oauth' && proof.expiresAt !== undefined && { expiresAt: proof.expiresAt }),
    ...(proof?.kind === 'oauth' && proof.refreshToken !== undefined && { renews: true }),
  };
}

function connectionWays(
  { connectCommand }: OverviewPorts,
  way: AccountWay,
  connection: Connection,
): Pick<AccountView, 'connect' | 'grantsUrl' | 'problem'> {
  const { provider, name, url, oauth } = connection;
  const grants = way.kind === 'oauth' ? way.grantsPage(connection) : way.tokenPage(connection);
  const grantsUrl = urlOf(grants).url;
  const page = grantsUrl === undefined ? {} : { grantsUrl };
  if (url === '') return { problem: 'Its address is not set here. A system administrator enters it in the plugin’s settings.' };
  if (way.kind === 'oauth' && oauth === undefined)
    return { ...page, problem: 'Nobody can connect yet: no OAuth application is configured. A system administrator sets one up.' };
  const connect: ConnectView =
    way.kind === 'oauth'
      ? { kind: 'page', path: `/oauth/${provider}/connect${name === 'default' ? '' : `?connection=${encodeURIComponent(name)}`}` }
      : { kind: 'command', command: connectCommand({ provider, name }) };
  return { ...page, connect };
}

async function goneView(ports: OverviewPorts, linked: LinkedAccount): Promise<AccountView> {
  const { provider, connection: name } = linked;
  return {
    provider,
    connection: name,
    title: titleOf(ports, { provider, name }),
    ...urlOf(linked.address),
    state: 'gone',
    account: accountOf(linked, {}, undefined),
  };
}
