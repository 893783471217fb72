// Table of contents: what the assembly joins, and by what other rooms note what was done.

export { likesOf } from './action-pattern.ts';
export { exportLines } from './export.ts';
export { createNotebook, type Notebook } from './notebook.ts';
export type { Audit, AuditRecord, Origin, Outcome } from './record.ts';
export type { AuditQuestion, AuditRow, AuditTable, StoredRecord } from './table.ts';
