// The tab of intents: what can be run in a channel and the runs there; members run, approve, reject and stop with the checks of the commands.

import { paths, type IntentList, type RunAccepted, type RunPlan, type RunRefused } from '@ci-command-center/contract';
import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { CiError } from '../platform/errors.ts';
import type { RunDecisionKind, RunOutcome, Runs } from '../intents/runs.ts';
import { channelInQuery, inChannel, refuse, signedIn, viewOfError, type ChannelSession, type IsMember } from './session.ts';

export interface IntentApiPorts {
  readonly isMember: IsMember;
  /** What can be run in the channel; `refusal` and `faults` as they are for this person. */
  intentsOf(session: ChannelSession): Promise<IntentList>;
  readonly runs: Runs;
}

const MAX_TEXT = 4000;
const channel = z.object({ channel_id: z.string() });
const wish = z.object({
  parameters: z.record(z.string().max(100), z.union([z.string().max(MAX_TEXT), z.number(), z.boolean()]).transform(String)).default({}),
  dryRun: z.boolean().default(false),
  subject: z.string().max(MAX_TEXT).exactOptional(),
});
const decision = z.object({ reason: z.string().max(2000).exactOptional() });

/** Below the plugin's address. Programs with a key ask at two of these addresses, too, and are answered before (keys/). */
export function createIntentApi(ports: IntentApiPorts): Hono {
  const { isMember, intentsOf, runs } = ports;
  const app = new Hono();
  app.get(
    paths.intents,
    inChannel(isMember, channelInQuery, async (session, context) => context.json(await intentsOf(session))),
  );
  app.get(
    paths.runs,
    inChannel(isMember, channelInQuery, async ({ userId, channelId }, context) =>
      context.json(await runs.list(channelId, context.req.query('before'), userId)),
    ),
  );
  app.get(
    `${paths.runs}/:id`,
    signedIn(async ({ userId }, context) => {
      const run = await runs.view(context.req.param('id') ?? '', { userId });
      if (run === undefined) throw new CiError('CI_RUN_UNKNOWN', 'There is no such run.', 'Look it up in the list again.');
      return context.json(run);
    }),
  );
  app.post(`${paths.intents}/:name/run`, inChannel(isMember, channelInBody, runOf(runs)));
  for (const kind of ['approve', 'reject', 'cancel'] as const)
    app.post(`${paths.runs}/:id/${kind}`, inChannel(isMember, channelInBody, decisionOf(runs, kind)));
  return app;
}

type Answer = (session: ChannelSession, context: Context) => Promise<Response>;

function runOf(runs: Runs): Answer {
  return async ({ userId, channelId }, context) => {
    const { data } = wish.safeParse(await bodyOf(context));
    if (data === undefined) return context.json(refuse('CI_API_RUN', 'Give parameters as an object of texts, numbers and yes or no.'), 400);
    const { parameters: values, ...rest } = data;
    const intent = context.req.param('name') ?? '';
    return answerOf(await runs.start({ ...rest, intent, values, channelId, by: { userId }, from: 'sidebar' }), context);
  };
}

function answerOf(outcome: RunOutcome, context: Context): Response {
  switch (outcome.kind) {
    case 'accepted': {
      const accepted: RunAccepted = { id: outcome.id };
      return context.json(accepted, 202);
    }
    case 'planned': {
      const plan: RunPlan = outcome.plan;
      return context.json(plan);
    }
    case 'refused': {
      const { code, message, remedy, fields } = outcome;
      const error = new CiError(code, message, remedy);
      if (fields === undefined) throw error;
      const refused: RunRefused = { ...viewOfError(error), fields };
      return context.json(refused, 422);
    }
  }
}

function decisionOf(runs: Runs, kind: RunDecisionKind): Answer {
  return async ({ userId }, context) => {
    const { data } = decision.safeParse(await bodyOf(context));
    if (data === undefined) return context.json(refuse('CI_API_RUN', 'Give the reason as a text.'), 400);
    return context.json(await runs.decide({ id: context.req.param('id') ?? '', userId, decision: kind, from: 'sidebar', ...data }));
  };
}

async function bodyOf(context: Context): Promise<unknown> {
  return context.req.json().catch(() => undefined);
}

async function channelInBody(context: Context): Promise<string | undefined> {
  return channel.safeParse(await bodyOf(context)).data?.channel_id;
}
