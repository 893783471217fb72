// How everything is, for the System Console: what /ci doctor tells administrators, as values.

import { paths, type ConnectionStatusView, type StatusView } from '@ci-command-center/contract';
import { Hono } from 'hono';
import type { CiPorts, ConnectionInfo } from '../commands/index.ts';
import { asAdministrator } from './administrator.ts';

export type StatusPorts = Pick<CiPorts, 'connections' | 'deliveries' | 'linkedAccounts' | 'problems' | 'people' | 'about' | 'now'>;

const MOST_PROBLEMS = 100;
/** Milliseconds that a delivery may wait before the queue is called slow. */
const SLOW = 60_000;

/** Below the plugin's address. */
export function createStatus(ports: StatusPorts): Hono {
  const app = new Hono();
  app.get(
    paths.status,
    asAdministrator(ports.people.isAdministrator, async (context) => context.json(await statusOf(ports))),
  );
  return app;
}

export async function statusOf(ports: StatusPorts): Promise<StatusView> {
  const [connections, counts, accounts] = await Promise.all([
    Promise.all(ports.connections().map((each) => viewOf(each, ports))),
    ports.deliveries.counts(),
    ports.linkedAccounts(),
  ]);
  const slow = counts.oldestPending !== undefined && ports.now() - counts.oldestPending > SLOW;
  const problems = ports.problems().slice(0, MOST_PROBLEMS);
  return {
    ...ports.about(),
    connections,
    queue: { ...counts, slow },
    accounts,
    problems: problems.map(({ code, message, remedy }) => ({ code, message, remedy })),
  };
}

async function viewOf(
  { provider, title, name, url, webhook, redirects }: ConnectionInfo,
  { deliveries }: StatusPorts,
): Promise<ConnectionStatusView> {
  const lastDelivery = await deliveries.lastOf(provider, name);
  return {
    provider,
    title,
    name,
    webhook,
    redirects: redirects ?? [],
    ...(url !== '' && { url }),
    ...(lastDelivery !== undefined && { lastDelivery }),
  };
}
