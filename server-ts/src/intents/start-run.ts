// From the wish to run an intent to a run that waits for others, for its turn, or is only planned: everything is checked before anything is kept.

import { randomInt } from 'node:crypto';
import type { RunPlan } from '@ci-command-center/contract';
import type { Audit, AuditRecord } from '../audit/index.ts';
import type { ChannelId } from '../ci/ids.ts';
import type { Clock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';
import type { IntentBook } from './book.ts';
import { stepsOf, type PlannedStep } from './expansion.ts';
import type { Intent } from './intent.ts';
import type { NewRun, RunAbout, RunStep, RunTable, SealedValues } from './run.ts';
import type { Runner } from './runner.ts';
import type { RunOutcome, RunWish } from './runs.ts';
import { checkValues, MASK, masked, type Values } from './values.ts';
import type { RunFacts } from './variables.ts';
import { actOf, passToRun, type WhoPorts } from './who.ts';

export interface Subject {
  readonly title: string;
  readonly url: string;
}

export interface StartPorts extends WhoPorts {
  readonly book: IntentBook;
  readonly table: RunTable;
  readonly runner: Pick<Runner, 'wake'>;
  /** Queues a look for any node, at milliseconds since 1970. */
  later(id: string, at: number): Promise<void>;
  /** User name. Throws CiError for nobody. */
  username(userId: string): Promise<string>;
  /** Of a name as it stands in the channel's address; undefined where there is none. */
  channelNamed(name: string): Promise<ChannelId | undefined>;
  /** Where runs of programs are shown. Throws CiError. */
  usualChannel(): Promise<ChannelId>;
  /** What it is run for, as that person may see it; throws CI_RUN_LABELS where it does not carry what the intent asks for. */
  subject(intent: Intent, url: string | undefined, userId: string): Promise<Subject | undefined>;
  plan(intent: Intent, values: Values, facts: RunFacts): Promise<RunPlan>;
  /** Throws a CiError without a key. */
  seal(id: string, values: Values): SealedValues;
  readonly audit: Audit;
  /** Who asked was refused. Must not throw. */
  refused(wish: RunWish, username: string, problem: CiError): void;
  readonly now: Clock;
}

/** Milliseconds that other nodes leave a new run to this one. */
const GRACE = 4_000;
/** Without those that are taken for another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

export async function startRun(ports: StartPorts, wish: RunWish): Promise<RunOutcome> {
  const begun = ports.now();
  const intent = ports.book.find(wish.intent);
  if (intent === undefined) return refusal(unknown(wish.intent, ports.book));
  const checked = checkValues(intent, wish.values);
  const shown = masked(intent, checked.kind === 'good' ? checked.values : onlyKnown(intent, wish.values));
  const note = (outcome: AuditRecord['outcome'], what: string, code?: string): void =>
    ports.audit.note({
      ...recordOf(wish, intent),
      what,
      values: shown,
      outcome,
      at: begun,
      milliseconds: ports.now() - begun,
      ...(code !== undefined && { code }),
    });
  try {
    await passToRun(ports, intent, wish.by.userId, wish.channelId);
    if (checked.kind === 'wrong') return { ...refusal(wrong(intent, checked.fields)), fields: checked.fields };
    const username = await ports.username(wish.by.userId);
    const subject = await ports.subject(intent, wish.subject, wish.by.userId);
    const id = newId();
    const facts: RunFacts = { id, intent: intent.name, by: username, subject: subject?.url ?? '' };
    // Also for the run itself: what cannot be planned must not begin.
    const plan = await ports.plan(intent, checked.values, facts);
    if (wish.dryRun) return { kind: 'planned', plan };
    const run = await newRun(ports, wish, { intent, values: checked.values, username, subject, id });
    // Before it is stored: should we die in between, the look finds nothing, and ends.
    await ports.later(id, ports.now() + GRACE);
    const { run: stored, fresh } = await ports.table.begin(run);
    if (fresh) note('done', `run ${id}${run.state === 'waiting' ? ', which waits for approval' : ''}`);
    ports.runner.wake(stored.id);
    return { kind: 'accepted', id: stored.id };
  } catch (error) {
    if (!(error instanceof CiError) || error.code.startsWith('CI_STORAGE_')) throw error;
    note('refused', '', error.code);
    ports.refused(wish, await ports.username(wish.by.userId).catch(() => 'Somebody'), error);
    return refusal(error);
  }
}

interface Checked {
  readonly intent: Intent;
  readonly values: Values;
  readonly username: string;
  readonly subject: Subject | undefined;
  readonly id: string;
}

async function newRun(ports: StartPorts, wish: RunWish, { intent, values, username, subject, id }: Checked): Promise<NewRun> {
  const shown = masked(intent, values);
  const secret = intent.parameters.flatMap(({ name, type }) => (type === 'secret' && values[name] !== '' ? [name] : []));
  const open = Object.fromEntries(Object.entries(values).filter(([name]) => !secret.includes(name)));
  const sealed = secret.length === 0 ? undefined : ports.seal(id, Object.fromEntries(secret.map((name) => [name, values[name] ?? ''])));
  const askedIn = intent.approval?.channel === undefined ? undefined : await channelOf(ports, intent.approval.channel);
  const { onFailure } = intent;
  const about: RunAbout = {
    intent,
    by: { userId: wish.by.userId, username, ...(wish.by.key !== undefined && { key: wish.by.key }) },
    from: wish.from,
    values: open,
    secret,
    ...(subject !== undefined && { subject }),
    ...(askedIn !== undefined && { askedIn }),
  };
  return {
    id,
    channel: wish.channelId ?? (intent.channel === undefined ? await ports.usualChannel() : await channelOf(ports, intent.channel)),
    about,
    state: intent.approval === undefined ? 'queued' : 'waiting',
    course: {
      approvals: [],
      // Names of steps are shown: no secret value is in them.
      steps: stepsOf(intent, intent.steps, shown).map(waiting),
      undo: onFailure.kind === 'rollback' ? stepsOf(intent, onFailure.steps, shown).map(waiting) : [],
    },
    createdAt: ports.now(),
    ...(sealed !== undefined && { sealed }),
    ...(wish.once !== undefined && { once: JSON.stringify([wish.by.userId, wish.by.key ?? '', wish.once]).slice(0, 500) }),
  };
}

function waiting(step: PlannedStep): RunStep {
  return { ...step, state: { kind: 'waiting' } };
}

async function channelOf({ channelNamed }: StartPorts, name: string): Promise<ChannelId> {
  const channel = await channelNamed(name);
  if (channel !== undefined) return channel;
  throw new CiError('CI_RUN_CHANNEL', `There is no channel ${name}, which the intent names.`, 'Make the channel, or correct the intent.');
}

function newId(): string {
  return Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** Of names that are none nobody knows whether their values are secret. */
function onlyKnown({ parameters }: Intent, values: Values): Values {
  return Object.fromEntries(
    Object.keys(values).map((name) => [name, parameters.some((each) => each.name === name) ? (values[name] ?? '') : MASK]),
  );
}

function recordOf({ by, from, channelId }: RunWish, intent: Intent): Pick<AuditRecord, 'act' | 'userId' | 'from' | 'key' | 'channelId'> {
  return {
    act: actOf(intent),
    userId: by.userId,
    from,
    ...(by.key !== undefined && { key: by.key }),
    ...(channelId !== undefined && { channelId }),
  };
}

/** Plain text for who asked. */
function refusal({ code, message, remedy }: CiError): Extract<RunOutcome, { kind: 'refused' }> {
  return { kind: 'refused', code, message, remedy: remedy.replaceAll('`', '') };
}

function unknown(name: string, book: IntentBook): CiError {
  const meant = nearest(
    name,
    book.all().map((each) => each.name),
  );
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return new CiError('CI_INTENT_UNKNOWN', `There is no intent ${name.slice(0, 60)}.${question}`, 'Type /ci intents for those there are.');
}

function wrong({ name }: Intent, fields: Values): CiError {
  const words = Object.entries(fields).map(([field, fault]) => `${field}: ${fault}`);
  return new CiError('CI_RUN_VALUES', `${name} cannot be run with these values. ${words.join(' ')}`, 'Correct them.');
}
