import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createScratchDatabase, silent, untilUp } from './scratch-database.ts';
import { createStorage } from './storage.ts';

// As Mattermost's migrations 45 and 73 make it.
const TABLE = `create table pluginkeyvaluestore (pluginid varchar(190) not null, pkey varchar(150) not null, pvalue bytea, expireat bigint,
  primary key (pluginid, pkey))`;

const hashed = (key: string) => createHash('sha256').update(key).digest('base64');

test('what another plugin kept is read as text, by its name or as servers named it long ago; what ran out is not', async () => {
  const database = await createScratchDatabase();
  const storage = createStorage({ dataSource: database.url, log: silent });
  try {
    storage.start({ work: async () => [] });
    await untilUp(storage);
    expect(await storage.pluginValues.read('old', ['one'])).toEqual(new Map());
    await database.query(TABLE);
    const keep = (plugin: string, key: string, value: string, expires: number | null) =>
      database.query('insert into pluginkeyvaluestore values ($1, $2, $3, $4)', [plugin, key, Buffer.from(value), expires]);
    await keep('old', 'one', '{"ä":1}', 0);
    await keep('old', hashed('one'), 'older', 0);
    await keep('old', hashed('two'), 'long ago', null);
    await keep('old', 'three', 'ran out', 1_000);
    await keep('old', 'four', 'nobody asks', 0);
    await keep('other', 'one', 'not ours', 0);
    const found = await storage.pluginValues.read('old', ['one', 'two', 'three']);
    expect(Object.fromEntries(found)).toEqual({ one: '{"ä":1}', two: 'long ago' });
  } finally {
    await storage.close();
    await database.drop();
  }
});
