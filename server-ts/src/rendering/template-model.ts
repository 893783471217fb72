// What a template can speak of: the same words for every kind of card, and those of its own kind.

import { isBreached, type Figure } from '../ci/figure.ts';
import type { GateState } from '../ci/gate.ts';
import type { NewsState } from '../ci/news.ts';
import type { Person, Ref } from '../ci/pipeline.ts';
import type { ReviewState } from '../ci/review.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { failedJobs, statusOf } from '../ci/status.ts';
import { identityOf, type SubjectState } from '../ci/subject.ts';
import { failuresInARow, usualDuration, type Past } from '../ci/trend.ts';
import { firingOf, lookOfAlerts, summaryOf, worstSeverity } from './alert-words.ts';
import { lookOfArtifact } from './artifact-words.ts';
import { figuresOn, figureWords } from './figure-words.ts';
import { conditionWords, failedConditions, lookOfGate } from './gate-words.ts';
import { sortJoined } from './joined.ts';
import type { RenderScene } from './rendered.ts';
import { lookOfReview } from './review-card.ts';
import { lookOf } from './status-look.ts';
import { Ready } from './template-escape.ts';
import { toldTrend } from './trend-words.ts';

/** Only data: texts as they came, numbers, lists of texts. */
export type TemplateModel = Readonly<Record<string, unknown>>;

/** `provider`: as people write it. What is not known is an empty text, so that every name is there in every template of its kind. */
export function modelOf({ state, past, joined }: Pick<RenderScene, 'state' | 'past' | 'joined'>, provider: string): TemplateModel {
  const path = identityOf(state).project?.path ?? '';
  return { provider, project: { path, name: path.split('/').at(-1) ?? '' }, ...ownWords(state, past, joined) };
}

function ownWords(state: SubjectState, past: Past, joined: readonly SubjectState[]): TemplateModel {
  switch (state.kind) {
    case 'pipeline':
      return { ...ofPipeline(state, past), ...figureWordsOf(figuresOn(state, sortJoined(joined))) };
    case 'deployment': {
      const { status, environment, ref, commit, by } = state.deployment;
      return { status: statusWords(lookOf(status), status), environment, ...place(ref), commit: commitWords(commit), author: person(by) };
    }
    case 'gate':
      return ofGate(state);
    case 'artifact': {
      const last = state.events.at(-1);
      const { name, repository = '', path = '', type } = state.artifact;
      const look = lookOfArtifact(state);
      return {
        status: statusWords(look, last?.action ?? 'published'),
        artifact: { name, repository, path, type },
        author: { name: last?.by ?? '', username: last?.by ?? '' },
      };
    }
    case 'alerts': {
      const firing = firingOf(state);
      const told = firing.length > 0 ? firing : state.alerts;
      return {
        status: statusWords(lookOfAlerts(state), firing.length > 0 ? 'firing' : 'resolved'),
        alerts: {
          firing: firing.length,
          resolved: state.alerts.length - firing.length,
          names: [...new Set(told.map(({ name }) => name))],
          severity: worstSeverity(told) ?? '',
          summaries: [...new Set(told.flatMap((alert) => summaryOf(alert) ?? []))],
        },
        labels: { ...state.group.commonLabels, ...state.group.labels },
      };
    }
    case 'merge-request':
    case 'issue':
      return ofReview(state);
    case 'news':
      return ofNews(state);
  }
}

function ofPipeline(state: PipelineState, past: Past): TemplateModel {
  const { number, ref, mergeRequest, commit, triggeredBy, duration, source = '', name = '' } = detailsOf(state);
  const status = statusOf(state);
  return {
    status: statusWords(lookOf(status), status),
    ...place(ref),
    pipeline: {
      number,
      name,
      source,
      duration: duration ?? '',
      usual: usualDuration(past) ?? '',
      failures: failuresInARow(status, past),
      trend: toldTrend(state, past) ?? '',
    },
    merge_request: { number: mergeRequest?.number ?? '', title: mergeRequest?.title ?? '' },
    commit: commitWords(commit),
    author: person(triggeredBy ?? commit?.author),
    failed_jobs: failedJobs(state).map((job) => job.name),
  };
}

