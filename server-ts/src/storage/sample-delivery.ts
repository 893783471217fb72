// For tests only: a delivery as the intake stores it.

import { modelIdentity, tellLife } from '../ci/pipeline-history.ts';
import type { NewDelivery } from './deliveries.ts';

const [event] = tellLife([{ stage: 0, manual: false, allowFailure: false }], []);

export function sampleDelivery(orderKey: string, dedupeKey?: string): NewDelivery {
  if (event === undefined) throw new Error(`the model told nothing of ${modelIdentity.key}`);
  return {
    provider: 'some',
    connection: 'default',
    dedupeKey,
    headers: { 'x-some-event': 'Pipeline' },
    query: 'a=b',
    body: Buffer.from('{"a":"\\u0000ü"}'),
    orderKey,
    event,
  };
}
