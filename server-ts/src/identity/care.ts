// Looks after the accounts: seals them again when the key changes, forgets those that nobody can use any more.

import type { Clock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { KeyRing } from './key-ring.ts';
import { addressOf, type AccountTable, type Server } from './linked.ts';
import type { Vault } from './vault.ts';

export interface AccountCare {
  /**
   * The keys in force: the first seals, the others only open; none while the setting is wrong. What others sealed is sealed again, by one
   * node after the other; what fails is tried at the next call. Never rejects.
   */
  turnKeys(keys: readonly Uint8Array[]): Promise<void>;
  /** The database is there, perhaps again: does what could not be done before. Never rejects. */
  resume(): Promise<void>;
  /** For a schedule that runs once over all nodes: forgets accounts of people who left and of servers that are gone for long. */
  tidy(): Promise<void>;
  /** What administrators must mend. */
  problems(): readonly CiError[];
}

export interface AccountCarePorts {
  readonly table: AccountTable;
  readonly vault: Vault;
  readonly ring: KeyRing;
  /** All that are configured. */
  servers(): readonly Server[];
  /** Those of these people who are deactivated or deleted. */
  departed(userIds: readonly string[]): Promise<readonly string[]>;
  /** Told of what is wrong, and with nothing once it is mended. */
  raise(problems: readonly CiError[]): void;
  /** All accounts of somebody who is gone, ended at the CI systems, too, where they can be. */
  forgetPerson(userId: string): Promise<unknown>;
  /** People whose accounts ended and who were not told yet are. Must not reject. */
  tellEnded?(): Promise<void>;
  /** Seals again what else these keys sealed, as the secret values of runs. Answers how many there were. */
  resealOthers?(keyIds: readonly string[]): Promise<number>;
  /** What was begun long ago and never came to its end. */
  forgetStates?(now: number): Promise<void>;
  readonly now: Clock;
  readonly log: Log;
}

/** A server that is taken out of the configuration and comes back within this time signs nobody out. */
const UNUSED_DAYS = 30;

export function createAccountCare(ports: AccountCarePorts): AccountCare {
  const { table, ring, now, log } = ports;
  let problems: readonly CiError[] = [];
  let settled = false;
  let running: Promise<void> = Promise.resolve();

  const settle = async (): Promise<void> => {
    if (settled) return;
    try {
      await resealFormer(ports);
      problems = problemsOf(await lostAccounts(ports));
      settled = true;
      ports.raise(problems);
    } catch (error) {
      log.warn('Accounts could not be encrypted again yet; it is tried again', { reason: String(error) });
    }
  };
  /** One after the other: a key may change while accounts are sealed for the one before. */
  const settleNext = (): Promise<void> => (running = running.then(settle));
  return {
    turnKeys(keys) {
      if (ring.turn(keys)) settled = false;
      return settleNext();
    },
    resume() {
      settled = false;
      return settleNext();
    },
    async tidy() {
      settled = false;
      await settleNext();
      await ports.tellEnded?.();
      await ports.forgetStates?.(now());
      const gone = await ports.departed(await table.people());
      for (const userId of gone) await ports.forgetPerson(userId);
      const servers = ports.servers().filter(({ url }) => url !== '');
      const places = servers.map((server) => ({ provider: server.provider, connection: server.name, address: addressOf(server) }));
      const unused = await table.forgetUnused(places, now(), UNUSED_DAYS);
      if (gone.length + unused > 0) log.info('Accounts that nobody can use were forgotten', { people: gone.length, unused });
    },
    problems: () => problems,
  };
}

async function resealFormer({ table, vault, ring, log, resealOthers }: AccountCarePorts): Promise<void> {
  const former = ring.formerIds();
  if (former.length === 0) return;
  const accounts = await table.resealAll(former, vault.reseal);
  const others = (await resealOthers?.(former)) ?? 0;
  if (accounts + others > 0) log.info('What the key before sealed was encrypted again with the present key', { accounts, others });
}

/** How many no key that is known opens. Without any key nothing is lost yet: the setting is to be mended first. */
async function lostAccounts({ table, ring }: AccountCarePorts): Promise<number> {
  if (ring.current() === undefined) return 0;
  const lost = [...(await table.keys())].filter(([id]) => ring.byId(id) === undefined);
  return lost.reduce((sum, [, count]) => sum + count, 0);
}

function problemsOf(lost: number): readonly CiError[] {
  if (lost === 0) return [];
  const which = lost === 1 ? 'One linked account was' : `${lost} linked accounts were`;
  return [
    new CiError(
      'CI_ACCOUNT_KEY_LOST',
      `${which} encrypted with a key that is not known here: EncryptionKey was changed while the plugin was off.`,
      'Enter the former key behind the new one in EncryptionKey, with a space between: all is encrypted again with the new one, and the former can be taken away. Without it these people must connect again.',
    ),
  ];
}
