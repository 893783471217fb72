// How often a stored post was edited: Mattermost keeps every old version as a deleted row.
import { Client } from 'pg';
import type { TestServer } from './index.ts';

export async function countEdits(server: TestServer, postId: string): Promise<number> {
  const client = new Client(server.databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from posts where originalid = $1', [postId]);
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
