// Turns the DataSource of Mattermost's configuration, written for Go's driver, into a configuration for pg.

import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';
import { CiError } from '../platform/errors.ts';

export type Connect = Pick<ClientConfig, 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl' | 'connectionTimeoutMillis'>;

type ReadText = (path: string) => string;

/**
 * Takes `postgres://…` and `key=value …` forms. Parameters that only the Go driver knows (binary_parameters …) are dropped.
 * Throws CiError `CI_STORAGE_ADDRESS`; its text never repeats the source, which holds a password.
 */
export function parseDataSource(source: string, readText: ReadText = (path) => readFileSync(path, 'utf8')): Connect {
  const given = /^postgres(ql)?:\/\//.test(source) ? fromUrl(source) : fromPairs(source);
  const host = first(given.get('host'));
  const port = Number(first(given.get('port')) ?? 5432);
  const user = given.get('user');
  const password = given.get('password');
  const database = given.get('dbname') ?? user;
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw unreadable('its port is not a number');
  return {
    host: host ?? 'localhost',
    port,
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(database !== undefined && { database }),
    ssl: host?.startsWith('/') ? false : tls(given, readText),
    connectionTimeoutMillis: Math.max(1, Number(given.get('connect_timeout')) || 5) * 1000,
  };
}

function unreadable(reason: string): CiError {
  return new CiError(
    'CI_STORAGE_ADDRESS',
    `The database address in Mattermost's SqlSettings.DataSource cannot be used: ${reason}.`,
    'Check SqlSettings.DataSource: postgres://user:password@host:5432/database?sslmode=disable.',
  );
}

/** Several hosts are tried by Go's driver one after the other; pg knows one. */
function first(list: string | undefined): string | undefined {
  return list?.split(',')[0] || undefined;
}

function fromUrl(source: string): Map<string, string> {
  const parts = /^postgres(?:ql)?:\/\/(?:([^@/?]*)@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(source);
  if (parts === null) throw unreadable('it is not a postgres:// address');
  const [, login = '', hosts = '', database = '', query = ''] = parts;
  const given = new Map<string, string>();
  const set = (key: string, value: string | undefined): void => void (value && given.set(key, decode(value)));
  const colon = login.indexOf(':');
  set('user', colon < 0 ? login : login.slice(0, colon));
  set('password', colon < 0 ? undefined : login.slice(colon + 1));
  const [, host, port] = /^(\[[^\]]*\]|[^:,]*)(?::(\d+))?/.exec(hosts) ?? [];
  set('host', host?.replace(/^\[|\]$/g, ''));
  set('port', port);
  set('dbname', database);
  for (const [key, value] of new URLSearchParams(query)) given.set(key, value);
  return given;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable('a % in it is not followed by two hexadecimal digits');
  }
}

/** libpq's form: values with blanks stand in single quotes, a backslash escapes. */
function fromPairs(source: string): Map<string, string> {
  const given = new Map<string, string>();
  const pair = /\s*([A-Za-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?=\s|$)/gy;
  for (const [, key = '', quoted, plain = ''] of source.matchAll(pair)) given.set(key, (quoted ?? plain).replace(/\\(.)/g, '$1'));
  if (given.size === 0) throw unreadable('it is neither a postgres:// address nor key=value pairs');
  return given;
}

/** The modes as Go's driver means them: without one, `require`, which encrypts and checks the certificate only when a root is named. */
function tls(given: ReadonlyMap<string, string>, readText: ReadText): ClientConfig['ssl'] {
  const mode = given.get('sslmode') ?? 'require';
  if (mode === 'disable' || mode === 'allow' || mode === 'prefer') return false;
  const root = given.get('sslrootcert');
  const file = (key: string): string | undefined => {
    const path = given.get(key);
    return path === undefined ? undefined : read(path, readText);
  };
  const [ca, cert, key] = [root === 'system' ? undefined : file('sslrootcert'), file('sslcert'), file('sslkey')];
  const own = { ...(ca !== undefined && { ca }), ...(cert !== undefined && { cert }), ...(key !== undefined && { key }) };
  if (mode === 'verify-full') return own;
  const checked = mode === 'verify-ca' || root !== undefined;
  return checked ? { ...own, checkServerIdentity: () => undefined } : { ...own, rejectUnauthorized: false };
}

function read(path: string, readText: ReadText): string {
  try {
    return readText(path);
  } catch {
    throw unreadable(`the file ${path} that it names cannot be read`);
  }
}
