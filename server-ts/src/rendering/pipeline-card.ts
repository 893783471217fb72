// A pipeline's state → its card, with all that belongs to its commit.

import type { Finding } from '../ci/finding.ts';
import type { Job } from '../ci/pipeline.ts';
import { detailsOf } from '../ci/state.ts';
import type { PipelineState } from '../ci/state.ts';
import { allowedFailures, failedJobs, isConcluded, stagesOf, statusOf, waitingJobs } from '../ci/status.ts';
import type { SubjectState } from '../ci/subject.ts';
import type { Past } from '../ci/trend.ts';
import type { Card } from './card.ts';
import { formatDuration } from './duration.ts';
import { escape, plain, safeUrl } from './escape.ts';
import { deedsLine } from './deed-words.ts';
import { figuresLine, figuresOn } from './figure-words.ts';
import { byWhom, commitWords, linked, MAX_TITLE, originOf, shown } from './foreign.ts';
import { headlineOf, nounOf } from './headline.ts';
import { inputLines, waitingInputs } from './inputs.ts';
import { joinedLines, testsLine } from './joined-lines.ts';
import { sortJoined } from './joined.ts';
import { parametersLine } from './parameters.ts';
import type { FollowedRun } from './rendered.ts';
import { listSome } from './shorten.ts';
import { lookOf } from './status-look.ts';
import { durationWords, usualWords } from './trend-words.ts';

const MAX_JOBS = 10;
const MAX_STAGES = 20;

/** What stands around a pipeline; nothing of it must be known. */
export interface PipelineSurroundings {
  readonly joined?: readonly SubjectState[];
  readonly past?: Past;
  readonly findings?: readonly Finding[];
  readonly followed?: FollowedRun;
}

export function renderPipeline(
  state: PipelineState,
  { providerTitle }: { readonly providerTitle: string },
  { joined = [], past = [], findings = [], followed = {} }: PipelineSurroundings = {},
): Card {
  const details = detailsOf(state);
  const titleUrl = safeUrl(details.url);
  const around = sortJoined(joined);
  return {
    look: lookOf(waitingInputs(state).length > 0 ? 'manual' : statusOf(state)),
    headline: headlineOf(state, past, around),
    title: `${nounOf(state) === 'build' ? 'Build' : 'Pipeline'} #${details.number}`,
    ...(titleUrl !== undefined && { titleUrl }),
    lines: [
      ...ownLines(state, findings),
      figuresLine(figuresOn(state, around)),
      ...joinedLines(around, details.commit?.sha),
      timesLine(state, past, followed),
      deedsLine(state.deeds ?? []),
      ...noteLines(followed),
    ].filter((line) => line !== ''),
    footer: originOf(providerTitle, state.pipeline.project),
  };
}

function ownLines(state: PipelineState, findings: readonly Finding[]): readonly string[] {
  return [
    shown(detailsOf(state).name ?? '', MAX_TITLE),
    whatLine(state),
    commitLine(state),
    ...inputLines(state),
    stagesLine(state),
    jobsLine('Failed', failedJobs(state)),
    jobsLine('Failed, but may', allowedFailures(state)),
    statusOf(state) === 'manual' && waitingInputs(state).length === 0 ? jobsLine('Waiting for a person', waitingJobs(state)) : '',
    testsLine(state, findings),
    parametersLine(detailsOf(state).parameters ?? []),
  ];
}

/** Branch or tag in words, so that nobody takes one for the other; the merge request by number and title. */
function whatLine(state: PipelineState): string {
  const { ref, mergeRequest } = detailsOf(state);
  const change = mergeRequest && linked(`!${mergeRequest.number} ${mergeRequest.title}`, mergeRequest.url, MAX_TITLE);
  const name = ref === undefined ? '' : linked(ref.name, ref.url);
  if (name === '' || ref?.kind === 'merge-request') return (change ?? name) === '' ? '' : `Merge request ${change ?? name}`;
  const place = `${ref?.kind === 'tag' ? 'Tag' : 'Branch'} ${name}`;
  return change === undefined ? place : `${place} · merge request ${change}`;
}

function commitLine(state: PipelineState): string {
  const { commit } = detailsOf(state);
  if (commit === undefined) return '';
  return commitWords(commit);
}

function stagesLine(state: PipelineState): string {
  const concluded = isConcluded(statusOf(state));
  const stages = stagesOf(state).map(({ name, status }) => {
    const { symbol, word } = lookOf(status);
    return `${symbol} ${shown(name)} ${concluded && status === 'created' ? 'not run' : word}`;
  });
  return stages.length > MAX_STAGES
    ? `${stages.slice(0, MAX_STAGES).join(' · ')} and ${stages.length - MAX_STAGES} more`
    : stages.join(' · ');
}

function jobsLine(heading: string, jobs: readonly Job[]): string {
  return jobs.length === 0 ? '' : `**${heading}:** ${listSome(jobs.map(nameJob), MAX_JOBS)}`;
}

function nameJob(job: Job): string {
  const reason = job.failureReason === undefined ? '' : ` (${shown(job.failureReason)})`;
  const place = job.environment === undefined || job.status !== 'manual' ? '' : ` (${shown(job.environment)})`;
  return `${linked(job.name, job.url)}${reason}${place}`;
}

/** A running pipeline's duration is not said: the stored text would be wrong a second later. What it usually takes stays true. */
function timesLine(state: PipelineState, past: Past, { startedBy }: FollowedRun): string {
  const { queuedDuration, triggeredBy, source, coverage } = detailsOf(state);
  const concluded = isConcluded(statusOf(state));
  return [
    concluded ? durationWords(state, past) : usualWords(state, past),
    concluded && queuedDuration !== undefined && queuedDuration >= 60 ? `queued ${formatDuration(queuedDuration)}` : '',
    coverage === undefined ? '' : `coverage ${coverage} %`,
    startedBy === undefined ? `${sourceWords(source)}${byWhom(triggeredBy)}`.trim() : `started from chat by ${shown(startedBy)}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function noteLines({ note }: FollowedRun): readonly string[] {
  return note === undefined ? [] : [`⚠ ${shown(note.reason, 300)}`, note.remedy];
}

function sourceWords(source: string | undefined): string {
  if (source === undefined) return '';
  return escape(
    plain(source)
      .replaceAll('_', ' ')
      .replace(/ event$/, ''),
  );
}
