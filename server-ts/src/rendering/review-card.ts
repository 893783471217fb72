// A merge request or an issue on its own card.

import type { Deed } from '../ci/deed.ts';
import type { Person } from '../ci/pipeline.ts';
import type { Act, ActVerb, ReviewState } from '../ci/review.ts';
import type { Card, Look } from './card.ts';
import { safeUrl } from './escape.ts';
import { deedsLine } from './deed-words.ts';
import { byWhom, MAX_TITLE, nameOf, numbered, opening, originOf, shown } from './foreign.ts';
import { quote } from './quote.ts';
import { listSome } from './shorten.ts';
import { colors } from './status-look.ts';

const MAX_PEOPLE = 5;
const MAX_LABELS = 8;

const looks: Readonly<Record<ReviewState['snapshot']['state'], Look>> = {
  open: { symbol: '●', word: 'open', color: colors.busy },
  merged: { symbol: '✓', word: 'merged', color: colors.good },
  closed: { symbol: '⊘', word: 'closed', color: colors.over },
  locked: { symbol: '⊘', word: 'locked', color: colors.over },
};

export function reviewCard(state: ReviewState, providerTitle: string): Card {
  const { snapshot, subject } = state;
  const titleUrl = safeUrl(snapshot.url);
  const look = lookOfReview(state);
  return {
    look,
    headline: `${look.symbol} ${opening(subject.project)}${reviewSentence(state)}`,
    title: titleOf(state),
    ...(titleUrl !== undefined && { titleUrl }),
    lines: snapshot.confidential ? [] : linesOf(state).filter((line) => line !== ''),
    footer: originOf(providerTitle, subject.project),
  };
}

export function lookOfReview({ snapshot }: ReviewState): Look {
  return snapshot.draft && snapshot.state === 'open' ? { symbol: '◌', word: 'draft', color: colors.quiet } : looks[snapshot.state];
}

/**
 * `merge request !12 opened by Alice: Add login`. Of a confidential issue only that there is one: a channel holds people who may not
 * read it, and whoever may is a click away.
 */
export function reviewSentence(state: ReviewState): string {
  const { snapshot } = state;
  const what = `${nounOf(state)} ${numberOf(state)} ${happening(state)}`;
  const title = shown(snapshot.title, MAX_TITLE);
  if (snapshot.confidential) return `confidential ${what}`;
  return title === '' ? what : `${what}: ${title}`;
}

/** `!12` or `#12`, as people write it. */
export function numberOf({ kind, number }: ReviewState): string {
  return numbered(kind === 'issue' ? '#' : '!', number);
}

function nounOf({ kind }: ReviewState): string {
  return kind === 'issue' ? 'issue' : 'merge request';
}

function happening(state: ReviewState): string {
  const { snapshot, acts } = state;
  if (snapshot.state === 'open') return `${snapshot.draft ? 'drafted' : 'opened'}${byWhom(lastActor(acts, 'opened') ?? snapshot.author)}`;
  if (snapshot.state === 'locked') return 'locked';
  return `${snapshot.state}${byWhom(lastActor(acts, snapshot.state))}`;
}

function lastActor(acts: readonly Act[], verb: ActVerb): Person | undefined {
  return acts.findLast((act) => act.verb === verb)?.by;
}

function titleOf(state: ReviewState): string {
  const { snapshot } = state;
  const number = `${state.kind === 'issue' ? '#' : '!'}${state.number}`;
  return snapshot.confidential ? `Confidential ${nounOf(state)} ${number}` : `${number} ${snapshot.title}`;
}

function linesOf(state: ReviewState): readonly string[] {
  const { snapshot, deeds = [] } = state;
  const { sourceBranch, targetBranch } = snapshot;
  return [
    sourceBranch === undefined || targetBranch === undefined ? '' : `${shown(sourceBranch)} → ${shown(targetBranch)}`,
    people('Reviewers', snapshot.reviewers),
    people('Assigned to', snapshot.assignees),
    people('Approved by', approvers(state.acts, deeds)),
    snapshot.labels.length === 0
      ? ''
      : `**Labels:** ${listSome(
          snapshot.labels.map((label) => shown(label, 40)),
          MAX_LABELS,
        )}`,
    ...quote(snapshot.description ?? '', snapshot.url, { lines: 3, letters: 300 }),
    deedsLine(deeds.filter(({ verb }) => verb !== 'approved' && verb !== 'unapproved')),
  ];
}

function people(heading: string, persons: readonly Person[]): string {
  const names = persons.flatMap((person) => nameOf(person) ?? []);
  return names.length === 0 ? '' : `**${heading}:** ${listSome(names, MAX_PEOPLE)}`;
}

/** Who approved it and has not taken it back, each once: from chat by their name here, others as the CI system names them. */
export function approvers(acts: readonly Act[], deeds: readonly Deed[] = []): readonly Person[] {
  const told = acts.flatMap(({ verb, by, at = 0 }) => (by === undefined ? [] : [{ verb, at, who: by.username ?? by.name, by }]));
  const done = deeds.map(({ verb, by, login = by, at }) => ({ verb, at, who: login, by: { name: `@${by}`, username: login } }));
  const standing = new Map<string, Person>();
  for (const { verb, who, by } of [...told, ...done].toSorted((left, right) => left.at - right.at)) {
    if (verb === 'approved') standing.set(who, done.find((each) => each.who === who)?.by ?? by);
    if (verb === 'unapproved') standing.delete(who);
  }
  return [...standing.values()];
}
