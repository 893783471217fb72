// People's accounts, joined: the vault with its keys, who is who, and the care for both.
import { createDeparted } from '../host/departed.ts';
import { createTopicNews } from '../host/topics.ts';
import {
  accountCommand,
  accountLines,
  accountList,
  createAccountCare,
  createAccountOverview,
  createAccounts,
  createKeyRing,
  createVault,
  type Vault,
  reachAs,
  watched,
  type AccountCare,
  type AccountOverview,
  type AccountCommand,
  type Accounts,
  type Named,
  type Recognise,
} from '../identity/index.ts';
import {
  createFindLinked,
  createOAuthAddresses,
  createOAuthWays,
  createNaming,
  PEOPLE,
  createOAuthWeb,
  createRecognising,
  type FindLinked,
} from './oauth.ts';
import type { Connection } from '../ci/connection.ts';
import type { Http } from '../ci/http.ts';
import type { Provider } from '../ci/provider.ts';
import { say, type Words } from '../ci/words.ts';
import { purposeOf } from '../intents/run.ts';
import type { CiError } from '../platform/errors.ts';
import { systemClock } from '../platform/clock.ts';
import { patiently, type Patience } from '../platform/http-patience.ts';
import { currentHttp } from '../platform/http-pool.ts';
import { providers } from '../providers/registry.ts';
import type { Schedule, Task } from '../storage/index.ts';
import type { Configuration } from './configuration.ts';
import { providerOf, titleOf, type Parts } from './parts.ts';

/** A person waits: what does not go within two more seconds is told. */
const ASKED: Patience = { tries: 3, longest: 2_000 };

export interface Identity {
  readonly accounts: Accounts;
  /** What people are shown of accounts. */
  readonly overview: AccountOverview;
  /** A CI system as the person reaches it. Throws what `accounts.as` throws. `way`: other than the connection's usual one. */
  reach(userId: string, connection: Connection, way?: Http): ReturnType<typeof reachAs>;
  /** Who in Mattermost somebody in a CI system is. */
  readonly recognise: Recognise;
  readonly linked: FindLinked;
  /** Calls those who are known by their names here, on cards. */
  readonly named: Named;
  /** What browsers ask for while an account is linked. */
  readonly web: ReturnType<typeof createOAuthWeb>;
  /** Seals what is kept for a while, for one purpose. */
  readonly vault: Pick<Vault, 'sealText' | 'openText'>;
  /** Before the database is closed: what is being renewed is kept. */
  settled(): Promise<void>;
  /** The verbs about accounts for this provider's command; undefined where nobody can link one. */
  commandOf(provider: Provider): AccountCommand | undefined;
  /** The settings were read again. Never rejects. */
  reloaded(): Promise<void>;
  /** Somebody was deactivated: their tokens go. Never rejects. */
  personLeft(userId: string): Promise<void>;
  /** One line for each CI system in which people can have accounts, and each of its connections. */
  whoAmI(userId: string, timezone: string): Promise<Words>;
  /** Somebody's account was linked, ended, or is gone. The listener must not throw. */
  whenChanged(listener: (userId: string) => void): void;
  /** Of all people. */
  count(): Promise<number>;
  problems(): readonly CiError[];
  readonly task: Task;
  readonly schedule: Schedule;
}

