// A pipeline's state → what the web app is told of it.

import type { JobView, PipelineView, RunPersonView } from '@ci-command-center/contract';
import type { Job, Person, PipelineSnapshot, Ref } from '../ci/pipeline.ts';
import { detailsOf } from '../ci/state.ts';
import type { PipelineOutline, PipelineState } from '../ci/state.ts';
import { jobsOf, stagesOf, statusOf } from '../ci/status.ts';
import { failuresInARow, usualDuration } from '../ci/trend.ts';
import type { PostAction } from './actions.ts';
import { cardActions, viewActions } from './card-buttons.ts';
import { viewDeeds } from './deed-words.ts';
import { safeUrl } from './escape.ts';
import { figuresOn, viewFigures } from './figure-words.ts';
import { viewInputs, waitingInputs } from './inputs.ts';
import { newestOf, viewJoined } from './joined-view.ts';
import { testsOf } from './joined-lines.ts';
import { sortJoined } from './joined.ts';
import { viewParameters } from './parameters.ts';
import type { FollowedRun, RenderScene, ViewContext } from './rendered.ts';
import { toldTrend } from './trend-words.ts';
import { toText, urlOf } from './view-text.ts';

/** So that a view always fits into a post's props and a websocket message. */
const MAX_JOBS = 300;
const MAX_TESTS = 10;

/** `revision` grows with each change; `updatedAt` in milliseconds since 1970. Text is plain and of one line, addresses are http(s) or empty. */
export function toView(state: PipelineState, revision: number, updatedAt: number, providerTitle: string): PipelineView {
  const { project, key } = state.pipeline;
  const details = detailsOf(state);
  return {
    key,
    revision,
    provider: providerTitle,
    project: { path: toText(project.path), url: safeUrl(project.url) ?? '' },
    number: toText(details.number),
    url: safeUrl(details.url) ?? '',
    status: statusOf(state),
    ref: viewRef(details.ref),
    stages: stagesOf(state).map(({ name, status }) => ({ name: toText(name), status })),
    jobs: jobsToShow(state).map(viewJob),
    updatedAt,
    ...peopleAndCommit(details),
    ...numbersOf(state),
    ...asked(state),
  };
}

/** The same with all that is shown with it: how it stands against those before, its tests, and what belongs to its commit. `buttons`: the card's, when made already. */
export function sceneToView(
  state: PipelineState,
  scene: Omit<RenderScene, 'state'>,
  { providerTitle, cardButtons, hasLog }: ViewContext,
  buttons: readonly PostAction[] = cardActions(state.pipeline, cardButtons?.(state, scene.joined) ?? []),
): PipelineView {
  const { past, findings, revision, updatedAt, followed } = scene;
  const joined = sortJoined(scene.joined);
  const trend = toldTrend(state, past);
  const inARow = failuresInARow(statusOf(state), past);
  const usual = usualDuration(past);
  const tests = testsOf(state, findings);
  const joinedAt = newestOf(joined);
  const figures = figuresOn(state, joined);
  const actions = viewActions(buttons);
  return {
    ...toView(state, revision, updatedAt, providerTitle(state.pipeline.provider)),
    ...(trend !== undefined && { trend }),
    ...(inARow > 0 && { failuresInARow: inARow }),
    ...(usual !== undefined && { usualDuration: usual }),
    ...(tests !== undefined && { tests: { ...tests, names: tests.names.slice(0, MAX_TESTS).map(toText) } }),
    ...(figures.length > 0 && { figures: viewFigures(figures) }),
    ...(followed !== undefined && viewFollowed(followed)),
    ...(actions.length > 0 && { actions }),
    ...(hasLog?.(state.pipeline.provider) === true && { log: true }),
    joined: viewJoined(joined, detailsOf(state).commit?.sha, providerTitle),
    ...(joinedAt !== undefined && { joinedAt }),
  };
}

/** A name is always there, so that an older web app in an open browser takes it; it is empty where there is none. */
function viewRef(ref: Ref | undefined): PipelineView['ref'] {
  return ref === undefined ? { kind: 'branch', name: '' } : { kind: ref.kind, name: toText(ref.name), ...urlOf(ref.url) };
}

