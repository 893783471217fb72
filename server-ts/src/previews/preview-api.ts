// What the web app asks for about links: which addresses belong to a CI system, and what one of them leads to.

import { paths, type ApiError, type PlaceList, type PreviewAnswer } from '@ci-command-center/contract';
import { Hono } from 'hono';
import type { Clock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import { createBuckets } from '../platform/limits.ts';

export interface PreviewApiPorts {
  places(): PlaceList['places'];
  /** Throws CiError. */
  look(userId: string, url: string): Promise<PreviewAnswer>;
  readonly now: Clock;
}

/** Of one person: nobody points at more links than this. */
const bounds = { capacity: 30, perSecond: 1, keys: 1_000 };
const LONGEST = 2_000;

const refuse = (code: string, message: string): ApiError => ({ code, message });
const signIn = refuse('CI_API_SESSION', 'Sign in to Mattermost first.');

/** Below the plugin's address. The server sets `Mattermost-User-Id` for a signed-in person, and removes one that a caller sends. */
export function createPreviewApi({ places, look, now }: PreviewApiPorts): Hono {
  const app = new Hono();
  const buckets = createBuckets(bounds);
  app.get(paths.places, (context) => {
    if ((context.req.header('Mattermost-User-Id') ?? '') === '') return context.json(signIn, 401);
    context.header('Cache-Control', 'no-store');
    return context.json({ places: places() } satisfies PlaceList);
  });
  app.get(paths.previews, async (context) => {
    const userId = context.req.header('Mattermost-User-Id') ?? '';
    if (userId === '') return context.json(signIn, 401);
    const { url = '' } = context.req.query();
    if (url === '' || url.length > LONGEST) return context.json(refuse('CI_API_PREVIEW', 'Give url.'), 400);
    const wait = buckets.take(userId, now());
    if (wait > 0) {
      context.header('Retry-After', String(Math.ceil(wait / 1000)));
      return context.json(refuse('CI_API_PREVIEW_LIMIT', 'These are many links; wait a moment.'), 429);
    }
    context.header('Cache-Control', 'no-store');
    try {
      return context.json(await look(userId, url));
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      return context.json(refuse(error.code, `${error.message} ${error.remedy.replaceAll('`', '')}`), 502);
    }
  });
  return app;
}
