// Deliveries that were turned away within the last hour, counted by sender and reason, so that the silence after a wrong secret is explained.

import { wrong, type CheckFinding } from '../ci/check.ts';
import type { Refusal } from '../intake/index.ts';
import type { Clock } from '../platform/clock.ts';

export interface Refusals {
  note(refusal: Refusal): void;
  /** Of one connection, the most frequent first. */
  of(connection: { readonly provider: string; readonly name: string }): readonly CheckFinding[];
}

const HOUR = 3_600_000;
/** Senders may invent what they are refused for. */
const MOST_KINDS = 500;
const MOST_TIMES = 1_000;
const MOST_TOLD = 3;

export function createRefusals(now: Clock): Refusals {
  const kinds = new Map<string, { readonly refusal: Refusal; times: number[] }>();
  const fresh = (times: readonly number[]): number[] => times.filter((each) => each > now() - HOUR);
  return {
    note(refusal) {
      const key = [refusal.provider, refusal.connection, refusal.address, refusal.code, refusal.reason].join('\n');
      const times = fresh(kinds.get(key)?.times ?? []);
      // Put to the end: the oldest go first.
      kinds.delete(key);
      kinds.set(key, { refusal, times: [...times, now()].slice(-MOST_TIMES) });
      for (const oldest of kinds.keys()) {
        if (kinds.size <= MOST_KINDS) break;
        kinds.delete(oldest);
      }
    },
    of({ provider, name }) {
      const found = [...kinds.values()]
        .filter(({ refusal }) => refusal.provider === provider && refusal.connection === name)
        .map(({ refusal, times }) => ({ refusal, count: fresh(times).length }))
        .filter(({ count }) => count > 0);
      return found
        .toSorted((left, right) => right.count - left.count)
        .slice(0, MOST_TOLD)
        .map(({ refusal, count }) => told(refusal, count));
    },
  };
}

function told({ code, address, reason }: Refusal, count: number): CheckFinding {
  const many = count === 1 ? '1 delivery was' : `${count >= MOST_TIMES ? 'More than ' : ''}${count} deliveries were`;
  return wrong(code, `${many} refused in the last hour, from ${address}: ${reason}.`, REMEDIES[code] ?? 'See what it sends, and where to.');
}

const REMEDIES: Readonly<Record<string, string>> = {
  CI_WEBHOOK_PROOF: 'Enter the webhook secret of this connection in the sender, or the sender’s as WebhookSecret or `webhookSecret` here.',
  CI_WEBHOOK_ADDRESS: 'If it is the CI system: add its address to AllowedAddresses in the settings.',
  CI_WEBHOOK_BODY: 'Have it send JSON, of the events that the docs of this CI system name.',
  CI_WEBHOOK_UNKNOWN:
    'Correct the address there: it ends in `/webhooks/` and the CI system, and the name of a connection if it is not the one of the settings.',
};
