import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createAccounts } from './accounts.ts';
import { createAccountCare } from './care.ts';
import { adasToken, fakeWorld, first, NOW, second } from './fake-world.ts';
import { createKeyRing } from './key-ring.ts';
import { createVault } from './vault.ts';

const proof = { kind: 'token', credentials: { username: 'ada', token: adasToken } } as const;
type World = ReturnType<typeof fakeWorld>;

function careOf({ table, vault, ring, accounts }: World, departed: readonly string[] = []) {
  const raised: string[][] = [];
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet, child: () => log };
  const care = createAccountCare({
    table,
    vault,
    ring,
    servers: () => [first, second],
    departed: async (ids) => ids.filter((id) => departed.includes(id)),
    forgetPerson: (userId) => accounts.forgetPerson(userId),
    raise: (problems) => void raised.push(problems.map(({ code }) => code)),
    now: () => NOW,
    log,
  });
  return { care, raised };
}
function quiet(): void {
  return undefined;
}

test('a token is never sent to another address under the same name, whatever its spelling', async () => {
  const { accounts } = fakeWorld();
  await accounts.link('u1', first, { login: 'ada' }, proof);
  for (const url of ['https://CI.example:443/base/', 'https://ci.example/base'])
    expect((await accounts.as('u1', { ...first, url })).credentials.token).toBe(adasToken);
  for (const url of ['https://evil.example/base', 'http://ci.example/base', 'https://ci.example/other', 'https://ci.example:8443/base'])
    await expect(accounts.as('u1', { ...first, url })).rejects.toMatchObject({ code: 'CI_ACCOUNT_MOVED' });
});

test('a row that is given to another person, connection or address does not open', async () => {
  const { accounts, table } = fakeWorld();
  await accounts.link('u1', first, { login: 'ada' }, proof);
  const [row] = table.rows;
  if (row === undefined) throw new Error('it was linked');
  const elsewhere = { ...first, url: 'https://evil.example' };
  table.rows = [
    { ...row, userId: 'mallory' },
    { ...row, connection: 'lab', address: 'http://lab.example' },
    { ...row, userId: 'u2', address: 'https://evil.example' },
  ];
  await expect(accounts.as('mallory', first)).rejects.toMatchObject({ code: 'CI_ACCOUNT_UNREADABLE' });
  await expect(accounts.as('u1', second)).rejects.toMatchObject({ code: 'CI_ACCOUNT_UNREADABLE' });
  await expect(accounts.as('u2', elsewhere)).rejects.toMatchObject({ code: 'CI_ACCOUNT_UNREADABLE' });
});

test('a login belongs to who linked it at this address; to nobody when two did', async () => {
  const { accounts } = fakeWorld();
  await accounts.link('u1', first, { login: 'ada' }, proof);
  expect(await accounts.personOf(first, 'ada')).toBe('u1');
  expect(await accounts.personOf({ ...first, url: 'https://other.example' }, 'ada')).toBeUndefined();
  await accounts.link('u2', first, { login: 'ada' }, proof);
  expect(await accounts.personOf(first, 'ada')).toBeUndefined();
});

test('when the key changes nobody is signed out, and the key before opens nothing any more', async () => {
  const world = fakeWorld();
  const { accounts, ring, table } = world;
  const { care, raised } = careOf(world);
  await accounts.link('u1', first, { login: 'ada' }, proof);
  const before = table.rows[0]?.keyId;
  const next = randomBytes(32);
  await care.turnKeys([next]);
  expect(table.rows[0]?.keyId).not.toBe(before);
  expect(raised).toEqual([[]]);
  expect((await accounts.as('u1', first)).credentials).toEqual(proof.credentials);
  // As after a restart: only the new key is known.
  const [row] = table.rows;
  const again = fakeWorld();
  again.ring.turn([next]);
  again.table.rows = row === undefined ? [] : [row];
  expect((await again.accounts.as('u1', first)).credentials).toEqual(proof.credentials);
  expect(ring.formerIds()).toContain(before);
});

test('a key that is wrong leaves the one in force, and none at all is said', async () => {
  const world = fakeWorld();
  const { care } = careOf(world);
  await world.accounts.link('u1', first, { login: 'ada' }, proof);
  await care.turnKeys([]);
  expect((await world.accounts.as('u1', first)).account.login).toBe('ada');
  const keyless = createKeyRing();
  const accounts = createAccounts({
    table: world.table,
    vault: createVault(keyless),
    ring: keyless,
    secrets: world.secrets,
    titleOf: () => 'Some CI',
    connectCommand: () => '/some connect',
    now: () => NOW,
  });
  await expect(accounts.as('u1', first)).rejects.toMatchObject({ code: 'CI_ACCOUNT_KEY' });
  await expect(accounts.link('u1', first, { login: 'ada' }, proof)).rejects.toMatchObject({ code: 'CI_ACCOUNT_KEY' });
  // Who one is needs no key.
  expect(await accounts.find('u1', first)).toMatchObject({ account: { login: 'ada' } });
});

test('a key that was changed while the plugin was off is told with a count, and mended by the former key behind the new one', async () => {
  const world = fakeWorld();
  const former = randomBytes(32);
  world.ring.turn([former]);
  await world.accounts.link('u1', first, { login: 'ada' }, proof);

  const later = fakeWorld();
  later.table.rows = world.table.rows;
  const { care, raised } = careOf(later);
  const present = randomBytes(32);
  await care.turnKeys([present]);
  expect(raised).toEqual([['CI_ACCOUNT_KEY_LOST']]);
  expect(care.problems()[0]?.message).toContain('One linked account was');
  await expect(later.accounts.as('u1', first)).rejects.toMatchObject({ code: 'CI_ACCOUNT_UNREADABLE' });
  await care.turnKeys([present, former]);
  expect((await later.accounts.as('u1', first)).credentials.token).toBe(adasToken);
  expect(care.problems()).toEqual([]);
  await care.turnKeys([present]);
  expect((await later.accounts.as('u1', first)).credentials.token).toBe(adasToken);
});

test('what could not be sealed again while the database was away is, once it is back', async () => {
  const world = fakeWorld();
  const { care } = careOf(world);
  await world.accounts.link('u1', first, { login: 'ada' }, proof);
  const { resealAll } = world.table;
  world.table.resealAll = () => Promise.reject(new Error('away'));
  await care.turnKeys([randomBytes(32)]);
  const before = world.table.rows[0]?.keyId;
  expect((await world.accounts.as('u1', first)).credentials.token).toBe(adasToken);
  world.table.resealAll = resealAll;
  await care.resume();
  expect(world.table.rows[0]?.keyId).not.toBe(before);
});

test('accounts of people who are gone go at night', async () => {
  const world = fakeWorld();
  const { care } = careOf(world, ['u1']);
  await world.accounts.link('u1', first, { login: 'ada' }, proof);
  await world.accounts.link('u2', first, { login: 'ben' }, proof);
  await care.tidy();
  expect(world.table.rows.map(({ userId }) => userId)).toEqual(['u2']);
});

test('secrets in use are masked for a while, and memory does not grow with them', async () => {
  const { accounts, secrets } = fakeWorld();
  await accounts.link('u1', first, { login: 'ada' }, proof);
  expect(secrets.known()).toEqual([]);
  await accounts.as('u1', first);
  expect(secrets.known()).toContain(adasToken);
});
