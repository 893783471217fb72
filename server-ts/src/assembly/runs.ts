// Runs of intents, joined: as whom their steps are done, where they show, who may start and decide them.
import { RUN_CHANGED, type RunChangedMessage } from '@ci-command-center/contract';
import * as z from 'zod';
import { chooseConnection } from '../answers/index.ts';
import type { Connection } from '../ci/connection.ts';
import type { CiEvent } from '../ci/event.ts';
import type { StepKind } from '../ci/step.ts';
import { code, join, say } from '../ci/words.ts';
import { createMembership } from '../host/channels.ts';
import { createPeople } from '../host/people.ts';
import { createPosts } from '../host/posts.ts';
import { createStanding } from '../host/standing.ts';
import type { IntentBook } from '../intents/book.ts';
import { formsOf } from '../intents/forms.ts';
import { ownForms } from '../intents/own-steps.ts';
import { planOf } from '../intents/plan.ts';
import { purposeOf, type Run } from '../intents/run.ts';
import { runCard } from '../intents/run-card.ts';
import { createRunDesk } from '../intents/run-desk.ts';
import { createShowPost } from '../intents/run-posts.ts';
import { viewOfRun } from '../intents/run-view.ts';
import { createRunner } from '../intents/runner.ts';
import type { Runs } from '../intents/runs.ts';
import type { StartPorts } from '../intents/start-run.ts';
import { createStepWork } from '../intents/step-work.ts';
import { createStepNews } from '../intents/step-news.ts';
import type { Values } from '../intents/values.ts';
import { meterPosts } from '../metrics/index.ts';
import { systemClock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import { currentHttp } from '../platform/http-pool.ts';
import { providers } from '../providers/registry.ts';
import { createDeployGates } from '../routing/deploy-gates.ts';
import type { Schedule, Task } from '../storage/index.ts';
import type { Identity } from './accounts.ts';
import { providerOf, titleOf, type Parts } from './parts.ts';

export interface RunRoom {
  readonly runs: Runs;
  readonly tasks: Readonly<Record<string, Task>>;
  /** Something happened in a CI system. Never rejects. */
  told(event: CiEvent): void;
  stop(): void;
}

/** Names of the tasks: one run is looked at; those whose look was lost are found. */
const RUN = 'intent-run';
const SWEEP = 'intent-runs';
/** Once over all nodes. */
export const runSchedule: Schedule = { name: SWEEP, task: SWEEP, at: '*/5 * * * *' };
const payload = z.object({ id: z.string() });
const secretSchema = z.record(z.string(), z.string());
/** Who is asked by name; more are asked by nobody's name. */
const MOST_ASKED = 5;
/** Steps of intents ask servers as a connection of their own, which is none of a CI system. */
const HTTP: Connection = { provider: 'ci', name: 'http', url: '', webhookSecrets: [] };

export function createRunRoom(parts: Parts, identity: Identity, book: IntentBook, subject: StartPorts['subject']): RunRoom {
  const { api, botId, configuration, log, permissions, places, secrets, storage, audit, warn } = parts;
  const table = storage.intentRuns;
  const later = (id: string, at: number): Promise<void> => storage.tasks.add(RUN, { id }, { key: keyOf(id), at });
  const posts = meterPosts(createPosts(api, botId, places.open), parts.metering.meters);
  const showPost = createShowPost({ ledger: table.posts, posts, now: systemClock });
  const { isAdministrator } = createPeople(api);
  const isMember = createMembership(api);
  const channelNamed: StartPorts['channelNamed'] = (name) => places.channelOf({ kind: 'named', channel: name });
  const connection = async (provider: string, name: string | undefined, userId?: string): Promise<Connection> =>
    chooseConnection({
      title: titleOf(provider),
      connections: configuration.now().connections.filter((each) => each.provider === provider),
      named: name,
      hasAccount: async (each) => userId !== undefined && (await identity.accounts.find(userId, each)) !== undefined,
    });
  const forms = { ...ownForms, ...formsOf(providers) };
  const publish = (run: Run): void => {
    const message: RunChangedMessage = { channel_id: run.channel, run: JSON.stringify(viewOfRun(run)) };
    for (const channel of new Set([run.channel, run.about.askedIn ?? run.channel]))
      api
        .publishWebSocketEvent(RUN_CHANGED, { ...message, channel_id: channel }, { channel_id: channel })
        .catch((error: unknown) => log.warn('A change of a run was not sent to open sidebars', { run: run.id, reason: String(error) }));
  };
  const runner = createRunner({
    table,
    steps: createStepWork({
      kind: stepKind,
      connection: (provider, name) => connection(provider, name),
      as: (userId, at) => identity.reach(userId, at),
      gates: () => createDeployGates(configuration.now().environments),
      http: currentHttp(parts.http.now, HTTP),
      allowedHosts: () => configuration.now().allowedHosts,
      secrets: async (run) => (run.about.secret.length === 0 ? {} : openValues(run)),
      async channel(run, name) {
        const channel = await channelNamed(name);
        if (channel !== undefined && (channel === run.channel || (await isMember(run.about.by.userId, channel)))) return channel;
        throw new CiError(
          'CI_RUN_CHANNEL',
          `There is no channel ${name} that ${run.about.by.username} is in.`,
          'Join it, or correct the intent.',
        );
      },
      post: (run, place, channel, message) => showPost({ run: run.id, place, channel }, { type: '', message, props: {} }),
      known: secrets.known,
      now: systemClock,
    }),
    later,
    async show(run) {
      publish(run);
      const ask = asked(run);
      await showPost({ run: run.id, place: 'card', channel: run.channel }, runCard(run, run.about.askedIn === undefined ? ask : []));
      const { askedIn } = run.about;
      if (askedIn !== undefined && askedIn !== run.channel)
        await showPost({ run: run.id, place: 'ask', channel: askedIn }, runCard(run, ask));
    },
    ended: (run) => tellEnd(parts, run),
    now: systemClock,
    log: log.child({ room: 'intents' }),
  });
  const openValues = async (run: Run): Promise<Values> => {
    const sealed = await table.sealedOf(run.id);
    const text = sealed && identity.vault.openText(sealed, purposeOf(run.id));
    if (text !== undefined) return secretSchema.parse(JSON.parse(text));
    throw new CiError('CI_RUN_SECRET', 'The secret values of this run cannot be read any more.', 'Run it again.');
  };
  const runs = createRunDesk({
    book,
    table,
    runner,
    later,
    permissions,
    standing: createStanding(api),
    ownTeam: () => configuration.now().team,
    isAdministrator,
    isMember,
    username: async (userId) => (await api.getUser(userId)).username,
    channelNamed,
    async usualChannel() {
      const channel = await places.channelOf({ kind: 'purpose', purpose: 'builds' });
      if (channel !== undefined) return channel;
      throw new CiError('CI_RUN_CHANNEL', 'There is no channel to show the run in.', 'Name one as `channel` of the intent.');
    },
    subject,
    plan: (intent, values, facts) =>
      planOf(intent, values, facts, { forms, kind: stepKind, connection: (provider, name) => connection(provider, name) }),
    seal: (id, values) => identity.vault.sealText(JSON.stringify(values), purposeOf(id)),
    audit,
    refused: (wish, username, problem) => {
      const kind = kindOfRefusal(problem);
      if (kind !== undefined) warn({ kind, text: say`${username} was refused to run ${code(wish.intent)}: ${problem.message}` });
    },
    now: systemClock,
  });
  const tasks: RunRoom['tasks'] = {
    [RUN]: (given) => runner.look(payload.parse(given).id),
    // Each has its next look in the queue, which may be lost: given up after many failures, or not in a backup.
    async [SWEEP]() {
      for (const id of await table.open()) await storage.tasks.ensure(RUN, { id }, keyOf(id));
    },
  };
  const { told } = createStepNews({ awaiting: table.awaiting, runner, log });
  return { runs, tasks, told, stop: runner.stop };
}

function keyOf(id: string): string {
  return `${RUN} ${id}`;
}

/** Only what administrators should hear of. */
function kindOfRefusal({ code: why }: CiError): 'label' | 'permission' | undefined {
  if (why === 'CI_RUN_LABELS') return 'label';
  return why === 'CI_PERMISSION_DENIED' ? 'permission' : undefined;
}

function stepKind(provider: string, step: string): StepKind | undefined {
  return providerOf(provider)?.steps?.[step];
}

/** Those who are asked to agree, when they are few and named one by one. */
function asked({ about: { intent, by } }: Run): readonly string[] {
  const { approval } = intent;
  if (approval === undefined || approval.from.roles.length > 0 || approval.from.groups.length > 0) return [];
  const names = approval.from.users.filter((name) => approval.selfApproval || name !== by.username);
  return names.length > MOST_ASKED ? [] : names;
}

const outcomes = {
  succeeded: 'done',
  failed: 'failed',
  unknown: 'unknown',
  rejected: 'refused',
  expired: 'refused',
  canceled: 'failed',
} as const;

/** To the alerts channel, the audit and the metrics: how it ended, with the last lines of what failed. */
function tellEnd({ audit, warn, metering }: Parts, run: Run): void {
  const { state, about, course, id, startedAt, createdAt, endedAt = createdAt } = run;
  if (state === 'waiting' || state === 'queued' || state === 'running') return;
  metering.meters.run(state, startedAt === undefined ? 0 : (endedAt - startedAt) / 1000);
  const { userId, key } = about.by;
  const values = Object.fromEntries(viewOfRun(run).values.map(({ name, value }) => [name, value]));
  const common = {
    userId,
    from: about.from,
    channelId: run.channel,
    values,
    at: endedAt,
    milliseconds: endedAt - (startedAt ?? createdAt),
  };
  audit.note({
    act: `intent.${about.intent.name}`,
    ...common,
    what: `run ${id}: ${state}`,
    outcome: outcomes[state],
    ...(key !== undefined && { key }),
  });
  if (state === 'rejected' || state === 'canceled' || state === 'expired') return;
  const title = say`${code(about.intent.name)} (run ${code(id)}, by ${about.by.username})`;
  if (state === 'succeeded') return warn({ kind: 'intent-done', text: say`✓ ${title} passed.` });
  const failed = [...course.steps, ...course.undo].find(
    (each) => each.state.kind === 'over' && (each.state.verdict === 'failed' || each.state.verdict === 'unknown'),
  );
  const last = failed?.state.kind === 'over' ? failed.state : undefined;
  const lines = (last?.log ?? []).slice(-5).join('\n');
  const words = state === 'failed' ? say`✗ ${title} failed` : say`⚠ ${title} ended, and nobody knows how`;
  const at = failed === undefined ? say`${words}.` : say`${words}, at ${failed.name}: ${last?.text ?? ''}`;
  warn({ kind: 'intent-failed', text: lines === '' ? at : join([at, { pieces: [{ kind: 'block', text: lines }] }]) });
}