/** Before `storage.start`; it works once the database is there. */
export function createIdentity(parts: Parts): Identity {
  const { api, log, secrets, configuration, storage, notices, http } = parts;
  const connectCommand = connectCommands(configuration);
  const ring = createKeyRing();
  const vault = createVault(ring);
  const table = storage.accounts;
  const news = createTopicNews(api, log);
  const listeners = new Set<(userId: string) => void>([
    (userId) => news.toPerson(userId, 'accounts'),
    () => void storage.changes.notify(PEOPLE).catch(() => undefined),
  ]);
  const changed = (userId: string): void => listeners.forEach((listener) => listener(userId));
  const { renewal, revoke, tellEnded } = createOAuthWays(parts, vault, connectCommand, changed);
  const accounts = watched(
    createAccounts({ table, vault, ring, secrets, titleOf, connectCommand, now: systemClock, renewal, revoke }),
    changed,
  );
  const findLinked = createFindLinked(parts);
  const recognise = createRecognising(parts, findLinked);
  const addresses = createOAuthAddresses(parts);
  const care: AccountCare = createAccountCare({
    table,
    vault,
    ring,
    servers: () => configuration.now().connections,
    departed: createDeparted(api),
    forgetPerson: (userId) => accounts.forgetPerson(userId),
    raise: (problems) => void notices.follow('accounts', problems),
    tellEnded,
    resealOthers: (keyIds) => storage.intentRuns.resealAll(keyIds, (id, sealed) => vault.resealText(sealed, purposeOf(id))),
    forgetStates: (now) => storage.oauthStates.forgetExpired(now),
    now: systemClock,
    log,
  });
  void care.turnKeys(keysOf(configuration));
  storage.changes.on('accounts', () => void care.resume());
  return {
    accounts,
    overview: createAccountOverview({
      table,
      vault,
      providers: providers.flatMap(({ name, title, accounts: way }) => (way === undefined ? [] : [{ name, title, accounts: way }])),
      connections: () => configuration.now().connections,
      titleOf,
      connectCommand,
    }),
    reach: (userId, connection, way = patiently(currentHttp(http.now, connection), ASKED)) => reachAs(accounts, userId, connection, way),
    recognise,
    linked: findLinked,
    named: createNaming(parts, recognise),
    web: createOAuthWeb(parts, { accounts, vault, addresses }),
    vault,
    settled: renewal.settled,
    whenChanged: (listener) => void listeners.add(listener),
    commandOf({ name, title, accounts: way }) {
      const ports = { accounts, addresses, connectCommand, secrets, log, http: (connection: Connection) => http.now().of(connection) };
      return way && accountCommand({ name, title, accounts: way }, ports);
    },
    reloaded: () => care.turnKeys(keysOf(configuration)),
    async personLeft(userId) {
      try {
        const count = await accounts.forgetPerson(userId);
        if (count > 0) log.info('The accounts of somebody who was deactivated were forgotten', { userId, accounts: count });
      } catch (error) {
        log.warn('Accounts of somebody who was deactivated could not be forgotten yet; they will be at night', { reason: String(error) });
      }
    },
    async whoAmI(userId, timezone) {
      const [linked, { connections }] = [await accounts.of(userId), configuration.now()];
      const lines = providers
        .filter(({ name, accounts: way }) => way !== undefined || linked.some(({ provider }) => provider === name))
        .flatMap((each) => accountLines({ ...each, connectCommand }, ofProvider(connections, each), ofProvider(linked, each), timezone));
      return lines.length === 0 ? say`No CI system here takes people’s accounts.` : accountList(lines);
    },
    count: async () => [...(await table.keys()).values()].reduce((sum, each) => sum + each, 0),
    problems: care.problems,
    task: () => care.tidy(),
    schedule: { name: 'accounts', task: 'accounts', at: '43 3 * * *' },
  };
}

function ofProvider<Of extends { readonly provider: string }>(all: readonly Of[], { name }: Pick<Provider, 'name'>): readonly Of[] {
  return all.filter(({ provider }) => provider === name);
}

function keysOf(configuration: Configuration): readonly Uint8Array[] {
  return configuration.now().encryptionKeys;
}

/** By the provider's own command, where it has one that is switched on. */
function connectCommands(configuration: Configuration): (server: { readonly provider: string; readonly name: string }) => string {
  return ({ provider, name }) => {
    const trigger = configuration.now().withoutCommand.has(provider) ? undefined : providerOf(provider)?.command?.grammar.trigger;
    const command = trigger === undefined ? `/ci connect ${provider}` : `/${trigger} connect`;
    return name === 'default' ? command : `${command} --connection ${name}`;
  };
}
