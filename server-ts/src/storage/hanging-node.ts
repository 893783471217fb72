// For tests only: a node that stores deliveries, takes some of them to work and never ends, until it is killed.

import { sampleDelivery } from './sample-delivery.ts';
import { silent, untilUp } from './scratch-database.ts';
import { createStorage } from './storage.ts';

const storage = createStorage({ dataSource: process.env['DATABASE_URL'] ?? '', log: silent });
storage.start({
  work(orderKey) {
    process.stdout.write(`${orderKey}\n`);
    return new Promise(() => undefined);
  },
});
await untilUp(storage);
for (let at = 0; at < 20; at += 1) await storage.deliveries.store(sampleDelivery(`pipeline-${at}`));
