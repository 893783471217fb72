// /ci approve, reject and history, and the buttons of a run's card.

import type { RunState, RunView } from '@ci-command-center/contract';
import type { Answer, AnswerCall, AnswerVerb, Asked, AskedCall } from '../ci/command.ts';
import { code, join, say, type Words } from '../ci/words.ts';
import type { OwnVerbs } from '../commands/own-command.ts';
import { CiError } from '../platform/errors.ts';
import type { RunFrom, Runs } from './runs.ts';
import { MASK } from './values.ts';

const MOST = 15;

const states: Readonly<Record<RunState, string>> = {
  waiting: '⏸ waits for approval',
  queued: '○ waits for its turn',
  running: '▶ running',
  succeeded: '✓ passed',
  failed: '✗ failed',
  rejected: '⊘ rejected',
  expired: '⊘ expired',
  canceled: '⊘ canceled',
  unknown: '⚠ nobody knows how it ended',
};

export function runsCommand(runs: Runs): OwnVerbs {
  return {
    answers: {
      approve: decideTyped(runs, 'approve'),
      reject: decideTyped(runs, 'reject'),
      history: async ({ channelId, now }) => listed((await runs.list(channelId)).runs.slice(0, MOST), now),
    },
    calls: {
      'run-approve': async (asked) => decided(await decide(runs, asked, 'approve', 'button'), 'approve'),
      'run-reject': async (asked) => askWhy(asked),
      'run-rejected': async (asked) => decided(await decide(runs, asked, 'reject', 'dialog', asked.fields['reason']), 'reject'),
      'run-cancel': async (asked) => decided(await decide(runs, asked, 'cancel', 'dialog'), 'cancel'),
      'run-again': again(runs),
    },
    acts: { 'run-approve': 'approve', 'run-reject': 'reject', 'run-rejected': 'reject', 'run-cancel': 'run', 'run-again': 'run' },
  };
}

function decideTyped(runs: Runs, kind: 'approve' | 'reject'): AnswerVerb {
  return async ({ values, words, person }) => {
    const reason = words.slice(1).join(' ');
    const id = (values.get('id') ?? '').toLowerCase();
    const wish = { id, userId: person.userId, decision: kind, from: 'command', ...(reason !== '' && { reason }) } as const;
    return decided(await runs.decide(wish), kind);
  };
}

function decide(
  runs: Runs,
  { args, person }: AskedCall,
  decision: 'approve' | 'reject' | 'cancel',
  from: RunFrom,
  reason = '',
): Promise<RunView> {
  return runs.decide({ id: args['run'] ?? '', userId: person.userId, decision, from, ...(reason !== '' && { reason }) });
}

/** To the person; the card says it to all. */
function decided(run: RunView, kind: 'approve' | 'reject' | 'cancel'): Answer {
  const title = say`${code(run.intent)} (${code(run.id)})`;
  if (kind === 'reject') return { text: say`You rejected ${title}.` };
  if (kind === 'cancel') return { text: say`${title} is being canceled.` };
  const left = run.approval === undefined ? 0 : run.approval.count - run.approval.given.length;
  return { text: left > 0 ? say`You approved ${title}. ${left} more must agree.` : say`You approved ${title}: it begins.` };
}

function askWhy({ args }: AskedCall): Answer {
  return {
    text: say`Why is it rejected?`,
    form: {
      title: 'Reject the run',
      submit: 'Reject',
      fields: [{ kind: 'text', name: 'reason', label: 'Reason', help: 'Shown on its card', optional: true }],
      call: { name: 'run-rejected', args: { run: args['run'] ?? '' } },
    },
  };
}

/** As the person who clicks, with the same values; secret ones are asked for by /ci run only. */
function again(runs: Runs): AnswerCall {
  return async ({ args, person, channelId }) => {
    const before = await runs.view(args['run'] ?? '', { userId: person.userId });
    if (before === undefined) throw new CiError('CI_RUN_UNKNOWN', 'This run is not known any more.', 'Type `/ci run` instead.');
    const secret = before.values.find(({ value }) => value === MASK);
    if (secret !== undefined)
      throw new CiError(
        'CI_RUN_SECRET',
        `${secret.name} is secret, and was not kept.`,
        `Type \`/ci run ${before.intent}\` to be asked for it.`,
      );
    const values = Object.fromEntries(before.values.map(({ name, value }) => [name, value]));
    const subject = before.subject?.url;
    const wish = { intent: before.intent, values, by: { userId: person.userId }, channelId, from: 'button', dryRun: false } as const;
    const outcome = await runs.start({ ...wish, ...(subject !== undefined && { subject }) });
    if (outcome.kind === 'refused') throw new CiError(outcome.code, outcome.message, outcome.remedy);
    return { text: say`` };
  };
}

function listed(all: readonly RunView[], now: Asked['now']): Answer {
  if (all.length === 0) return { text: say`Nothing was run in this channel yet. \`/ci intents\` tells what can be.` };
  const head = [say`| run | intent | how it stands | by | when |`, say`| --- | --- | --- | --- | --- |`];
  return { text: join([...head, ...all.map((run) => rowOf(run, now))]) };
}

function rowOf({ id, intent, state, by, createdAt, end }: RunView, now: number): Words {
  const who = end === undefined ? '' : ` by ${end.by.name}`;
  return say`| ${code(id)} | ${intent} | ${states[state]}${who} | ${by.name} | ${ago(now - createdAt)} |`;
}

function ago(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 120) return `${minutes} min ago`;
  return minutes < 2_880 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / 1_440)} days ago`;
}
