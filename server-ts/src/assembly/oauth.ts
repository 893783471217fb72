// Accounts by OAuth, joined: the way to link one by a browser, its renewal and its end; and who is known without linking one.
import { randomUUID } from 'node:crypto';
import manifest from '../../../plugin.json' with { type: 'json' };
import type { OAuthAccounts } from '../ci/account.ts';
import { orMissing } from '../host/missing.ts';
import { createDirectMessages } from '../host/direct-messages.ts';
import { createSite } from '../host/site.ts';
import {
  addressOf,
  createNames,
  createOAuthClient,
  createOAuthFlow,
  createOAuthRoutes,
  createOAuthStates,
  createRecognition,
  createRenewal,
  createRevocation,
  createTellEnded,
  secretsOf,
  type Accounts,
  type Named,
  type OAuthAddresses,
  type OAuthProvider,
  type Recognise,
  type RenewalPorts,
  type Server,
  type Vault,
} from '../identity/index.ts';
import { systemClock } from '../platform/clock.ts';
import { createRemembered } from '../platform/remembered.ts';
import { connectionOf, providerOf, titleOf, type Parts } from './parts.ts';

/** Milliseconds. */
const ANYBODY_FOR = 5_000;
/** Told to all nodes when somebody linked an account, or it ended. */
export const PEOPLE = 'people';
const SIGN_IN_FOR = 60_000;

type ConnectCommand = (server: { readonly provider: string; readonly name: string }) => string;

/** `changed`: somebody's account was ended; must not throw. */
export function createOAuthWays(parts: Parts, vault: Vault, connectCommand: ConnectCommand, changed: (userId: string) => void) {
  const { api, botId, configuration, http, log, secrets, storage, metering } = parts;
  const tellEnded = createTellEnded({
    table: storage.accounts,
    titleOf,
    connectCommand,
    subscriptionsOf: async (userId, provider) =>
      (await storage.subscriptions.byCreator(userId)).filter((each) => each.provider === provider).length,
    send: createDirectMessages(api, botId),
    now: systemClock,
    log,
  });
  const ports: RenewalPorts = {
    table: {
      ...storage.accounts,
      async renewed(place, owner, proof) {
        const kept = await storage.accounts.renewed(place, owner, proof);
        if (kept) metering.meters.token(place.provider, 'renewed');
        return kept;
      },
    },
    vault,
    client({ provider, connection: name, address }) {
      const connection = connectionOf(configuration.now(), provider, name);
      const way = providerOf(provider)?.accounts;
      if (connection?.oauth === undefined || way?.kind !== 'oauth' || addressOf(connection) !== address) return undefined;
      return createOAuthClient(way, connection, http.now().of(connection), systemClock);
    },
    async ended(account, interrupted) {
      metering.meters.token(account.provider, 'lost');
      changed(account.userId);
      await tellEnded(account, interrupted);
    },
    lend: (proof) => secrets.lend(secretsOf(proof)),
    now: systemClock,
    log,
  };
  return { renewal: createRenewal(ports), revoke: createRevocation(ports), tellEnded };
}

export function createOAuthAddresses(parts: Parts): OAuthAddresses {
  const site = createSite(parts.api);
  const below = async (path: string): Promise<string | undefined> => {
    const url = await site.url();
    return url && `${url}/plugins/${manifest.id}/oauth/${path}`;
  };
  return {
    connect: ({ provider, name }) => below(`${provider}/connect${name === 'default' ? '' : `?connection=${encodeURIComponent(name)}`}`),
    redirect: (provider) => below(`${provider}/complete`),
  };
}

export function createOAuthWeb(parts: Parts, { accounts, vault, addresses }: OAuthWebParts): ReturnType<typeof createOAuthRoutes> {
  const { configuration, http, log, secrets, storage } = parts;
  const flow = createOAuthFlow({
    accounts: notingLinks(parts, accounts),
    states: createOAuthStates(storage.oauthStates, vault),
    provider: oauthProviderOf,
    connections: (provider) => configuration.now().connections.filter((each) => each.provider === provider),
    http: (connection) => http.now().of(connection),
    redirect: addresses.redirect,
    secrets,
    now: systemClock,
    log,
  });
  return createOAuthRoutes(flow, log);
}

