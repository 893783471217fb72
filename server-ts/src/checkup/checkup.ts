// Looks at every connection and at what is around them, all at the same time; those who ask while it runs wait for the same answer.

import { wrong, type CheckFinding } from '../ci/check.ts';
import { asProblem } from '../platform/errors.ts';
import { inTime } from '../platform/in-time.ts';

export interface ConnectionCheckup {
  readonly provider: string;
  readonly name: string;
  readonly findings: readonly CheckFinding[];
}

export interface Checkup {
  readonly connections: readonly ConnectionCheckup[];
  /** Of Mattermost, the plugin, the database and the channels. */
  readonly around: readonly CheckFinding[];
}

/** Never rejects. */
export type CheckUp = () => Promise<Checkup>;

export interface CheckupPorts {
  connections(): readonly { readonly provider: string; readonly name: string; look(): Promise<readonly CheckFinding[]> }[];
  readonly around: readonly (() => Promise<readonly CheckFinding[]>)[];
}

/** Milliseconds for what is around. */
const AROUND = 4_000;

export function createCheckup({ connections, around }: CheckupPorts): CheckUp {
  let running: Promise<Checkup> | undefined;
  const examine = async (): Promise<Checkup> => {
    const [looked, beside] = await Promise.all([
      Promise.all(connections().map(async ({ provider, name, look }) => ({ provider, name, findings: await safely(look) }))),
      Promise.all(around.map((look) => safely(() => inTime(AROUND, look(), tooSlow)))),
    ]);
    return { connections: looked, around: beside.flat() };
  };
  return () => (running ??= examine().finally(() => (running = undefined)));
}

async function safely(look: () => Promise<readonly CheckFinding[]>): Promise<readonly CheckFinding[]> {
  try {
    return await look();
  } catch (error) {
    const { code, message, remedy } = asProblem(error);
    return [wrong(code, message, remedy)];
  }
}

function tooSlow(): never {
  throw new Error('Mattermost did not tell in time.');
}