/** `figure`: the number of each by its name; the lists are in words, what is out of its limits first. */
function figureWordsOf(figures: readonly Figure[]): TemplateModel {
  return {
    figure: Object.fromEntries(figures.map(({ name, value }) => [name, value])),
    figures: figures.map(figureWords),
    breached: figures.filter(isBreached).map(figureWords),
  };
}

function ofGate({ analyses }: GateState): TemplateModel {
  const [analysis] = analyses;
  const conditions = failedConditions(analysis).map(conditionWords);
  return {
    status: statusWords(lookOfGate(analysis.status), analysis.status),
    ...place(analysis.ref),
    commit: commitWords(analysis.sha === undefined ? undefined : { sha: analysis.sha, title: '' }),
    gate: { name: analysis.gate ?? '', conditions },
  };
}

/** Of what is confidential, nothing that a headline could tell. */
function ofReview(state: ReviewState): TemplateModel {
  const { kind, number, snapshot } = state;
  const { title, author, sourceBranch = '', targetBranch = '', labels, reviewers, draft, confidential } = snapshot;
  const own = confidential ? { number, title: '', draft } : { number, title, draft };
  return {
    status: statusWords(lookOfReview(state), snapshot.state),
    [kind === 'issue' ? 'issue' : 'merge_request']: own,
    branch: sourceBranch,
    target: targetBranch,
    author: person(author),
    labels: confidential ? [] : labels,
    reviewers: reviewers.map(({ name }) => name),
  };
}

function ofNews({ news }: NewsState): TemplateModel {
  const common = { author: person(news.by), action: news.event === 'comment' ? 'created' : news.action };
  switch (news.event) {
    case 'push':
      return { ...common, ...place(news.ref), total: news.total, commits: news.commits.map(({ title }) => title) };
    case 'tag':
      return { ...common, ...place(news.ref), message: news.message ?? '', commit: commitWords(news.commit) };
    case 'release':
      return { ...common, tag: news.tag, title: news.name };
    case 'wiki':
      return { ...common, title: news.title };
    case 'comment':
      return { ...common, title: news.on.title, text: news.text };
    case 'reaction':
      return { ...common, title: news.on.title, emoji: news.emoji };
  }
}

const emoji: Readonly<Record<string, string>> = {
  created: 'hourglass',
  pending: 'hourglass',
  running: 'arrow_forward',
  success: 'white_check_mark',
  passed: 'white_check_mark',
  published: 'package',
  resolved: 'white_check_mark',
  warning: 'warning',
  failed: 'x',
  error: 'x',
  firing: 'rotating_light',
  canceled: 'no_entry_sign',
  skipped: 'fast_forward',
  manual: 'raised_hand',
  open: 'large_blue_circle',
  merged: 'white_check_mark',
  closed: 'no_entry_sign',
};

function statusWords({ word, symbol }: { readonly word: string; readonly symbol: string }, name: string): object {
  return { name, word, symbol, emoji: new Ready(`:${emoji[name] ?? 'information_source'}:`) };
}

function place(ref: Ref | undefined): { readonly branch: string; readonly tag: string } {
  return { branch: ref === undefined || ref.kind === 'tag' ? '' : ref.name, tag: ref?.kind === 'tag' ? ref.name : '' };
}

function person(of: Person | undefined): object {
  return { name: of?.name ?? '', username: of?.username ?? '' };
}

function commitWords(commit: { readonly sha: string; readonly title: string } | undefined): object {
  return { sha: commit?.sha ?? '', short: commit?.sha.slice(0, 8) ?? '', title: commit?.title ?? '' };
}
