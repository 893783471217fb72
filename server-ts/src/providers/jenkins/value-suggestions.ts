// What could be typed for the parameters of a job: their names, and behind `KEY=` the choices there are.

import type { Asked, Suggest, Suggestion } from '../../ci/command.ts';
import type { Clock } from '../../platform/clock.ts';
import { tidy } from '../../platform/foreign-json.ts';
import { inTime } from '../../platform/in-time.ts';
import { createRemembered } from '../../platform/remembered.ts';
import { readJob } from './api/jobs.ts';
import type { Asks } from './api/parameters.ts';
import { findJob } from './commands/find-job.ts';

/** Milliseconds in which a job is not asked again. */
const FRESH = 60_000;
const MOST_JOBS = 500;
/** Milliseconds that somebody who types waits for the job's first answer; it is there for the next letter. */
const PATIENCE = 150;

/** `wait`: milliseconds, for tests. Only the job stands before. */
export function createValueSuggestions(now: Clock = Date.now, wait = PATIENCE): Suggest {
  const remembered = createRemembered<readonly Asks[]>({ most: MOST_JOBS, milliseconds: FRESH, now });
  return async (asked, typed, before = []) => {
    // With or without the command's own word before it.
    const job = before[before.indexOf('build') + 1];
    if (job === undefined) return [];
    const { connection, person } = asked;
    const key = JSON.stringify([connection.name, connection.url, person.userId, job]);
    const found = await inTime(
      wait,
      remembered(key, () => parametersOf(asked, job)).catch(() => undefined),
      () => undefined,
    );
    return (found ?? []).filter(({ kind }) => kind !== 'secret' && kind !== 'file').flatMap((each) => suggestionsOf(each, typed));
  };
}

function suggestionsOf({ name, kind, value, choices, description = '' }: Asks, typed: string): readonly Suggestion[] {
  const values = kind === 'yes-no' ? ['true', 'false'] : choices;
  if (values === undefined || !typed.toLowerCase().startsWith(`${name}=`.toLowerCase()))
    return [{ text: `${name}=`, ...(value !== undefined && { hint: tidy(value, 60) }), help: tidy(description, 100) }];
  return values.map((each) => ({ text: `${name}=${each}`, ...(each === value && { hint: 'as usual' }) }));
}

async function parametersOf(asked: Asked, job: string): Promise<readonly Asks[]> {
  const reach = await asked.as();
  return (await readJob(await findJob(job, reach), reach)).parameters;
}
