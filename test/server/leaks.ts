// Looks for secrets where they must never be: the server's log (which has the plugin's), its audit file, and the whole database.
import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import type { TestServer } from './index.ts';

/** Every text in which something could stand, by its name. */
export type Texts = Readonly<Record<string, string>>;

/** Rows that the query answers, as an administrator of the database. */
export async function query(
  server: TestServer,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(server.databaseUrl);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** What the server kept: posts are among the tables. Its settings are in a file, which is where secrets belong. */
export async function kept(server: TestServer): Promise<Texts> {
  const tables = await query(
    server,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and (table_schema like 'ci\\_command%' or table_schema = 'public')`,
  );
  const dump: Record<string, string> = {};
  for (const { name } of tables) {
    const rows = await query(server, `select t::text as row from ${String(name)} t`);
    dump[`table ${String(name)}`] = rows.map(({ row }) => String(row)).join('\n');
  }
  const [log, audit] = await Promise.all([readFile(server.logFile, 'utf8'), readFile(server.auditFile, 'utf8')]);
  return { ...dump, log, audit };
}

/** `<name of the secret> in <where>`, never the secret itself; as it is, and as headers, addresses, JSON and binary columns have it. */
export function leaksOf(secrets: ReadonlyMap<string, string>, texts: Texts): readonly string[] {
  return [...secrets].flatMap(([name, secret]) => {
    const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), Buffer.from(secret).toString('hex')];
    const packed = Buffer.from(secret).toString('base64').replaceAll('=', '').slice(0, -1);
    return Object.entries(texts).flatMap(([where, text]) =>
      [...forms, packed].some((form) => text.includes(form)) ? [`${name} in ${where}`] : [],
    );
  });
}
