// The stored deliveries of GitLab, read as they are or with some of their fields changed. Used by tests only.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CiEvent } from '../../ci/event.ts';
import type { Reading } from '../../ci/provider.ts';
import { read } from './webhook.ts';

export const folder = join(import.meta.dirname, '../../../../test/payloads/gitlab');

export function readBytes(body: Uint8Array): Reading {
  return read(
    { headers: new Headers(), query: new URLSearchParams(), body },
    { provider: 'gitlab', name: 'lab', url: '', webhookSecrets: [] },
  );
}

/** The stored body with some of its fields changed. */
export function stored(file: string, change: (body: Body) => void = () => undefined): Reading {
  const body: Body = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  change(body);
  return readBytes(Buffer.from(JSON.stringify(body)));
}

export type Body = Record<string, Record<string, unknown>> & { event_type?: unknown; commits?: unknown; project_id?: unknown };

export function event(reading: Reading): CiEvent {
  if (reading.kind === 'event') return reading.event;
  throw new Error(reading.reason);
}