/** What was begun by a command is done in a browser. */
function notingLinks({ audit }: Parts, accounts: Accounts): Accounts {
  return {
    ...accounts,
    async link(userId, server, account, proof) {
      const at = systemClock();
      const linked = await accounts.link(userId, server, account, proof);
      const act = `${providerOf(server.provider)?.command?.grammar.trigger ?? server.provider}.connect`;
      const values = { connection: server.name, login: account.login };
      audit.note({ act, userId, from: 'sidebar', what: 'in the browser', values, outcome: 'done', at, milliseconds: systemClock() - at });
      return linked;
    },
  };
}

interface OAuthWebParts {
  readonly accounts: Accounts;
  readonly vault: Vault;
  readonly addresses: OAuthAddresses;
}

function oauthProviderOf(name: string): OAuthProvider | undefined {
  const found = providerOf(name);
  return found?.accounts?.kind === 'oauth' ? { name, title: found.title, accounts: found.accounts } : undefined;
}

/** By the accounts that people linked, or sign in with; who is not active any more is nobody. */
export function createNaming({ api, configuration, storage }: Parts, recognise: Recognise): Named {
  return createNames({
    async recognise(provider, name, { id, username: login }) {
      const connection = connectionOf(configuration.now(), provider, name);
      return connection && recognise(connection, { ...(id !== undefined && { id }), ...(login !== undefined && { login }) });
    },
    async username(userId) {
      const user = await orMissing(api.getUser(userId));
      return user === undefined || user.delete_at > 0 ? undefined : user.username;
    },
    whenOthers: (known) => void storage.changes.on(PEOPLE, known),
    now: systemClock,
  });
}

/** Who linked the account of that id there; where no id is known, of that login. Undefined for nobody, and for more than one. */
export type FindLinked = (server: Server, who: { readonly id?: string; readonly username?: string }) => Promise<string | undefined>;

/** Where nobody linked an account nobody is looked for: people are told of with every delivery. */
export function createFindLinked({ storage }: Pick<Parts, 'storage'>): FindLinked {
  const remembered = createRemembered<boolean>({ most: 200, milliseconds: ANYBODY_FOR, now: systemClock });
  storage.changes.on(PEOPLE, remembered.forget);
  return async (server, who) => {
    const { provider, name } = server;
    if (!(await remembered(`${provider}/${name}`, () => storage.uses.hasAccounts(provider, name)))) return undefined;
    const linked = await storage.personal.linked(provider, name, who);
    const [only, ...others] = linked.filter(({ address }) => address === addressOf(server));
    return others.length > 0 ? undefined : only?.userId;
  };
}

/** Also people who linked no account, but sign in to Mattermost with one. */
export function createRecognising({ api, configuration, storage }: Parts, linked: FindLinked): Recognise {
  const site = createSite(api);
  // Mattermost tells its whole configuration at once, which takes milliseconds: it is asked again when settings were saved.
  const remembered = createRemembered<string | undefined>({ most: 100, milliseconds: SIGN_IN_FOR, now: systemClock });
  const spells = new WeakMap<object, string>();
  return createRecognition({
    accounts: { personOf: (server, username, id) => linked(server, { username, ...(id !== undefined && { id }) }) },
    async signInAddress(provider) {
      const way = signInOf(provider);
      if (way === undefined) return undefined;
      const config = configuration.now();
      const spell = spells.get(config) ?? randomUUID();
      spells.set(config, spell);
      return remembered(`${provider} ${spell}`, async () => way.baseIn(await site.section(way.settings)));
    },
    async signedInAs(provider, id) {
      const way = signInOf(provider);
      return way && storage.signIns.person(way.service, id);
    },
  });
}

function signInOf(provider: string): OAuthAccounts['signIn'] {
  const way = providerOf(provider)?.accounts;
  return way?.kind === 'oauth' ? way.signIn : undefined;
}
