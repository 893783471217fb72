// For tests only: nodes on one scratch database, which do nothing with what is stored.

import { createScratchDatabase, silent, untilUp, type ScratchDatabase } from './scratch-database.ts';
import { createStorage, type Storage } from './storage.ts';

export interface ScratchCluster {
  readonly database: ScratchDatabase;
  /** The first node when not said. */
  node(at?: number): Storage;
  stop(): Promise<void>;
}

/** All at once on an empty database: one of them makes the tables. */
export async function startScratchCluster(count: number): Promise<ScratchCluster> {
  const database = await createScratchDatabase();
  const nodes = Array.from({ length: count }, () => createStorage({ dataSource: database.url, log: silent }));
  for (const node of nodes) node.start({ work: async () => [] });
  await Promise.all(nodes.map(untilUp));
  return {
    database,
    node(at = 0) {
      const found = nodes[at];
      if (found === undefined) throw new Error('no such node');
      return found;
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.close()));
      await database.drop();
    },
  };
}
