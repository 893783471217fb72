// Hands out the metrics: to who has the token, or on the port that Mattermost keeps for metrics.
import { Hono } from 'hono';
import type { Registry } from 'prom-client';
import { isAnyEqual } from '../platform/secret-equality.ts';
import type { State } from './state.ts';

export interface PagePorts {
  readonly registry: Registry;
  readonly state: Pick<State, 'look'>;
  /** As it is now; empty: nobody is given them. */
  token(): string;
}

/**
 * `GET /metrics`: 404 while there is no token, 401 with a wrong one. `Bearer` as Prometheus sends it by itself, and `Metrics`, which
 * Mattermost hands on unread: it looks for a session behind `Bearer` and `Token`, writes what is none into its debug log, and answers
 * itself while its database is away (app/plugin_requests.go, `servePluginRequest`).
 */
export function createMetricsPage({ token, ...ports }: PagePorts): Hono {
  const app = new Hono();
  app.get('/metrics', async ({ req }) => {
    const expected = token();
    if (expected === '')
      return refused(404, 'CI_METRICS_OFF', 'There are no metrics here: set MetricsToken in the settings of CI Command Center.');
    const given = /^(?:bearer|metrics)\s+(\S.*)$/i.exec(req.header('Authorization') ?? '')?.[1];
    if (isAnyEqual([given?.trim()], [expected])) return textOf(ports);
    const remedy = 'Send the header Authorization: Metrics <token>, with the MetricsToken of CI Command Center’s settings.';
    return refused(401, 'CI_METRICS_TOKEN', `The token is missing or wrong. ${remedy}`, { 'WWW-Authenticate': 'Metrics' });
  });
  return app;
}

/** For the hook ServeMetrics: that port has no sign-in for any metrics, and is not for the public. */
export function createMetricsHook(ports: Omit<PagePorts, 'token'>): () => Promise<Response> {
  return () => textOf(ports);
}

async function textOf({ registry, state }: Omit<PagePorts, 'token'>): Promise<Response> {
  await state.look();
  return new Response(await registry.metrics(), { headers: { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' } });
}

function refused(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ code, message }, { status, headers: { ...headers, 'Cache-Control': 'no-store' } });
}
