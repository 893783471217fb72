// Checks what the server tells of accounts.
import type { AccountList, AccountState, AccountView, ConnectView, DisconnectedView, LinkedAccountView } from '@ci-command-center/contract';
import { dig, isBoolean, isNumber, isOneOf, isString, listOf, optional, shape } from '../host/guard.ts';
import type { Guard } from '../host/guard.ts';

export const isConnectView: Guard<ConnectView> = (value): value is ConnectView =>
  dig(value, 'kind') === 'page' ? isString(dig(value, 'path')) : dig(value, 'kind') === 'command' && isString(dig(value, 'command'));

const isLinked = shape<LinkedAccountView>({
  login: isString,
  name: optional(isString),
  url: optional(isString),
  avatarUrl: optional(isString),
  since: isNumber,
  access: isOneOf(['full', 'read'] as const),
  scopes: optional(listOf(isString)),
  expiresAt: optional(isNumber),
  renews: optional(isBoolean),
});

const states = ['none', 'linked', 'moved', 'ended', 'unreadable', 'gone'] as const;

const isAccount = shape<AccountView>({
  provider: isString,
  connection: isString,
  title: isString,
  url: optional(isString),
  state: isOneOf<AccountState>(states),
  account: optional(isLinked),
  connect: optional(isConnectView),
  grantsUrl: optional(isString),
  problem: optional(isString),
});

export const isAccountList = shape<AccountList>({ accounts: listOf(isAccount) });
export const isDisconnected = shape<DisconnectedView>({ login: isString, revoked: optional(isBoolean) });
