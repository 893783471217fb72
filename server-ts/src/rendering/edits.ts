// When the stored post is worth an edit. Mattermost keeps every old version of a post for ever, so each kind of card has so many
// edits in its life; the web app is live without any.

import { createHash } from 'node:crypto';
import type { AlertGroupState } from '../ci/alerts.ts';
import type { ReviewState } from '../ci/review.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { allowedFailures, failedJobs, isConcluded, statusOf } from '../ci/status.ts';
import type { SubjectState } from '../ci/subject.ts';
import { isBreached } from '../ci/figure.ts';
import { figuresOn } from './figure-words.ts';
import { analysisOf, failedConditions } from './gate-words.ts';
import { waitingInputs } from './inputs.ts';
import type { Deed } from '../ci/deed.ts';
import { sortJoined } from './joined.ts';
import type { FollowedRun } from './rendered.ts';

/** How many versions a kind of card may have had when … */
interface Budget {
  /** … it says anything new, */
  readonly any: number;
  /** … other things of weight stand on it: other failed jobs, other alerts, */
  readonly weighty: number;
  /** … its verdict is another. No edit after these. */
  readonly verdict: number;
}

const budgets: Readonly<Record<string, Budget>> = {
  /** In a queue, without a number. */
  queued: { any: 1, weighty: 1, verdict: 1 },
  /** Not concluded. So few, so that verdicts always have room. */
  moving: { any: 2, weighty: 2, verdict: 2 },
  /** It left the queue, or what kept us from knowing more does so no longer. */
  freed: { any: 3, weighty: 3, verdict: 3 },
  /** It waits for somebody's answer, and nothing goes on without. */
  asking: { any: 3, weighty: 4, verdict: 4 },
  verdict: { any: 4, weighty: 5, verdict: 6 },
  alerts: { any: 8, weighty: 16, verdict: 20 },
  review: { any: 8, weighty: 12, verdict: 16 },
  other: { any: 4, weighty: 5, verdict: 6 },
};

/**
 * What the stored post says, as a short stable text to keep beside it: `<kind> <verdict> <what is of weight> <the rest>`. Equal texts
 * mean that a new version would tell people nothing new.
 */
export function substance(state: SubjectState, joined: readonly SubjectState[] = [], followed: FollowedRun = {}): string {
  switch (state.kind) {
    case 'pipeline':
      return ofPipeline(state, joined, followed);
    case 'alerts':
      return ofAlerts(state);
    case 'merge-request':
    case 'issue':
      return ofReview(state);
    case 'gate': {
      const [{ status, ...analysis }] = state.analyses;
      return words('other', status, digest(failedConditions({ status, ...analysis })));
    }
    case 'deployment':
      return words('other', state.deployment.status, '-', (state.deeds ?? []).length === 0 ? '-' : digest(doneIn(state)));
    case 'artifact':
      return words('other', state.events.at(-1)?.action ?? 'published', '-', digest(state.artifact.name));
    case 'news':
      return words('other', state.news.event, '-', digest({ ...state.news, at: undefined }));
  }
}

/**
 * `before`: the substance that the post has now; `after`: the one it would get; `edits`: how many it has had.
 * The last edit is kept for a verdict other than the one shown: a failure that becomes a success must not be lost because the list of
 * failed jobs has changed five times.
 */
export function shouldEdit({ before, after, edits }: { before: string; after: string; edits: number }): boolean {
  if (before === after) return false;
  const [beforeKind, beforeVerdict, beforeWeight] = before.split(' ');
  const [kind, verdict, weight] = after.split(' ');
  // A question that does not stand any more is taken back as long as questions may be put.
  const answered = kind === 'moving' && beforeKind === 'asking';
  const budget = budgets[answered ? 'asking' : isFreed(before, after) ? 'freed' : (kind ?? '')] ?? budgets['other'];
  if (budget === undefined) return false;
  // The end of an outbreak is told whatever it took: afterwards there is a new card.
  if (kind === 'alerts' && verdict?.startsWith('resolved') === true && beforeVerdict?.startsWith('resolved') !== true) return true;
  if (verdict !== beforeVerdict) return edits < budget.verdict;
  return edits < (weight === beforeWeight ? budget.any : budget.weighty);
}

