import { expect, test } from '@jest/globals';
import { parseDataSource } from './connection-string.ts';
import { ForgivingPool } from './forgiving-pool.ts';

test('a connection that is given back twice is lent to one at a time, and nobody hears of it', async () => {
  const pool = new ForgivingPool({ ...parseDataSource(process.env['DATABASE_URL'] ?? ''), max: 1 });
  const give = await new Promise<() => void>((resolve, reject) => {
    pool.connect((error, _client, done) => (error === undefined ? resolve(done) : reject(error)));
  });
  give();
  const client = await pool.connect();
  expect(() => give()).not.toThrow();
  expect([pool.idleCount, pool.totalCount]).toEqual([0, 1]);
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  client.release();
  expect((await pool.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
  await pool.end();
});
