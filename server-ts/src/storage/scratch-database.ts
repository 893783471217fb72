// For tests only: an empty database beside the one that DATABASE_URL names, gone afterwards.

import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Log } from '../platform/log.ts';
import { parseDataSource } from './connection-string.ts';
import type { Storage } from './storage.ts';

export interface ScratchDatabase {
  readonly url: string;
  query(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** What is notified from now on. */
  listen(channel: string, told: (payload: string | undefined) => void): Promise<{ close(): Promise<void> }>;
  drop(): Promise<void>;
}

export async function createScratchDatabase(): Promise<ScratchDatabase> {
  const base = process.env['DATABASE_URL'] ?? '';
  const name = `ci_scratch_${randomBytes(6).toString('hex')}`;
  const admin = new Client(parseDataSource(base));
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  const client = new Client(parseDataSource(url.href));
  await client.connect();
  return {
    url: url.href,
    query: async (text, values = []) => (await client.query<Record<string, unknown>>(text, [...values])).rows,
    async listen(channel, told) {
      const ear = new Client(parseDataSource(url.href));
      await ear.connect();
      ear.on('notification', ({ payload }) => told(payload));
      await ear.query(`listen ${channel}`);
      return { close: () => ear.end() };
    },
    async drop() {
      await client.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

export const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

/** Waits until `done`, looking every 20 ms; throws after `limit` milliseconds. */
export async function until(done: () => boolean | Promise<boolean>, limit = 10_000): Promise<void> {
  const end = Date.now() + limit;
  while (!(await done())) {
    if (Date.now() > end) throw new Error('It did not come to pass in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function untilUp(storage: Storage): Promise<void> {
  return until(() => storage.state().kind === 'up', 15_000);
}
