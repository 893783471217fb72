// What the verbs about accounts need, and what they bring to a provider's command.

import type { TokenAccounts } from '../ci/account.ts';
import type { AnswerCall, AnswerVerb } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import type { Verb } from '../ci/grammar.ts';
import type { Http } from '../ci/http.ts';
import type { Log } from '../platform/log.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { Accounts } from './accounts.ts';

/** The CI system whose accounts are linked. */
export interface AccountProvider {
  readonly name: string;
  readonly title: string;
  readonly accounts: TokenAccounts;
}

export interface AccountCommandPorts {
  readonly accounts: Accounts;
  /** How a connection is reached. */
  http(connection: Connection): Http;
  readonly secrets: Pick<Secrets, 'lend'>;
  readonly log: Log;
}

/** Verbs to join to the provider's grammar, with what answers them. */
export interface AccountCommand {
  readonly verbs: readonly Verb[];
  readonly answers: Readonly<Record<string, AnswerVerb>>;
  readonly calls: Readonly<Record<string, AnswerCall>>;
}

/** Opens the form, or takes it once its fields are filled in: what a Connect button calls. */
export const CONNECT_CALL = 'connect';
export const DISCONNECT_CALL = 'disconnect';
