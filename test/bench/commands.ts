// How long a slash command that needs no CI system takes, beside a Go plugin's on the same server.
import type { Caller } from './client.ts';
import { percentile, type Figure } from './statistics.ts';

/** Runs both commands in turn, so that a slow moment of the machine meets both alike. */
export async function measureCommands(person: Caller, channelId: string, runs: number): Promise<Figure[]> {
  const time = async (command: string): Promise<number> => {
    const answer = await person.post('/api/v4/commands/execute', JSON.stringify({ channel_id: channelId, command }));
    if (answer.status !== 200) throw new Error(`${command} answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    return answer.milliseconds;
  };
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = -20; run < runs; run += 1) {
    const [first, second] = [await time('/ci about'), await time('/yardstick')];
    if (run < 0) continue; // warm-up
    ours.push(first);
    theirs.push(second);
  }
  return [0.5, 0.99].map((share) => ({
    name: `\`/ci about\`, ${share * 100}th percentile of ${runs}`,
    unit: 'ms',
    ours: percentile(ours, share),
    beside: 'Go plugin',
    other: percentile(theirs, share),
  }));
}
