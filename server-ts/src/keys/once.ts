// Repetitions of a request with the same Idempotency-Key are answered as the first one was, and nothing is done again.

import { createHash } from 'node:crypto';
import { canonicalJson } from '../ci/order.ts';
import { refused, wrongFields, type ApiAnswer } from './answers.ts';
import type { OnceTable } from './ports.ts';

const MAX_LENGTH = 200;

export interface Repeatable {
  readonly keyId: string;
  /** Undefined: it is none of these. */
  readonly idempotencyKey?: string;
  /** Method, address and body. */
  readonly request: unknown;
}

/** Rejects when `work` does; then it is as if nothing had been asked. */
export async function answerOnce(table: OnceTable, asked: Repeatable, work: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  const { keyId, idempotencyKey, request } = asked;
  if (idempotencyKey === undefined) return work();
  if (idempotencyKey === '' || idempotencyKey.length > MAX_LENGTH)
    return wrongFields('CI_API_IDEMPOTENCY', { 'Idempotency-Key': `must have 1 to ${MAX_LENGTH} letters` });
  const taken = await table.take(keyId, idempotencyKey, digestOf(request));
  switch (taken.kind) {
    case 'answered':
      return { status: taken.status, body: bodyOf(taken.body), headers: { 'Idempotent-Replayed': 'true' } };
    case 'busy':
      return refused(409, 'CI_API_BUSY', 'A request with this Idempotency-Key is being worked on. Send it again in a moment.', {
        'Retry-After': '2',
      });
    case 'other':
      return wrongFields('CI_API_IDEMPOTENCY', { 'Idempotency-Key': 'was used for another request; take a new one for each' });
    case 'first':
      return finish(table, keyId, idempotencyKey, work);
  }
}

/** Only what was done is kept: what was wrong with a request may be mended, and then it is sent again. */
async function finish(table: OnceTable, keyId: string, idempotencyKey: string, work: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  let answer: ApiAnswer | undefined;
  try {
    answer = await work();
    return answer;
  } finally {
    if (answer?.status === 202) await table.finish(keyId, idempotencyKey, { status: answer.status, body: JSON.stringify(answer.body) });
    else await table.drop(keyId, idempotencyKey);
  }
}

function bodyOf(text: string): object {
  const body: unknown = JSON.parse(text);
  return typeof body === 'object' && body !== null ? body : {};
}

function digestOf(request: unknown): Uint8Array {
  return createHash('sha256').update(canonicalJson(request)).digest();
}
