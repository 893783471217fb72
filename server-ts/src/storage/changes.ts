// Tells every node that something kept in memory has changed: LISTEN and NOTIFY on the session's own connection.

import type { ClientBase, Pool } from 'pg';

export interface Changes {
  /** Tells all nodes, this one too. `topic`: any short name. */
  notify(topic: string): Promise<void>;
  /** `changed` is also called when notices may have been missed. It must not throw. Answers what ends it. */
  on(topic: string, changed: () => void): () => void;
}

/** What the session calls. */
export interface ChangeWatch {
  listen(client: ClientBase): Promise<void>;
  /** There was nobody to listen for a while. */
  missed(): void;
}

const CHANNEL = 'ci_command_center_changes';

/** `pool` throws a CiError while the database is away. */
export function createChanges(pool: () => Pool): Changes & ChangeWatch {
  const watchers = new Set<{ readonly topic: string; readonly changed: () => void }>();
  const tell = (topic?: string): void => {
    for (const watcher of watchers) if (topic === undefined || watcher.topic === topic) watcher.changed();
  };
  return {
    async notify(topic) {
      await pool().query('select pg_notify($1, $2)', [CHANNEL, topic]);
    },
    on(topic, changed) {
      const watcher = { topic, changed };
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    async listen(client) {
      client.on('notification', ({ channel, payload }) => {
        if (channel === CHANNEL) tell(payload ?? '');
      });
      await client.query(`listen ${CHANNEL}`);
    },
    missed: () => tell(),
  };
}
