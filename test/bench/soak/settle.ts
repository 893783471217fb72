// The end of a run: everything that was sent is taken and shown, then the account is made.
import { pollUntil } from '../../../build/embedded/poll.ts';
import { openLedger } from '../../server/ledger.ts';
import { account } from './account.ts';
import type { Expected } from './lives.ts';
import type { Site } from './site.ts';

/** Enough to see what is wrong, not all of it. */
const some = (what: string, all: readonly string[]): string =>
  all.length === 0 ? `0 ${what}` : `**${all.length} ${what}** (${all.slice(0, 5).join('; ')})`;

export async function conclude({ turnstile, server }: Site, expected: readonly Expected[]): Promise<{ lines: string[]; holds: boolean }> {
  const limits = { limit: 600_000, every: 500 };
  await pollUntil('all is taken', async () => (turnstile.waiting() + turnstile.underWay() === 0 ? true : undefined), limits);
  const ledger = await openLedger(server.databaseUrl);
  try {
    await pollUntil('nothing waits', async () => ((await ledger.waiting()) === 0 ? true : undefined), limits);
    const { lost, doubled, behind } = account(expected, await ledger.posts());
    const [dead, refused] = [await ledger.dead(), [...turnstile.lost].map(([what, count]) => `${count} × ${what}`)];
    const faults = [
      some('lost', lost),
      some('doubled', doubled),
      some('behind', behind),
      some('refused for good', refused),
      `${dead} given up`,
    ];
    const holds = lost.length + doubled.length + behind.length + refused.length + dead === 0;
    return { lines: [`Of ${expected.length} posts that must be there: ${faults.join(', ')}.`], holds };
  } finally {
    await ledger.close();
  }
}
