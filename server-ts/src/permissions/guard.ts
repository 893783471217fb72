// The one place that all go by who do something: may they, do it, and note both.

import type { Act } from '../ci/act.ts';
import type { Audit, AuditRecord, Origin, Outcome } from '../audit/index.ts';
import type { Clock } from '../platform/clock.ts';
import { asProblem } from '../platform/errors.ts';
import { DENIED, type Permissions } from './permit.ts';

export interface Attempt {
  /** By its name. */
  readonly act: string;
  readonly userId: string;
  readonly channelId?: string;
  readonly from: Origin;
  readonly address?: string;
  readonly key?: string;
  /** The values with what it was done to, asked for when it is over; secret ones masked. */
  told(outcome: Outcome): { readonly what: string; readonly values: Readonly<Record<string, string>> };
}

export interface Guard {
  /** `changed`: whether the result is that something was done; what only asked back is not noted. Throws what `work` throws. */
  run<Result>(attempt: Attempt, work: () => Promise<Result>, changed?: (result: Result) => boolean): Promise<Result>;
  /** Asks for more within it, as it turned out to be that, too. Throws CiError CI_PERMISSION_DENIED. */
  readonly permit: Permissions['permit'];
  /** It was refused before it could be asked for. */
  refused(attempt: Attempt, code: string): void;
}

export interface GuardPorts {
  readonly permissions: Permissions;
  readonly audit: Audit;
  act(name: string): Act;
  /** Somebody was refused what the rules do not let them do. Must not throw. */
  warn(attempt: Attempt): void;
  readonly now: Clock;
}

/** What people may not; everything else went wrong. */
const REFUSED = /_(?:DENIED|FORBIDDEN|PERMISSION|ADMINISTRATOR|NOT_OURS|READ_ONLY)$|_GATE_/;

export function createGuard({ permissions, audit, act, warn, now }: GuardPorts): Guard {
  const note = (attempt: Attempt, begun: number, outcome: Outcome, code?: string): void => {
    const { told, ...known } = attempt;
    const record: AuditRecord = { ...known, ...told(outcome), outcome, at: begun, milliseconds: now() - begun };
    audit.note({ ...record, ...(code !== undefined && { code }) });
  };
  return {
    permit: permissions.permit,
    async run(attempt, work, changed = () => true) {
      const begun = now();
      const changes = act(attempt.act).changes !== undefined;
      try {
        await permissions.permit(attempt.act, attempt, attempt);
        const result = await work();
        if (changes && changed(result)) note(attempt, begun, 'done');
        return result;
      } catch (error) {
        const { code } = asProblem(error);
        const outcome = outcomeOf(code);
        if (changes || outcome === 'refused') note(attempt, begun, outcome, code);
        if (code === DENIED) warn(attempt);
        throw error;
      }
    },
    refused: (attempt, code) => note(attempt, now(), 'refused', code),
  };
}

function outcomeOf(code: string): Outcome {
  if (REFUSED.test(code)) return 'refused';
  return code === 'CI_UNEXPECTED' ? 'unknown' : 'failed';
}
