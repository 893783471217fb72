// Takes notes and writes them behind, in batches: nobody waits for it, and none is lost while the process lives.

import { randomUUID } from 'node:crypto';
import type { Log } from '../platform/log.ts';
import type { Audit, AuditRecord } from './record.ts';
import type { AuditTable, StoredRecord } from './table.ts';

export interface NotebookPorts {
  readonly table: Pick<AuditTable, 'add'>;
  /** Mattermost's own audit log. */
  tell(record: AuditRecord): Promise<void>;
  /** Masks secrets that are known here. */
  redact(value: string, name: string): string;
  readonly log: Log;
}

export interface Notebook extends Audit {
  /** What was noted is written, or cannot be within the time. Milliseconds. Never rejects. */
  settle(within: number): Promise<void>;
}

const AT_ONCE = 500;
/** Then the oldest go into the log instead: memory has an end. */
const MOST = 50_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

export function createNotebook({ table, tell, redact, log }: NotebookPorts): Notebook {
  let waiting: StoredRecord[] = [];
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const write = async (wait: number): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, AT_ONCE);
      try {
        await table.add(batch);
        waiting = waiting.slice(batch.length);
      } catch (error) {
        if (wait === FIRST_WAIT) log.warn('The audit is written later', { waiting: waiting.length, reason: String(error) });
        timer = setTimeout(() => begin(Math.min(LONGEST_WAIT, wait * 2)), wait);
        timer.unref();
        return;
      }
    }
  };
  const begin = (wait = FIRST_WAIT): void => {
    timer = undefined;
    writing ??= write(wait).finally(() => (writing = undefined));
  };
  const clean = (record: AuditRecord): StoredRecord => ({
    ...record,
    id: randomUUID(),
    what: redact(record.what, ''),
    values: Object.fromEntries(Object.entries(record.values).map(([name, value]) => [name, redact(value, name)])),
    milliseconds: Math.max(0, Math.round(record.milliseconds)),
  });
  return {
    note(record) {
      const stored = clean(record);
      tell(stored).catch((error: unknown) => log.warn('Mattermost took no note for its audit', { act: stored.act, reason: String(error) }));
      // PostgreSQL stores no null character.
      waiting.push(JSON.parse(JSON.stringify(stored).replaceAll('\\u0000', '')));
      for (const { values: _values, ...lost } of waiting.splice(0, waiting.length - MOST))
        log.error('The audit has no room for a note', { ...lost });
      if (timer === undefined && writing === undefined) queueMicrotask(() => begin());
    },
    async settle(within) {
      clearTimeout(timer);
      begin();
      const { promise, resolve } = Promise.withResolvers<void>();
      const end = setTimeout(resolve, within);
      await Promise.race([writing, promise]);
      clearTimeout(end);
      for (const { values: _values, ...lost } of waiting) log.error('A note of the audit could not be written', { ...lost });
    },
  };
}
