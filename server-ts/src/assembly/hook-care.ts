// Webhooks on all that a connection's own token maintains, joined: every half hour, and when a CI system tells of a new project.
import * as z from 'zod';
import { asProblem } from '../platform/errors.ts';
import { currentHttp } from '../platform/http-pool.ts';
import type { Schedule, Task } from '../storage/index.ts';
import { createKeptHooks } from './kept-hooks.ts';
import { providerOf, type Parts } from './parts.ts';
import { webhookAddress } from './surroundings.ts';

const HOOKS = 'hooks';
/** Once over all nodes. */
export const hookSchedule: Schedule = { name: HOOKS, task: HOOKS, at: '11,41 * * * *' };

/** Without a connection: all of them. */
const payloadSchema = z.object({ provider: z.string(), connection: z.string() }).optional().catch(undefined);
/** Milliseconds: projects are often made in groups, and their first members come a moment later. */
const SOON = 5_000;

export interface HookCare {
  readonly task: Task;
  /** Rejects while the database is away: the sender shall tell again. */
  newProject(sender: { readonly provider: string; readonly connection: string }): Promise<void>;
}

export function createHookCare(parts: Parts): HookCare {
  const { api, configuration, http, log, notices, site, storage } = parts;
  const kept = createKeptHooks(api);
  return {
    async task(payload) {
      const only = payloadSchema.parse(payload);
      for (const connection of configuration.now().connections) {
        const { provider, name, token = '', webhookSecrets } = connection;
        const hooks = providerOf(provider)?.hooks;
        const isAsked = only === undefined || (only.provider === provider && only.connection === name);
        const secret = webhookSecrets.at(-1);
        if (hooks === undefined || !isAsked || token === '' || secret === undefined || site.now() === '') continue;
        if (!(await kept.isKept(connection))) continue;
        const target = { url: webhookAddress(parts, connection), secret };
        try {
          const reach = { connection, http: currentHttp(http.now, connection), credentials: { token } };
          const { failed, ...report } = await hooks.sync(reach, target, { repair: false });
          log.info('The webhooks of all projects were looked at', { provider, connection: name, ...report, failed: failed.length });
          void notices.follow(`hooks ${provider}/${name}`, []);
        } catch (error) {
          void notices.follow(`hooks ${provider}/${name}`, [asProblem(error)]);
        }
      }
    },
    newProject: ({ provider, connection }) =>
      storage.tasks.add(HOOKS, { provider, connection }, { key: `hooks ${provider}/${connection}`, at: Date.now() + SOON, attempts: 5 }),
  };
}
