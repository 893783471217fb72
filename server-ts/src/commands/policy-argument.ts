// The values of --event, --notify, --thread and --branch, as people type them.

import { eventKinds, type EventKind } from '../ci/facts.ts';
import { interests, type Interest } from '../ci/interest.ts';
import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';
import type { Notify, ThreadPolicy } from '../routing/rules.ts';

/**
 * What a subscription tells of when nothing is said: verdicts. Each sender knows some of them. A deployment stands in the thread
 * of its pipeline and is posted by itself only where it is asked for.
 */
export const USUAL_EVENTS: readonly EventKind[] = ['pipeline', 'quality_gate', 'artifact', 'alert'];

/** Words of the other plugins and of daily speech. */
const otherWords: Readonly<Record<string, EventKind>> = {
  build: 'pipeline',
  merge: 'merge_request',
  mr: 'merge_request',
  pull_request: 'merge_request',
  deploy: 'deployment',
  note: 'comment',
  gate: 'quality_gate',
};

export const notifyWords = ['live', 'finish', 'failures', 'changes'] as const;
export const threadWords = ['details', 'broadcast', 'flat'] as const;
const MOST_BRANCHES = 20;
export const LONGEST_PATTERN = 200;

/** `pipeline,merge_request`; also with plurals, dashes and the words of other plugins; `all` or `*` for every kind. */
export function readEvents(text: string): readonly Interest[] {
  const words = split(text);
  if (words.some((word) => word === 'all' || word === '*')) return eventKinds;
  return [...new Set(words.map(readEvent))];
}

function readEvent(word: string): Interest {
  const plain = word.toLowerCase().replaceAll('-', '_');
  const found = [plain, plain.replace(/s$/, ''), plain.replace(/es$/, '')].flatMap(
    (form) => interests.find((kind) => kind === form) ?? (Object.hasOwn(otherWords, form) ? (otherWords[form] ?? []) : []),
  );
  return found[0] ?? refuse('--event', word, interests);
}

export function readNotify(text: string): Notify {
  const word = text.toLowerCase();
  const after = /^after:(\d{1,3})$/.exec(word)?.[1];
  if (after !== undefined && Number(after) > 0) return { after: Number(after) };
  return notifyWords.find((known) => known === word) ?? refuse('--notify', text, [...notifyWords, 'after:3']);
}

export function readThread(text: string): ThreadPolicy {
  return threadWords.find((known) => known === text.toLowerCase()) ?? refuse('--thread', text, threadWords);
}

/** Globs, with commas between them; labels may have spaces. */
export function readLabels(text: string): readonly string[] {
  const labels = [...new Set(text.split(/[,;\n]+/u).map((label) => label.trim()))].filter((label) => label !== '');
  if (labels.length > 0 && labels.length <= MOST_BRANCHES && labels.every((label) => label.length <= LONGEST_PATTERN)) return labels;
  throw new CiError(
    'CI_COMMAND_LABELS',
    `Give one to ${MOST_BRANCHES} labels of ${LONGEST_PATTERN} characters at most.`,
    'Use * and ** to say it shorter.',
  );
}

/** Globs, with commas between them. */
export function readBranches(text: string): readonly string[] {
  const branches = [...new Set(split(text))];
  if (branches.length <= MOST_BRANCHES && branches.every((branch) => branch.length <= LONGEST_PATTERN)) return branches;
  throw new CiError(
    'CI_COMMAND_BRANCHES',
    `--branch takes ${MOST_BRANCHES} patterns of ${LONGEST_PATTERN} characters at most.`,
    'Use * and ** to say it shorter.',
  );
}

function split(text: string): readonly string[] {
  const words = text.split(/[\s,;]+/u).filter((word) => word !== '');
  if (words.length > 0) return words;
  throw new CiError('CI_COMMAND_VALUE', 'A value is empty.', 'Leave the flag out instead.');
}

function refuse(flag: string, word: string, known: readonly string[]): never {
  const meant = nearest(word.toLowerCase(), known);
  throw new CiError(
    'CI_COMMAND_VALUE',
    `${flag} does not know ${word.slice(0, 60)}.`,
    meant === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${meant}?`,
  );
}
