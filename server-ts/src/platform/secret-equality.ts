// Compares secrets and signatures so that neither content nor length shows in the time it takes.

import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/** Over digests: inputs of any length are compared as 32 bytes. */
export function isEqual(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

/** Whether one of those given is one of those expected. What is absent or empty never is. All pairs are compared, whichever fits. */
export function isAnyEqual(given: readonly (string | null | undefined)[], expected: readonly string[]): boolean {
  let found = false;
  for (const left of given) for (const right of expected) if (left && right && isEqual(left, right)) found = true;
  return found;
}

/** HMAC-SHA256 in lower-case hex; the key is the UTF-8 text of the secret. */
export function signHex(secret: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