/** The post of a queued run says nothing when the run's card takes it over. */
function isFreed(before: string, after: string): boolean {
  const [beforeKind = '', , , beforeRest = '-'] = before.split(' ');
  const [kind, , , rest] = after.split(' ');
  if (kind === 'moving' && (beforeKind === 'queued' || beforeKind === '')) return true;
  return (kind === 'moving' || kind === 'queued') && kind === beforeKind && beforeRest !== '-' && rest === '-';
}

function ofPipeline(state: PipelineState, around: readonly SubjectState[], { note }: FollowedRun): string {
  const status = statusOf(state);
  const asks = waitingInputs(state).map(({ id }) => id);
  if (asks.length > 0) return words('asking', 'input', digest(asks.toSorted()), noted(note));
  if (!isConcluded(status)) return words('moving', failedJobs(state).length === 0 ? 'started' : 'failing', '-', noted(note));
  const jobs = [failedJobs(state), allowedFailures(state)].map((list) => list.map((job) => job.name).sort());
  const joined = sortJoined(around);
  const gates = joined.gates.map((gate) => analysisOf(gate, detailsOf(state).commit?.sha).status);
  const verdict = gates.includes('failed') ? `${status}/gate` : status;
  const rest = [
    [...joined.children, ...joined.builds].map((pipeline) => [pipeline.pipeline.key, settledStatus(pipeline)]),
    gates,
    joined.artifacts.map(({ subject, events }) => [subject.key, events.at(-1)?.action]),
    joined.deployments.map(({ subject, deployment }) => [subject.key, isConcluded(deployment.status) ? deployment.status : 'moving']),
  ];
  const deeds = doneIn(state);
  const figures = figuresOn(state, joined);
  const weighty = [...deeds, ...figures.filter(isBreached).map(({ name }) => `breached ${name}`)];
  const told = figures.map(({ name, value, unit, min, max }) => [name, value, unit, min, max]);
  const all = told.length === 0 ? rest : [...rest, told];
  const isBare = all.every((list) => list.length === 0);
  return words('verdict', verdict, digest(weighty.length === 0 ? jobs : [jobs, weighty]), isBare ? '-' : digest(all));
}

/** Who did what, once each: the same person doing it again is no news. */
function doneIn({ deeds = [] }: { readonly deeds?: readonly Deed[] }): readonly string[] {
  return [...new Set(deeds.map(({ verb, what = '', by }) => `${verb} ${what} ${by}`))];
}

function noted(note: FollowedRun['note']): string {
  return note === undefined ? '-' : digest(note.reason);
}

function settledStatus(state: PipelineState): string {
  const status = statusOf(state);
  return isConcluded(status) ? status : 'moving';
}

function ofAlerts({ alerts, silence, truncated }: AlertGroupState): string {
  const firing = alerts.filter(({ status }) => status === 'firing');
  const verdict = `${firing.length > 0 ? 'firing' : 'resolved'}${silence === undefined || silence.expired ? '' : '/silenced'}`;
  const magnitude = Math.ceil(Math.log2(firing.length + 1));
  const names = [...new Set(firing.map(({ name }) => name))].sort();
  return words(
    'alerts',
    verdict,
    digest([magnitude, names, silence?.id]),
    digest([truncated, alerts.map(({ fingerprint, status }) => [fingerprint, status])]),
  );
}

function ofReview({ snapshot, acts, kind, deeds = [] }: ReviewState): string {
  const approvals = acts.filter(({ verb }) => verb === 'approved' || verb === 'unapproved').map(({ id }) => id);
  const people = [snapshot.reviewers, snapshot.assignees].map((list) => list.map(({ name }) => name));
  // Its buttons are about the newest commit.
  const { title, draft, labels, targetBranch, sha } = snapshot;
  return words(
    'review',
    snapshot.state,
    digest([title, draft, approvals]),
    digest([kind, people, labels, targetBranch, sha, ...doneIn({ deeds })]),
  );
}

function words(kind: string, verdict: string, weight = '-', rest = '-'): string {
  return [kind, verdict, weight, rest].join(' ');
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
}
