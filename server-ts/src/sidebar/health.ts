// Tells a monitor whether the plugin can do its work, and which part cannot. Asked by anyone, so it names no address and no secret.

import type { StorageState } from '../storage/index.ts';

/** 200 when all is well, else 503; each part is `up`, or the stable code of what is wrong. */
export function reportHealth(storage: StorageState): Response {
  const parts = { storage: storage.kind === 'down' ? storage.problem.code : storage.kind };
  const well = storage.kind === 'up';
  return Response.json({ status: well ? 'up' : 'down', parts }, { status: well ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
