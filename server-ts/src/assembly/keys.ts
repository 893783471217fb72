// The API for programs, joined: keys, reports, and runs of intents.
import { code, say } from '../ci/words.ts';
import { orMissing } from '../host/missing.ts';
import type { Runs } from '../intents/runs.ts';
import { callerOf, createEntry, createMachineApi, type MachineApi } from '../keys/index.ts';
import { systemClock } from '../platform/clock.ts';
import { createAttaching, createTakeReport, turnedWords, type Attaching } from '../reports/index.ts';
import { connectionOf, providerOf, type Parts } from './parts.ts';

/** Reports on their way to the cards of their pipelines. */
export function createReportWork({ storage, warn, log }: Parts): Attaching {
  return createAttaching({
    reports: storage.reports,
    subjects: storage.subjects,
    refresh: storage.deliveries.refresh,
    tasks: storage.tasks,
    tell: (turned) => warn({ kind: turned.now === 'breached' ? 'figure' : 'figure-mended', text: turnedWords(turned) }),
    now: systemClock,
    log,
  });
}

export function createMachines(parts: Parts, runs: Pick<Runs, 'start' | 'view'>): MachineApi {
  const { api, audit, configuration, storage, warn } = parts;
  return createMachineApi({
    enter: createEntry({
      keys: storage.apiKeys,
      isAllowed: (address) => configuration.now().isAllowed(address),
      isActive: async (userId) => (await orMissing(api.getUser(userId)))?.delete_at === 0,
      audit,
      warn: ({ code: why, address, key }) => {
        const named = key === undefined ? say`A program` : say`The key ${code(key)}`;
        warn({
          kind: why === 'CI_API_ADDRESS' ? 'address' : 'key',
          text: say`${named} was turned away at the API, from ${code(address)}: ${code(why)}.`,
        });
      },
      now: systemClock,
    }),
    answers: storage.apiAnswers,
    takeReport: createTakeReport({
      isProvider: (provider) => providerOf(provider) !== undefined,
      isConnection: (provider, connection) => connectionOf(configuration.now(), provider, connection) !== undefined,
      queue: createReportWork(parts).queue,
      now: systemClock,
    }),
    runs,
    audit,
    now: systemClock,
  });
}

/** Who calls, behind the proxies that the configuration names. */
export function callerIn({ configuration }: Pick<Parts, 'configuration'>, request: Request, told: string, peer: string): string {
  const { isAllowed, isProxy } = configuration.now();
  const forwarded = request.headers.get('X-Forwarded-For') ?? '';
  return callerOf({ told, peer, forwarded }, { isAllowed, ...(isProxy !== undefined && { isProxy }) });
}
