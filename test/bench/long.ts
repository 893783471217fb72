// The runs that take long and are asked for by name, each on servers of its own: `soak [--minutes 60] [--rate 20]` and `faults [--rate 20]`.
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { faults } from './soak/faults.ts';
import { soak } from './soak/soak.ts';

const runs = { soak, faults };

const isLong = (name: string | undefined): name is keyof typeof runs => name !== undefined && Object.hasOwn(runs, name);

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} is a number above 0, not ${text}.`);
  return value;
}

/** Answers whether it was one of them; then it has run, and the exit code says whether it held. */
export async function runLong(args: readonly string[], say: (line: string) => void): Promise<boolean> {
  const [name, ...rest] = args;
  if (!isLong(name)) return false;
  const { values } = parseArgs({
    args: rest,
    options: { minutes: { type: 'string', default: '60' }, rate: { type: 'string', default: '20' } },
  });
  const { report, holds } = await runs[name]({ minutes: positive('minutes', values.minutes), rate: positive('rate', values.rate), say });
  console.log(report);
  await mkdir('test/artifacts', { recursive: true });
  await writeFile(`test/artifacts/${name}.md`, `${report}\n`);
  process.exitCode = holds ? 0 : 1;
  return true;
}
