import { expect, test } from '@jest/globals';
import { parseDataSource } from './connection-string.ts';

const files: Record<string, string> = { '/ca.pem': 'the root' };
const read = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw new Error('ENOENT');
  return text;
};
const parse = (source: string) => parseDataSource(source, read);

test('Mattermost’s usual address, with parameters that only the Go driver knows', () => {
  expect(
    parse(
      'postgres://mmuser:p%40ss@db:5433/mattermost?sslmode=disable&connect_timeout=10&binary_parameters=yes&default_query_exec_mode=exec',
    ),
  ).toEqual({
    host: 'db',
    port: 5433,
    user: 'mmuser',
    password: 'p@ss',
    database: 'mattermost',
    ssl: false,
    connectionTimeoutMillis: 10_000,
  });
});

test('the key=value form, with quotes and escapes', () => {
  expect(parse(String.raw`host=db user=mm password='it\'s = so' dbname=chat sslmode=disable`)).toMatchObject({
    host: 'db',
    password: "it's = so",
    database: 'chat',
  });
});

test('unix sockets, IPv6, and the first of several hosts', () => {
  expect(parse('postgres:///chat?host=/run/postgresql&user=mm')).toMatchObject({ host: '/run/postgresql', ssl: false });
  expect(parse('postgres://mm@[::1]:5433/chat?sslmode=disable')).toMatchObject({ host: '::1', port: 5433 });
  expect(parse('postgres://mm@one:1,two:2/chat?sslmode=disable')).toMatchObject({ host: 'one', port: 1 });
});

test.each([
  ['disable', '', false],
  ['require', '', { rejectUnauthorized: false }],
  ['require', '&sslrootcert=/ca.pem', { ca: 'the root', checkServerIdentity: expect.any(Function) }],
  ['verify-ca', '&sslrootcert=/ca.pem', { ca: 'the root', checkServerIdentity: expect.any(Function) }],
  ['verify-full', '&sslrootcert=/ca.pem', { ca: 'the root' }],
])('sslmode=%s%s means what it means to Go’s driver', (mode, more, ssl) => {
  expect(parse(`postgres://mm@db/chat?sslmode=${mode}${more}`).ssl).toEqual(ssl);
});

test.each([
  '',
  'mysql',
  'postgres://u:top%ZZsecret@db/chat',
  'postgres://u:topsecret@db/chat?sslmode=verify-full&sslrootcert=/no.pem',
  'host=db port=x password=topsecret',
])('what cannot be used is said without the password: %s', (source) => {
  expect(() => parse(source)).toThrow(
    expect.objectContaining({ code: 'CI_STORAGE_ADDRESS', message: expect.not.stringContaining('secret') }),
  );
});
