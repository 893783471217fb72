// What is measured at the edges of the rooms.
import { createMeters, meterHttp, Registry, type Meters } from '../metrics/index.ts';
import type { HttpPool } from '../platform/http-pool.ts';
import type { Configuration } from './configuration.ts';

export interface Metering {
  readonly registry: Registry;
  readonly meters: Meters;
}

export function createMetering(): Metering {
  const registry = new Registry();
  return { registry, meters: createMeters(registry) };
}

export function meterPool(pool: HttpPool, { meters }: Metering, configuration: Configuration): HttpPool {
  return { of: (connection) => meterHttp(pool.of(connection), meters, () => configuration.now().connections), close: pool.close };
}
