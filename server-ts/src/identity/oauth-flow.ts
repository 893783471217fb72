// Links an account by a person's browser: sends them to the CI system to agree, and takes what they come back with.

import type { Account } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { Http } from '../ci/http.ts';
import type { Clock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import { createBuckets } from '../platform/limits.ts';
import type { Log } from '../platform/log.ts';
import type { Secrets } from '../platform/secrets.ts';
import { secretsOf, type Accounts } from './accounts.ts';
import { addressOf, type LinkedAccount } from './linked.ts';
import { createOAuthClient, newVerifier, type Granted } from './oauth-client.ts';
import { notConfigured } from './oauth-missing.ts';
import { OAuthRefusal } from './oauth-refusal.ts';
import type { OAuthStates, Taken } from './oauth-state.ts';
import type { Page } from '../platform/page.ts';
import type { OAuthProvider } from './ports.ts';
import { applicationRefused } from './renewal.ts';

export interface OAuthFlowPorts {
  readonly accounts: Pick<Accounts, 'find' | 'link'>;
  readonly states: OAuthStates;
  /** Undefined where nobody links accounts this way. */
  provider(name: string): OAuthProvider | undefined;
  connections(provider: string): readonly Connection[];
  http(connection: Connection): Http;
  /** Where the CI system sends people back to; undefined while Mattermost's own address is not set. */
  redirect(provider: string): Promise<string | undefined>;
  readonly secrets: Pick<Secrets, 'lend'>;
  readonly now: Clock;
  readonly log: Log;
}

export interface OAuthFlow {
  /** Answers where the browser goes now. Throws CiError for what can be mended. `name`: of the connection. */
  begin(userId: string, provider: string, name: string | undefined): Promise<{ readonly kind: 'go'; readonly to: string }>;
  /** Answers what to say. Throws CiError. `query`: with which the browser came back. */
  complete(userId: string, provider: string, query: URLSearchParams): Promise<Page>;
}

/** Ten at once, then one a minute: each that leads to no account costs a row for a day. */
const TRIES = { capacity: 10, perSecond: 1 / 60, keys: 10_000 };

export function createOAuthFlow(ports: OAuthFlowPorts): OAuthFlow {
  const tries = createBuckets(TRIES);
  const { states, now } = ports;
  return {
    async begin(userId, name, connectionName) {
      const provider = known(ports, name);
      const connection = chosen(ports, provider, connectionName);
      const redirect = await demandRedirect(ports, provider);
      if (connection.oauth === undefined) throw notConfigured(provider, connection, redirect);
      const wait = tries.take(userId, now());
      if (wait > 0) throw new CiError('CI_ACCOUNT_TRIES', 'You began too often.', `Try again in ${Math.ceil(wait / 60_000)} min.`);
      const verifier = newVerifier();
      const state = await states.begin(userId, connection, { verifier, redirect }, now());
      const to = await clientOf(ports, provider, connection).agreeAt({ redirect, state, verifier, scopes: wanted(provider, connection) });
      return { kind: 'go', to };
    },
    async complete(userId, name, query) {
      const provider = known(ports, name);
      const state = query.get('state') ?? '';
      const taken = await states.take(state, userId, now());
      if (taken.kind !== 'yours' || taken.place.provider !== name) return refusedState(provider, taken);
      const { place, address, pending } = taken;
      const connection = ports.connections(name).find((each) => each.name === place.connection);
      if (connection === undefined || addressOf(connection) !== address) return moved(provider);
      if (connection.oauth === undefined) throw notConfigured(provider, connection, pending.redirect);
      ports.secrets.lend([pending.verifier, query.get('code') ?? '']);
      try {
        const granted = await clientOf(ports, provider, connection).redeem(query, state, pending.redirect, pending.verifier);
        const page = await link(ports, { provider, connection, userId }, granted);
        tries.giveBack(userId);
        return page;
      } catch (error) {
        if (error instanceof OAuthRefusal) return refused(ports, provider, connection, pending.redirect, error);
        throw error;
      }
    },
  };
}

interface Linking {
  readonly provider: OAuthProvider;
  readonly connection: Connection;
  readonly userId: string;
}

async function link(ports: OAuthFlowPorts, { provider, connection, userId }: Linking, { proof, scopes }: Granted): Promise<Page> {
  const { accounts, secrets, log } = ports;
  secrets.lend(secretsOf(proof));
  const credentials = { token: proof.accessToken };
  const found = await provider.accounts.verify({ connection, http: ports.http(connection), credentials });
  const granted = scopes ?? wanted(provider, connection);
  const readOnly = !provider.accounts.scopes.full.every((scope) => granted.includes(scope));
  const account: Account = { ...found, scopes: granted, ...(readOnly && { readOnly }) };
  const before = await accounts.find(userId, connection);
  await accounts.link(userId, connection, account, proof);
  log.info('An account was linked', { userId, provider: provider.name, connection: connection.name, way: 'oauth' });
  return connected(provider, connection, account, before);
}

function connected(provider: OAuthProvider, connection: Connection, account: Account, before: LinkedAccount | undefined): Page {
  const where = nameOf(provider, connection);
  const who = account.name === undefined || account.name === account.login ? account.login : `${account.name} (${account.login})`;
  const lines = [`${where} knows you as ${who}. What you ask for in Mattermost is done as you.`];
  if (account.readOnly === true) lines.push('Only reading was granted: nothing is changed there in your name.');
  if (before !== undefined && before.account.login !== account.login) lines.push(`Before, you were ${before.account.login}.`);
  return { status: 200, title: `You are connected to ${where}`, lines };
}

function known(ports: OAuthFlowPorts, name: string): OAuthProvider {
  const found = ports.provider(name);
  if (found !== undefined) return found;
  throw new CiError('CI_ACCOUNT_PROVIDER', 'Nobody connects to a CI system here.', 'Follow the link that the command gives you.');
}

function chosen(ports: OAuthFlowPorts, { name: provider, title }: OAuthProvider, name: string | undefined): Connection {
  const all = ports.connections(provider);
  const usable = all.filter(({ url }) => url !== '');
  const usual = usable.find((each) => each.name === 'default') ?? (usable.length === 1 ? usable[0] : undefined);
  const found = name === undefined || name === '' ? usual : usable.find((each) => each.name === name);
  if (found !== undefined) return found;
  throw new CiError(
    'CI_ACCOUNT_ADDRESS',
    `This ${title} is not known here.`,
    usable.length === 0
      ? 'A system administrator enters its address in the plugin’s settings.'
      : 'Follow the link that the command gives you.',
  );
}

async function demandRedirect(ports: OAuthFlowPorts, { name }: OAuthProvider): Promise<string> {
  const redirect = await ports.redirect(name);
  if (redirect !== undefined) return redirect;
  throw new CiError(
    'CI_ACCOUNT_SITE',
    'Mattermost does not know its own address, so nobody could come back to it.',
    'A system administrator sets it: System Console → Environment → Web Server → Site URL.',
  );
}

function clientOf(ports: OAuthFlowPorts, { accounts }: OAuthProvider, connection: Connection): ReturnType<typeof createOAuthClient> {
  return createOAuthClient(accounts, connection, ports.http(connection), ports.now);
}

function wanted({ accounts: { scopes } }: OAuthProvider, { readOnly }: Connection): readonly string[] {
  return readOnly === true ? scopes.read : scopes.full;
}

function nameOf({ title }: OAuthProvider, { name }: Connection): string {
  return name === 'default' ? title : `${title} ${name}`;
}

const AGAIN = 'Ask for a new link in Mattermost, by the same command.';

function refusedState({ title }: OAuthProvider, { kind }: Taken): Page {
  const heading = `You were not connected to ${title}`;
  switch (kind) {
    case 'foreign':
      return {
        status: 403,
        title: heading,
        lines: [
          'Somebody else asked for this: in Mattermost you are signed in as another person here.',
          `If it was you, sign in as that person in this browser. ${AGAIN}`,
        ],
        code: 'CI_ACCOUNT_STATE_FOREIGN',
      };
    case 'late':
      return { status: 400, title: heading, lines: ['That took longer than ten minutes.', AGAIN], code: 'CI_ACCOUNT_STATE_LATE' };
    case 'yours':
    case 'unknown':
      return {
        status: 400,
        title: heading,
        lines: ['This address was used already, or was never given to you here.', AGAIN],
        code: 'CI_ACCOUNT_STATE_UNKNOWN',
      };
  }
}

function moved({ title }: OAuthProvider): Page {
  const lines = ['Its address was changed in the settings meanwhile.', AGAIN];
  return { status: 400, title: `You were not connected to ${title}`, lines, code: 'CI_ACCOUNT_MOVED' };
}

function refused(ports: OAuthFlowPorts, provider: OAuthProvider, connection: Connection, redirect: string, refusal: OAuthRefusal): Page {
  const { error, words } = refusal;
  const title = `You were not connected to ${nameOf(provider, connection)}`;
  ports.log.info('An account was not linked', { provider: provider.name, connection: connection.name, reason: refusal.message });
  const said = words === '' ? [] : [`${provider.title} says: ${words}`];
  if (error === 'access_denied')
    return { status: 200, title, lines: ['You did not agree there, so nothing was linked.', ...said], code: 'CI_ACCOUNT_DENIED' };
  if (error === 'invalid_grant')
    return {
      status: 400,
      title,
      lines: [...said, AGAIN, `If it stays so, an administrator checks that the OAuth application has this redirect address: ${redirect}`],
      code: 'CI_ACCOUNT_GRANT',
    };
  if (error === 'invalid_scope') {
    const scopes = wanted(provider, connection).join(', ');
    const remedy = `An administrator ticks ${scopes} in the OAuth application there.`;
    return { status: 400, title, lines: [...said, remedy], code: 'CI_ACCOUNT_SCOPE' };
  }
  const { message, remedy, code } = applicationRefused(refusal);
  return { status: 502, title, lines: [message, remedy, `Its redirect address must be: ${redirect}`], code };
}
