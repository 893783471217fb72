// What the API calls an error when there is simply none.

import { ApiError } from '../mattermost/index.ts';

/** Undefined where the server answers 404. */
export async function orMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ApiError && error.statusCode === 404) return undefined;
    throw error;
  }
}
