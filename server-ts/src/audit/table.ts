// What the audit asks of the database.

import type { Instant } from '../ci/pipeline.ts';
import type { AuditRecord } from './record.ts';

/** `id`: made here, so that it is known again when it is written twice. */
export type StoredRecord = AuditRecord & { readonly id: string };
export type AuditRow = StoredRecord;

export interface AuditQuestion {
  readonly userId?: string;
  readonly since?: Instant;
  /** Patterns of SQL's `like`. */
  readonly acts?: readonly string[];
  /** The last row of the page before. */
  readonly before?: Pick<AuditRow, 'id' | 'at'>;
  readonly limit: number;
}

export interface AuditTable {
  /** All or none; those that are there already are passed over. Rejects while the database is away. */
  add(records: readonly StoredRecord[]): Promise<void>;
  /** Newest first. */
  find(question: AuditQuestion): Promise<readonly AuditRow[]>;
}
