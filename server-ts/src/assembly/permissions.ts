// Who may do what, and what was done: the rules of the configuration, the audit, and the one place that asks and notes.
import { createNotebook, type Notebook } from '../audit/index.ts';
import { code, say } from '../ci/words.ts';
import { createAuditLog } from '../host/audit-log.ts';
import { createStanding } from '../host/standing.ts';
import type { Api } from '../mattermost/index.ts';
import { meterAudit } from '../metrics/index.ts';
import { createGuard, createPermissions, type Guard, type Permissions } from '../permissions/index.ts';
import { systemClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { Storage } from '../storage/index.ts';
import type { Warn } from '../warnings/index.ts';
import { catalogue } from './acts.ts';
import type { Configuration } from './configuration.ts';
import type { Metering } from './metering.ts';

export interface Safety {
  readonly permissions: Permissions;
  readonly audit: Notebook;
  /** By which everything goes that somebody asks for. */
  readonly guard: Guard;
  readonly warn: Warn;
}

export interface SafetyParts {
  readonly api: Api;
  readonly log: Log;
  readonly secrets: Secrets;
  readonly configuration: Configuration;
  readonly storage: Storage;
  readonly warn: Warn;
  readonly metering: Metering;
}

export function createSafety({ api, log, secrets, configuration, storage, warn, metering }: SafetyParts): Safety {
  const permissions = createPermissions({
    rules: () => configuration.now().permissions,
    ownTeam: () => configuration.now().team,
    act: catalogue.named,
    standing: createStanding(api),
  });
  const notebook = createNotebook({ table: storage.audit, tell: createAuditLog(api), redact: secrets.redact, log });
  const audit: Notebook = { ...notebook, ...meterAudit(notebook, metering.meters) };
  const refused = async (userId: string, act: string): Promise<void> => {
    const { username } = await api.getUser(userId);
    warn({ kind: 'permission', text: say`${username} was refused ${code(act)}: the rules of \`permissions\` do not let them.` });
  };
  const guard = createGuard({
    permissions,
    audit,
    act: catalogue.named,
    warn: ({ userId, act }) =>
      void refused(userId, act).catch((error: unknown) => log.debug('A refusal was not told', { reason: String(error) })),
    now: systemClock,
  });
  return { permissions, audit, guard, warn };
}
