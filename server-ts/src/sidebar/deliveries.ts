// The deliveries that were given up, for system administrators: what they are, and trying them again.

import { paths, type ApiError, type DeadDeliveryList, type DeadDeliveryView, type ReplayAnswer } from '@ci-command-center/contract';
import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { toDeliveryId, type DeliveryId } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';

export interface DeadDeliveryPorts {
  isAdministrator(userId: string): Promise<boolean>;
  /** Newest first. */
  dead(page: { readonly limit: number; readonly before?: DeliveryId }): Promise<DeadDeliveryList['deliveries']>;
  counts(): Promise<{ readonly dead: number }>;
  /** Answers how many will be tried again. */
  replay(which: readonly DeliveryId[] | 'all', userId: string): Promise<number>;
}

const LIMIT = 100;
const MOST_IDS = 1000;

const replayRequest = z.union([
  z.object({ all: z.literal(true) }).transform(() => 'all' as const),
  z.object({ ids: z.array(z.uuid()).min(1).max(MOST_IDS) }).transform(({ ids }) => ids.map(toDeliveryId)),
]);

const refuse = (code: string, message: string): ApiError => ({ code, message });

/** Below the plugin's address. The server sets `Mattermost-User-Id` for a signed-in person, and removes one that a caller sends. */
export function createDeadDeliveries(ports: DeadDeliveryPorts): Hono {
  const app = new Hono();
  const guarded = (answer: (context: Context) => Promise<Response>) => async (context: Context) => {
    const userId = context.req.header('Mattermost-User-Id') ?? '';
    if (userId === '') return context.json(refuse('CI_API_SESSION', 'Sign in to Mattermost first.'), 401);
    if (!(await ports.isAdministrator(userId)))
      return context.json(refuse('CI_API_ADMINISTRATOR', 'Only system administrators may; ask one of them.'), 403);
    context.header('Cache-Control', 'no-store');
    return answer(context).catch((error: unknown) => unavailable(context, error));
  };
  app.get(
    paths.deadDeliveries,
    guarded(async (context) => {
      const before = z.uuid().safeParse(context.req.query('before'));
      const page = { limit: LIMIT, ...(before.success && { before: toDeliveryId(before.data) }) };
      const [deliveries, { dead }] = await Promise.all([ports.dead(page), ports.counts()]);
      const list: DeadDeliveryList = { deliveries: deliveries.map(viewOf), total: dead };
      return context.json(list);
    }),
  );
  app.post(
    paths.replayDeliveries,
    guarded(async (context) => {
      const request = replayRequest.safeParse(await context.req.json().catch(() => undefined));
      if (!request.success)
        return context.json(refuse('CI_API_REPLAY', 'Send {"ids": ["…"]} with ids of deliveries, or {"all": true}.'), 400);
      const answer: ReplayAnswer = { replayed: await ports.replay(request.data, context.req.header('Mattermost-User-Id') ?? '') };
      return context.json(answer, 202);
    }),
  );
  return app;
}

/** What is stored holds more than callers need. */
function viewOf({ id, provider, connection, receivedAt, attempts, reason }: DeadDeliveryView): DeadDeliveryView {
  return { id, provider, connection, receivedAt, attempts, reason };
}

function unavailable(context: Context, error: unknown): Response {
  if (!(error instanceof CiError)) throw error;
  context.header('Retry-After', '5');
  return context.json(refuse(error.code, `${error.message} ${error.remedy}`), 503);
}
