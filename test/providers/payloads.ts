// The stored deliveries of one CI system, with what is known of each.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Connection } from '../../server-ts/src/ci/connection.ts';
import type { Delivery } from '../../server-ts/src/ci/provider.ts';

const root = join(import.meta.dirname, '..', 'payloads');

const entrySchema = z.object({
  file: z.string(),
  headers: z.record(z.string(), z.string()),
  /** Absent where nobody knows how the sender was set up. */
  verify: z.object({ secret: z.string(), signing: z.object({ signing_token: z.string() }).optional() }).optional(),
  facts: z.record(z.string(), z.unknown()),
});

export type Entry = z.infer<typeof entrySchema>;

export function entriesOf(provider: string): readonly Entry[] {
  const text = readFileSync(join(root, provider, 'manifest.json'), 'utf8');
  return z.array(entrySchema).parse(JSON.parse(text));
}

export function bodyOf(provider: string, { file }: Entry): Buffer {
  return readFileSync(join(root, provider, file));
}

export function deliver(headers: Readonly<Record<string, string>>, body: Uint8Array, query = ''): Delivery {
  return { headers: new Headers(headers), query: new URLSearchParams(query), body };
}

export function connect(provider: string, ...webhookSecrets: string[]): Connection {
  return { provider, name: 'default', url: '', webhookSecrets };
}

/** The sender's clock when it signed, in milliseconds. */
export function sentAt({ headers }: Entry): number {
  return Number(headers['webhook-timestamp'] ?? 1_780_000_000) * 1000;
}

/** Without anything that proves the sender. */
export function withoutProof({ headers }: Entry): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/token|signature|hmac|authorization|auth$/i.test(name)));
}
