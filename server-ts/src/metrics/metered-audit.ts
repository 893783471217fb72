// Counts what people and programs did and were refused, as the audit notes it.
import type { Audit } from '../audit/index.ts';
import type { Meters } from './meters.ts';

export function meterAudit({ note }: Audit, meters: Pick<Meters, 'act'>): Audit {
  return {
    note(record) {
      meters.act(record.from, record.outcome);
      note(record);
    },
  };
}
