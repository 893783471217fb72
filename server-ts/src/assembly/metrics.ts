// The metrics, joined: who is handed what was measured.
import root from '../../../package.json' with { type: 'json' };
import { createMetricsHook, createMetricsPage, createState } from '../metrics/index.ts';
import { systemClock } from '../platform/clock.ts';
import type { Identity } from './accounts.ts';
import type { Parts } from './parts.ts';

export interface Metrics {
  readonly web: ReturnType<typeof createMetricsPage>;
  readonly hook: ReturnType<typeof createMetricsHook>;
  stop(): void;
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
