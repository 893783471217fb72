// Tells people, once, that a CI system takes their account no more, what they do about it, and what goes on without them.

import { join, say, type Words } from '../ci/words.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { AccountPlace, AccountTable, LinkedAccount } from './linked.ts';
import { whoWords } from './told.ts';

export interface EndedPorts {
  readonly table: Pick<AccountTable, 'takeEnded' | 'untold'>;
  titleOf(provider: string): string;
  /** Of the connection's name. */
  connectCommand(server: { readonly provider: string; readonly name: string }): string;
  /** Subscriptions of channels that the person made for this CI system. */
  subscriptionsOf(userId: string, provider: string): Promise<number>;
  /** Tells the person alone. */
  send(userId: string, words: Words): Promise<void>;
  readonly now: Clock;
  readonly log: Log;
}

/** With `place` that account, else all that are left: for a schedule. `interrupted`: we did not hear how its renewal came out. Never rejects. */
export type TellEnded = (place?: AccountPlace, interrupted?: boolean) => Promise<void>;

export function createTellEnded(ports: EndedPorts): TellEnded {
  const { table, now, log } = ports;
  return async (place, interrupted = false) => {
    try {
      for (const account of await table.takeEnded(now(), place)) await tell(ports, account, interrupted);
    } catch (error) {
      log.warn('People whose accounts ended are told later', { reason: String(error) });
    }
  };
}

async function tell(ports: EndedPorts, linked: LinkedAccount, interrupted: boolean): Promise<void> {
  const { userId, provider, connection } = linked;
  try {
    const subscriptions = await ports.subscriptionsOf(userId, provider);
    await ports.send(userId, wordsFor(ports, linked, subscriptions, interrupted));
  } catch (error) {
    ports.log.warn('A person could not be told that their account ended', { userId, provider, connection, reason: String(error) });
    await ports.table.untold(linked);
  }
}

function wordsFor(ports: EndedPorts, { provider, connection, account }: LinkedAccount, subscriptions: number, interrupted: boolean): Words {
  const title = ports.titleOf(provider);
  const where = connection === 'default' ? title : `${title} ${connection}`;
  const why = interrupted ? `Renewing it was interrupted, so that its new proof never came here.` : `It was revoked, or lapsed.`;
  const command = ports.connectCommand({ provider, name: connection });
  const own: Words = { pieces: [{ kind: 'own', text: `\`${command}\` connects you again. Until then nothing is done there as you.` }] };
  const lines = [
    say`**Your connection to ${where} has ended.** You were ${whoWords(account)} there. ${why}`,
    own,
    say`What channels are told goes on: it comes by webhooks, not through your account.${stays(subscriptions)}`,
  ];
  return join(lines);
}

function stays(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' The subscription that you made stays.' : ` The ${count} subscriptions that you made stay.`;
}
