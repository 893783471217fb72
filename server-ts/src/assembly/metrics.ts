// The metrics, joined: what is measured at the edges of the rooms, and who is handed it.
import root from '../../../package.json' with { type: 'json' };
import { createMeters, createMetricsHook, createMetricsPage, createState, meterHttp, Registry, type Meters } from '../metrics/index.ts';
import { systemClock } from '../platform/clock.ts';
import type { HttpPool } from '../platform/http-pool.ts';
import type { Identity } from './accounts.ts';
import type { Configuration } from './configuration.ts';
import type { Parts } from './parts.ts';

export interface Metering {
  readonly registry: Registry;
  readonly meters: Meters;
}

export interface Metrics {
  readonly web: ReturnType<typeof createMetricsPage>;
  readonly hook: ReturnType<typeof createMetricsHook>;
  stop(): void;
}

export function createMetering(): Metering {
  const registry = new Registry();
  return { registry, meters: createMeters(registry) };
}

export function createMetrics({ metering: { registry }, configuration, storage }: Parts, identity: Pick<Identity, 'count'>): Metrics {
  const state = createState(registry, {
    counts: storage.deliveries.counts,
    linkedAccounts: identity.count,
    isStorageUp: () => storage.state().kind === 'up',
    now: systemClock,
    version: root.version,
    runtime: process.versions.node,
  });
  return {
    web: createMetricsPage({ registry, state, token: () => configuration.now().metricsToken }),
    hook: createMetricsHook({ registry, state }),
    stop: state.stop,
  };
}

export function meterPool(pool: HttpPool, { meters }: Metering, configuration: Configuration): HttpPool {
  return { of: (ca) => meterHttp(pool.of(ca), meters, () => configuration.now().connections), close: pool.close };
}
