// A run → its card in the channel: each step's state, the last lines of a failed one, who, with which values, and what can be done now.

import type { RunState } from '@ci-command-center/contract';
import type { Button } from '../ci/command.ts';
import { ownConnection } from '../commands/own-command.ts';
import type { PostContent } from '../delivery/index.ts';
import type { PostAction } from '../rendering/actions.ts';
import { attachmentOf, messageOf } from '../rendering/attachment.ts';
import { callActions } from '../rendering/call-actions.ts';
import type { Look } from '../rendering/card.ts';
import { codeBlock } from '../rendering/code-block.ts';
import { escape, link } from '../rendering/escape.ts';
import { shown } from '../rendering/foreign.ts';
import { parametersLine } from '../rendering/parameters.ts';
import { colors, lookOf } from '../rendering/status-look.ts';
import { rowsOf } from '../rendering/words.ts';
import { deadline } from './advance.ts';
import { isOver, type Run, type RunStep } from './run.ts';
import { allSteps, statusOf, valuesOf } from './run-view.ts';

const looks: Readonly<Record<RunState, Look>> = {
  waiting: { ...lookOf('manual'), word: 'waits for approval' },
  queued: { ...lookOf('pending'), word: 'waits for its turn' },
  running: lookOf('running'),
  succeeded: lookOf('success'),
  failed: lookOf('failed'),
  rejected: { symbol: '⊘', word: 'rejected', color: colors.over },
  expired: { symbol: '⊘', word: 'expired: nobody agreed in time', color: colors.over },
  canceled: lookOf('canceled'),
  unknown: { symbol: '⚠', word: 'ended, and nobody knows how', color: colors.warn },
};

const MAX_REASON = 300;
const MAX_LOG_LINE = 300;

/** `ask`: user names of those who are asked to agree, for a mention; empty: they are many. */
export function runCard(run: Run, ask: readonly string[] = []): PostContent {
  const { about } = run;
  const look = looks[run.state];
  const lines = [
    about.intent.description === undefined ? '' : shown(about.intent.description, MAX_REASON),
    parametersLine(valuesOf(run)),
    subjectLine(run),
    ...stepLines(run),
    ...approvalLines(run),
    ...endLines(run),
  ];
  const card = {
    look,
    title: `${about.intent.name}: ${look.word}`,
    lines: lines.filter((line) => line !== ''),
    footer: `Run ${run.id} · by ${about.by.username}${about.by.key === undefined ? '' : ` with the key ${about.by.key}`}`,
    headline: `${look.symbol} **${shown(about.intent.name)}** ${look.word}`,
    buttons: actionsOf(run),
  };
  const mentions =
    run.state === 'waiting' && ask.length > 0 ? ` · ${ask.map((name) => `@${name}`).join(' ')}: please approve or reject` : '';
  return { type: '', message: `${messageOf(card.headline)}${mentions}`, props: { attachments: [attachmentOf(card)] } };
}

/** Each has an id of its own: Mattermost does what stands under it by then, so whoever clicks an older card must not do something else. */
function actionsOf(run: Run): readonly PostAction[] {
  const origin = { provider: ownConnection.provider, connection: ownConnection.name };
  return buttonsOf(run).flatMap((button) => callActions(origin, { buttons: [button] }, button.call.name.replaceAll('-', '')));
}

function buttonsOf(run: Run): readonly Button[] {
  const args = { run: run.id };
  const cancel: Button = {
    label: 'Cancel',
    call: { name: 'run-cancel', args },
    confirm: {
      title: `Cancel ${run.about.intent.name}?`,
      text: 'What runs is stopped, and what was not begun is left out.',
      yes: 'Cancel it',
    },
  };
  if (run.state === 'waiting')
    return [
      { label: 'Approve', style: 'primary', call: { name: 'run-approve', args } },
      { label: 'Reject …', style: 'danger', call: { name: 'run-reject', args } },
      cancel,
    ];
  if (isOver(run)) return [{ label: 'Run again …', call: { name: 'run-again', args } }];
  return run.course.cancel === undefined ? [cancel] : [];
}

function subjectLine({ about: { subject } }: Run): string {
  return subject === undefined ? '' : `**For:** ${link(subject.title, subject.url)}`;
}

function stepLines(run: Run): readonly string[] {
  return allSteps(run).flatMap((each) => {
    const { symbol, word } = lookOf(statusOf(each.state));
    return [`${symbol} **${shown(each.name)}** ${word}${saying(each)}`, ...logOf(each)];
  });
}

/** What is not our Markdown is escaped by `rowsOf`. */
function saying({ state }: RunStep): string {
  if (state.kind !== 'running' && state.kind !== 'over') return '';
  const text = rowsOf(state.text).join(' ');
  const problem =
    state.kind === 'running' && state.problem !== undefined ? ` ⚠ ${escape(state.problem.message)} ${state.problem.remedy}` : '';
  return text === '' && problem === '' ? '' : `: ${text}${problem}`;
}

function logOf({ state }: RunStep): readonly string[] {
  if (state.kind !== 'over' || state.log === undefined || state.log.length === 0) return [];
  return [codeBlock(state.log, MAX_LOG_LINE)];
}

function approvalLines(run: Run): readonly string[] {
  const { approvals } = run.course;
  const given = approvals.map(({ username, reason }) => `Approved by ${shown(username)}${reasonOf(reason)}`);
  const { approval } = run.about.intent;
  if (run.state !== 'waiting' || approval === undefined) return given;
  const left = approval.count - approvals.length;
  const until = new Date(deadline(run)).toISOString().slice(0, 16).replace('T', ' ');
  return [...given, `Waits for ${left} more ${left === 1 ? 'person' : 'people'} to agree, until ${until} UTC.`];
}

function endLines({ course: { rejected, cancel, why } }: Run): readonly string[] {
  return [
    rejected === undefined ? '' : `Rejected by ${shown(rejected.username)}${reasonOf(rejected.reason)}`,
    cancel === undefined ? '' : `Canceled by ${shown(cancel.username)}${reasonOf(cancel.reason)}`,
    why === undefined ? '' : escape(why),
  ];
}

function reasonOf(text: string | undefined): string {
  return text === undefined ? '.' : `: ${shown(text, MAX_REASON)}`;
}