/** With what it was started, what it asks, and who did what about it. */
function asked(state: PipelineState): Partial<PipelineView> {
  const { parameters = [] } = detailsOf(state);
  const inputs = waitingInputs(state);
  const deeds = viewDeeds(state.deeds ?? []);
  return {
    ...(deeds.length > 0 && { deeds }),
    ...(parameters.length > 0 && { parameters: viewParameters(parameters) }),
    ...(inputs.length > 0 && { inputs: viewInputs(inputs) }),
  };
}

function viewFollowed({ startedBy, replaces, note }: FollowedRun): Partial<PipelineView> {
  return {
    ...(startedBy !== undefined && { startedFromChat: toText(startedBy) }),
    ...(replaces !== undefined && { replaces }),
    ...(note !== undefined && { note: toText(`${note.reason} ${note.remedy.replaceAll('`', '')}`) }),
  };
}

/** All of them, or the ones that matter most. */
function jobsToShow(state: PipelineState): readonly Job[] {
  const jobs = jobsOf(state);
  if (jobs.length <= MAX_JOBS) return jobs;
  const byWeight = [...jobs].sort((left, right) => weigh(right) - weigh(left)).slice(0, MAX_JOBS);
  const kept = new Set(byWeight);
  return jobs.filter((job) => kept.has(job));
}

function weigh({ status }: Job): number {
  if (status === 'failed') return 3;
  if (status === 'running') return 2;
  return status === 'manual' || status === 'pending' ? 1 : 0;
}

function viewJob(job: Job): JobView {
  return {
    id: job.id,
    name: toText(job.name),
    stage: toText(job.stage),
    status: job.status,
    allowFailure: job.allowFailure,
    ...urlOf(job.url),
    ...(job.failureReason === undefined ? {} : { failureReason: toText(job.failureReason) }),
    ...(job.duration === undefined ? {} : { duration: job.duration }),
    ...(job.retries === undefined ? {} : { retries: job.retries }),
    ...(job.startedAt === undefined ? {} : { startedAt: job.startedAt }),
  };
}

function peopleAndCommit(details: PipelineOutline & Partial<PipelineSnapshot>): Partial<PipelineView> {
  const { name, source, mergeRequest, commit, triggeredBy } = details;
  return {
    ...(name === undefined ? {} : { name: toText(name) }),
    ...(source === undefined ? {} : { source: toText(source) }),
    ...(mergeRequest && {
      mergeRequest: { number: toText(mergeRequest.number), title: toText(mergeRequest.title), url: safeUrl(mergeRequest.url) ?? '' },
    }),
    ...(commit && {
      commit: {
        sha: toText(commit.sha),
        title: toText(commit.title),
        ...urlOf(commit.url),
        ...(commit.author && { author: viewPerson(commit.author) }),
      },
    }),
    ...(triggeredBy && { triggeredBy: viewPerson(triggeredBy) }),
  };
}

function numbersOf(state: PipelineState): Partial<PipelineView> {
  const { createdAt, finishedAt, duration, queuedDuration, coverage, expectedDuration } = detailsOf(state);
  const startedAt = startOf(state);
  return {
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
    ...(duration === undefined ? {} : { duration }),
    ...(queuedDuration === undefined ? {} : { queuedDuration }),
    ...(coverage === undefined ? {} : { coverage }),
    ...(expectedDuration === undefined ? {} : { expectedDuration }),
  };
}

/** Where no job says when it began, the pipeline did when it was born, after its time in the queue. */
function startOf(state: PipelineState): number | undefined {
  const { createdAt, queuedDuration = 0 } = detailsOf(state);
  const started = state.jobs.flatMap(({ job }) => job.startedAt ?? []);
  if (started.length > 0) return started.reduce((first, at) => Math.min(first, at));
  const waits = ['created', 'pending', 'skipped'].includes(statusOf(state));
  return waits || createdAt === undefined ? undefined : createdAt + queuedDuration * 1000;
}

function viewPerson({ name, username, here, avatarUrl }: Person): RunPersonView {
  const url = avatarUrl === undefined ? undefined : safeUrl(avatarUrl);
  return {
    name: toText(name) || toText(username ?? '') || 'unknown',
    ...(username !== undefined && username !== '' && { username: toText(username) }),
    ...(here !== undefined && { mention: here }),
    ...(url === undefined ? {} : { avatarUrl: url }),
  };
}
