// What the verbs about accounts need, and what they bring to a provider's command.

import type { AccountWay, OAuthAccounts, TokenAccounts } from '../ci/account.ts';
import type { CallAct } from '../ci/act.ts';
import type { AnswerCall, AnswerVerb } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import type { Verb } from '../ci/grammar.ts';
import type { Http } from '../ci/http.ts';
import type { Log } from '../platform/log.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { Accounts } from './accounts.ts';
import type { Server } from './linked.ts';

/** The CI system whose accounts are linked. */
export interface AccountProvider<Way extends AccountWay = AccountWay> {
  readonly name: string;
  readonly title: string;
  readonly accounts: Way;
}
export type TokenProvider = AccountProvider<TokenAccounts>;
export type OAuthProvider = AccountProvider<OAuthAccounts>;

/** Addresses of ours, under the address that the server knows for itself; undefined while it knows none. */
export interface OAuthAddresses {
  /** Where a person begins; valid for whoever is signed in. */
  connect(server: Pick<Server, 'provider' | 'name'>): Promise<string | undefined>;
  /** Where the CI system sends people back to: what an administrator registers there. */
  redirect(provider: string): Promise<string | undefined>;
}

export interface AccountCommandPorts {
  readonly accounts: Accounts;
  /** How a connection is reached. */
  http(connection: Connection): Http;
  readonly addresses: OAuthAddresses;
  /** What people type to connect there. */
  connectCommand(server: { readonly provider: string; readonly name: string }): string;
  readonly secrets: Pick<Secrets, 'lend'>;
  readonly log: Log;
}

/** Verbs to join to the provider's grammar, with what answers them. */
export interface AccountCommand {
  readonly verbs: readonly Verb[];
  readonly answers: Readonly<Record<string, AnswerVerb>>;
  readonly calls: Readonly<Record<string, AnswerCall>>;
  readonly acts: Readonly<Record<string, CallAct>>;
}

/** Opens the form, or takes it once its fields are filled in: what a Connect button calls. */
export const CONNECT_CALL = 'connect';
export const DISCONNECT_CALL = 'disconnect';
