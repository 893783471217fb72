// How long a slash command that needs no CI system takes, beside a Go plugin's on the same server.
import type { Bench } from './bench.ts';
import { percentile, type Figure } from './statistics.ts';

const RUNS = 500;

/** Runs both commands in turn, so that a slow moment of the machine meets both alike. */
export async function measureCommands({ person, channelId, say }: Pick<Bench, 'person' | 'channelId' | 'say'>): Promise<Figure[]> {
  say(`… ${RUNS} slash commands of each kind`);
  const time = async (command: string): Promise<number> => {
    const answer = await person.post('/api/v4/commands/execute', JSON.stringify({ channel_id: channelId, command }));
    if (answer.status !== 200) throw new Error(`${command} answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    return answer.milliseconds;
  };
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = -20; run < RUNS; run += 1) {
    const [first, second] = [await time('/ci about'), await time('/yardstick')];
    if (run < 0) continue; // warm-up
    ours.push(first);
    theirs.push(second);
  }
  return [0.5, 0.99].map((share) => ({
    name: `\`/ci about\`, ${share * 100}th percentile of ${RUNS}`,
    unit: 'ms',
    ours: percentile(ours, share),
    beside: 'Go plugin',
    other: percentile(theirs, share),
  }));
}
