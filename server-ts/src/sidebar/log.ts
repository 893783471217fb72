// A run's log for the web app, part by part as it goes on: read as the person's own account, so the CI system decides who may.

import { paths, type ApiError, type LogPartView } from '@ci-command-center/contract';
import { Hono } from 'hono';
import { setImmediate } from 'node:timers/promises';
import type { LogPart } from '../ci/follow.ts';
import type { RunMarks } from '../ci/run-life.ts';
import { withoutPrivateKeys } from '../logs/private-keys.ts';
import { createLanes } from '../platform/at-once.ts';
import { CiError } from '../platform/errors.ts';

export interface LogPorts {
  /** Whether the person is a member of the channel. */
  isMember(userId: string, channelId: string): Promise<boolean>;
  /** What the key names, whether it was ever heard of or not; undefined when that is no run. */
  find(key: string): Promise<NamedRun | undefined>;
  /** As this person and nobody else, by the provider's `readLog`. Throws CiError: not connected, not allowed, not reachable. */
  read(userId: string, run: NamedRun, part: { readonly start: number; readonly job?: string }): Promise<LogPart>;
  /** What masks the secrets of one line, as they are known now. */
  masking(): (line: string) => string;
}

export interface NamedRun {
  readonly provider: string;
  readonly connection: string;
  /** As in `PipelineIdentity`. */
  readonly project: string;
  readonly id: string;
  /** Its page; empty when it is not known. */
  readonly url: string;
  /** What is known of it, where it may share its number with others. */
  readonly marks?: RunMarks;
}

/** Letters of one answer; of more the end is sent. 100,000 lines of 80 fit. */
const MAX_TEXT = 8_000_000;
const LINES_AT_ONCE = 500;
/** Of one person: each may take 50 MB while it is read and masked. */
const READS_AT_ONCE = 2;
/** `model.IsValidId`: 26 letters and digits. */
const ID = /^[a-z0-9]{26}$/;

const refuse = (code: string, message: string): ApiError => ({ code, message });

/** Below the plugin's address. The server sets `Mattermost-User-Id` for a signed-in person, and removes one that a caller sends. */
export function createLogs(ports: LogPorts): Hono {
  const app = new Hono();
  const inLane = createLanes(READS_AT_ONCE);
  app.get(paths.log, async (context) => {
    const userId = context.req.header('Mattermost-User-Id') ?? '';
    if (userId === '') return context.json(refuse('CI_API_SESSION', 'Sign in to Mattermost first.'), 401);
    const { channel_id: channelId = '', key = '', start = '0', job } = context.req.query();
    if (!ID.test(channelId) || key === '' || !/^\d{1,15}$/.test(start))
      return context.json(refuse('CI_API_LOG', 'Give channel_id, key, and start as a number.'), 400);
    if (!(await ports.isMember(userId, channelId)))
      return context.json(refuse('CI_API_CHANNEL_FORBIDDEN', 'Join the channel to read its logs.'), 403);
    const run = await ports.find(key);
    if (run === undefined) return context.json(refuse('CI_API_PIPELINE', 'There is no such run.'), 404);
    context.header('Cache-Control', 'no-store');
    try {
      const from = { start: Number(start), ...(job !== undefined && job !== '' && { job }) };
      const view = await inLane(userId, async () => viewOf(await ports.read(userId, run, from), run.url, ports.masking()));
      return context.json(view);
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      // The remedy is our Markdown; what it marks as code is plain here.
      return context.json(refuse(error.code, `${error.message} ${error.remedy.replaceAll('`', '')}`), statusOf(error));
    }
  });
  return app;
}

async function viewOf({ text, next, more }: LogPart, url: string, mask: (line: string) => string): Promise<LogPartView> {
  const cut = text.length > MAX_TEXT;
  const kept = cut ? text.slice(text.indexOf('\n', text.length - MAX_TEXT) + 1) : text;
  return { text: await maskAll(kept, mask), next, more, ...(cut && { cut }), url };
}

/** A long log takes a second: what else the plugin has to do is done in between. */
async function maskAll(text: string, mask: (line: string) => string): Promise<string> {
  const lines: string[] = [];
  for (const line of withoutPrivateKeys(text.split('\n').map((each) => ({ text: each })))) {
    lines.push(mask(line.text));
    if (lines.length % LINES_AT_ONCE === 0) await setImmediate();
  }
  return lines.join('\n');
}

/** The web app tells them apart by their codes. */
function statusOf({ code }: CiError): 403 | 502 {
  return code.endsWith('_MISSING') || code.endsWith('_FORBIDDEN') || code.endsWith('_PERMISSION') ? 403 : 502;
}
