// Table of contents: what the assembly joins, and by what other rooms note what was done.

export type { Audit, AuditRecord, Origin, Outcome } from './record.ts';
