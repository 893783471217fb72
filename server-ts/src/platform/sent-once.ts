// What is sent to another server and must not be sent twice: tells failures after which it was surely not done from those that leave it open.

import { CiError } from './errors.ts';

/** The request went out, and no answer says what became of it: a time-out, a broken line, a proxy or an error of the server itself. */
const OPEN = /^CI_HTTP_(?:TIMEOUT|BROKEN)$|_(?:UNAVAILABLE|FAILED|UNREADABLE|BROKEN_ANSWER|NOT_THE_API)$/;

/** Rejects with a CiError only when it was surely not done; with another error, of the same words, when nobody can tell. */
export async function sentOnce<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CiError && OPEN.test(error.code)) throw new Error(error.message, { cause: error });
    throw error;
  }
}
