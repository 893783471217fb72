// A run that waits in a queue and has no number yet: the post that becomes its card once it has one.

import type { PipelineView } from '@ci-command-center/contract';
import type { Button } from '../ci/command.ts';
import type { Instant, Project, Status } from '../ci/pipeline.ts';
import { callActions } from './call-actions.ts';
import type { CallOrigin } from './call-context.ts';
import { viewActions } from './card-buttons.ts';
import type { Card } from './card.ts';
import { safeUrl } from './escape.ts';
import { opening, originOf, shown } from './foreign.ts';
import { parametersLine, viewParameters, type Parameters } from './parameters.ts';
import { cardToPost, type PipelinePost } from './pipeline-post.ts';
import { lookOf } from './status-look.ts';
import { toText } from './view-text.ts';

export type QueuedStanding =
  /** In the queue, with the CI system's own reason. */
  | { readonly kind: 'waiting'; readonly reason?: string }
  /** It left the queue without a run: cancelled, forgotten. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** Nobody looks any more. `remedy` is our Markdown. */
  | { readonly kind: 'unfollowed'; readonly reason: string; readonly remedy: string }
  /** The CI system cannot be asked, and will be again. `remedy` is our Markdown. */
  | { readonly kind: 'unreachable'; readonly reason: string; readonly remedy: string };

export interface QueuedRun extends CallOrigin {
  /** Unique over all connections and never that of a subject; the live card and the sidebar know the run by it until it has its own. */
  readonly key: string;
  /** Grows with each rendering that says anything new. */
  readonly revision: number;
  readonly providerTitle: string;
  readonly project: Project;
  /** User name in Mattermost of who asked for it. */
  readonly startedBy?: string;
  readonly standing: QueuedStanding;
  readonly parameters?: Parameters;
  readonly buttons?: readonly Button[];
  readonly since: Instant;
  readonly now: Instant;
}

export interface RenderedQueued {
  readonly content: PipelinePost;
  /** For `shouldEdit`, together with those of the card it becomes. */
  readonly substance: string;
  readonly view: PipelineView;
}

/** Pure. All text in it but the remedies is foreign. */
export function renderQueued(run: QueuedRun): RenderedQueued {
  const actions = run.standing.kind === 'gone' ? [] : callActions(run, { buttons: run.buttons ?? [] }, 'queued');
  const view: PipelineView = { ...viewOf(run), ...(actions.length > 0 && { actions: viewActions(actions) }) };
  const card: Card = { ...cardOf(run), ...(actions.length > 0 && { buttons: actions }) };
  return { content: cardToPost(card, view), substance: substanceOf(run.standing), view };
}

/** The end of the wait is always told; why it lasts is told live only, for reasons change by the minute. */
function substanceOf({ kind }: QueuedStanding): string {
  if (kind === 'gone' || kind === 'unfollowed') return `verdict ${kind} - -`;
  return `queued waiting - ${kind === 'unreachable' ? kind : '-'}`;
}

const statuses: Readonly<Record<QueuedStanding['kind'], Status>> = {
  waiting: 'pending',
  gone: 'canceled',
  unfollowed: 'pending',
  unreachable: 'pending',
};

function cardOf(run: QueuedRun): Omit<Card, 'buttons'> {
  const { project, standing, startedBy, parameters = [] } = run;
  const look = lookOf(statuses[standing.kind]);
  const titleUrl = safeUrl(project.url);
  const by = startedBy === undefined ? '' : ` by ${shown(startedBy)}`;
  const title = { waiting: 'In the queue', gone: 'Left the queue', unfollowed: 'Not followed any more', unreachable: 'In the queue' };
  return {
    look,
    headline: `${look.symbol} ${opening(project)}${happening(standing)}${by}`,
    title: title[standing.kind],
    ...(titleUrl !== undefined && { titleUrl }),
    lines: [...standingLines(standing), parametersLine(parameters), startedBy === undefined ? '' : `Started from chat${by}`].filter(
      (line) => line !== '',
    ),
    footer: originOf(run.providerTitle, project),
  };
}

function happening({ kind }: QueuedStanding): string {
  return kind === 'gone' ? 'left the queue without a build, asked for' : 'queued';
}

function standingLines(standing: QueuedStanding): readonly string[] {
  const reason = shown(standing.reason ?? '', 300);
  switch (standing.kind) {
    case 'waiting':
    case 'gone':
      return [reason];
    case 'unfollowed':
      return [reason, standing.remedy];
    case 'unreachable':
      return [`⚠ ${reason}`, standing.remedy];
  }
}

function viewOf(run: QueuedRun): PipelineView {
  const { project, standing, startedBy, parameters = [] } = run;
  const reason = toText(standing.reason ?? '');
  const troubled = standing.kind === 'unfollowed' || standing.kind === 'unreachable';
  return {
    key: run.key,
    revision: run.revision,
    provider: run.providerTitle,
    project: { path: toText(project.path), url: safeUrl(project.url) ?? '' },
    number: '',
    url: safeUrl(project.url) ?? '',
    status: statuses[standing.kind],
    ref: { kind: 'branch', name: '' },
    stages: [],
    jobs: [],
    createdAt: run.since,
    updatedAt: run.now,
    ...(startedBy !== undefined && { triggeredBy: { name: toText(startedBy) } }),
    ...(reason !== '' && (troubled ? { note: [reason, toText(standing.remedy)].join(' ') } : { queueReason: reason })),
    ...(parameters.length > 0 && { parameters: viewParameters(parameters) }),
  };
}
