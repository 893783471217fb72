import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sampleDelivery } from './sample-delivery.ts';
import { createScratchDatabase, silent, until, untilUp, type ScratchDatabase } from './scratch-database.ts';
import { createStorage, type Storage, type StorageState } from './storage.ts';

let database: ScratchDatabase;
let ends: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  database = await createScratchDatabase();
});
afterEach(async () => {
  for (const end of ends.toReversed()) await end();
  ends = [];
  await database.drop();
});

function open(dataSource: string, onState?: (state: StorageState) => void): Storage {
  const storage = createStorage({ dataSource, log: silent, ...(onState && { onState }) });
  ends.push(() => storage.close());
  return storage;
}

test('what a killed node had in hand is worked on by the next one at once, none lost', async () => {
  const child = spawn(process.execPath, [new URL('hanging-node.ts', import.meta.url).pathname], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const taken: string[] = [];
  const count = (): Promise<readonly Record<string, unknown>[]> =>
    database.query(`select count(*) from ci_command_center.deliveries`).catch(() => []);
  createInterface({ input: child.stdout }).on('line', (line) => taken.push(line));
  await until(async () => taken.length >= 4 && Number((await count())[0]?.['count']) === 20, 15_000);
  child.kill('SIGKILL');
  await once(child, 'exit');

  const worked: string[] = [];
  const storage = open(database.url);
  storage.start({
    work: async (orderKey, deliveries) => {
      worked.push(...deliveries.map(() => orderKey));
      return [];
    },
  });
  await until(() => worked.length >= 20);
  expect(worked.toSorted()).toEqual(Array.from({ length: 20 }, (_, at) => `pipeline-${at}`).toSorted());
  expect(worked).toEqual(expect.arrayContaining(taken));
}, 60_000);

test('while the database is away nothing is taken and nothing breaks; when it is back, so are we', async () => {
  const { hostname, port } = new URL(database.url);
  const sockets = new Set<Socket>();
  const proxy = createServer((socket) => {
    const other = connect(Number(port), hostname);
    for (const each of [socket, other]) {
      sockets.add(each);
      each.on('error', () => undefined);
      each.on('close', () => sockets.delete(each));
    }
    socket.pipe(other).pipe(socket);
  });
  const listen = (at: number): Promise<unknown> => once(proxy.listen(at, '127.0.0.1'), 'listening');
  await listen(0);
  const address = proxy.address();
  const through = new URL(database.url);
  through.host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const cut = async (): Promise<void> => {
    const closed = once(proxy, 'close');
    proxy.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await cut();

  const seen: string[] = [];
  const worked: string[] = [];
  const storage = open(through.href, (state) => seen.push(state.kind === 'down' ? state.problem.code : state.kind));
  storage.start({
    work: async (orderKey) => {
      worked.push(orderKey);
      return [];
    },
  });
  await until(() => seen.length > 0);
  await expect(storage.deliveries.store(sampleDelivery('a'))).rejects.toMatchObject({ code: 'CI_STORAGE_UNREACHABLE' });
  await listen(Number(through.port));
  await untilUp(storage);
  await cut();
  await until(() => storage.state().kind === 'down');
  await expect(storage.deliveries.store(sampleDelivery('a'))).rejects.toMatchObject({ code: 'CI_STORAGE_UNREACHABLE' });
  await listen(Number(through.port));
  await untilUp(storage);
  await storage.deliveries.store(sampleDelivery('a'));
  await until(() => worked.length === 1);
  expect(seen).toEqual(['CI_STORAGE_UNREACHABLE', 'up', 'CI_STORAGE_UNREACHABLE', 'up']);
  await storage.close();
  await cut();
}, 60_000);

test('a database user without the right to create a schema is told what to run', async () => {
  const url = new URL(database.url);
  const role = `poor_${url.pathname.slice(-6)}`;
  await database.query(`create role ${role} login password 'poor'`);
  ends.push(() => database.query(`drop role ${role}`));
  url.username = role;
  url.password = 'poor';
  const seen: StorageState[] = [];
  open(url.href, (state) => seen.push(state)).start({ work: async () => [] });
  await until(() => seen.length > 0);
  const [state] = seen;
  expect(state).toMatchObject({ kind: 'down', problem: { code: 'CI_STORAGE_RIGHTS' } });
  expect(state?.kind === 'down' && state.problem.remedy).toContain(`GRANT CREATE ON DATABASE "${url.pathname.slice(1)}" TO "${role}"`);
});
