// What is shown with a pipeline → what the web app is told of it.

import type { ArtifactView, DeploymentView, GateView, JoinedView, LinkedPipelineView } from '@ci-command-center/contract';
import type { Instant } from '../ci/pipeline.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { failedJobs, statusOf } from '../ci/status.ts';
import { analysisOf, conditionWords, failedConditions } from './gate-words.ts';
import type { Joined } from './joined.ts';
import { toText, urlOf } from './view-text.ts';

/** Of each kind; so that a view always fits into a post's props. */
const MAX_ITEMS = 20;
const MAX_CONDITIONS = 10;
const MAX_FAILED_JOBS = 3;

/** `sha`: the commit that the pipeline is about. */
export function viewJoined(joined: Joined, sha: string | undefined, providerTitle: (provider: string) => string): JoinedView {
  const link = (state: PipelineState): LinkedPipelineView => viewPipeline(state, providerTitle(state.pipeline.provider));
  const lists = Object.values(joined).map((list: readonly unknown[]) => list.length);
  const leftOut = lists.reduce((sum, length) => sum + Math.max(0, length - MAX_ITEMS), 0);
  return {
    ...some('children', joined.children.map(link)),
    ...some('builds', joined.builds.map(link)),
    ...some(
      'gates',
      joined.gates.map((gate) => viewGate(gate, sha)),
    ),
    ...some('artifacts', joined.artifacts.map(viewArtifact)),
    ...some('deployments', joined.deployments.map(viewDeployment)),
    ...(leftOut > 0 && { leftOut }),
  };
}

/** The newest moment that any of it tells of; undefined when none tells a time. */
export function newestOf({ children, builds, gates, artifacts, deployments }: Joined): Instant | undefined {
  const moments = [
    ...[...children, ...builds].flatMap(({ jobs, overview }) => [
      ...jobs.flatMap(({ job }) => [job.startedAt ?? [], job.finishedAt ?? []].flat()),
      overview.kind === 'snapshot' ? (overview.snapshot.finishedAt ?? overview.snapshot.createdAt ?? []) : [],
    ]),
    ...gates.map(({ analyses }) => analyses[0].at),
    ...artifacts.flatMap(({ events }) => events.map(({ at }) => at ?? [])),
    ...deployments.map(({ deployment }) => deployment.at ?? []),
  ].flat();
  return moments.length === 0 ? undefined : moments.reduce((newest, at) => Math.max(newest, at));
}

function some<Name extends string, Item>(name: Name, items: readonly Item[]): { readonly [Key in Name]?: readonly Item[] };
function some<Item>(name: string, items: readonly Item[]): Readonly<Record<string, readonly Item[]>> {
  return items.length === 0 ? {} : { [name]: items.slice(0, MAX_ITEMS) };
}

function viewPipeline(state: PipelineState, provider: string): LinkedPipelineView {
  const { name, number, url } = detailsOf(state);
  return {
    key: state.pipeline.key,
    provider,
    name: toText(name ?? state.pipeline.project.path),
    number: toText(number),
    status: statusOf(state),
    ...urlOf(url),
    failedJobs: failedJobs(state)
      .slice(0, MAX_FAILED_JOBS)
      .map((job) => toText(job.name)),
  };
}

function viewGate(state: Joined['gates'][number], sha: string | undefined): GateView {
  const analysis = analysisOf(state, sha);
  return {
    name: toText(analysis.gate ?? ''),
    status: analysis.status,
    ...urlOf(analysis.url),
    conditions: failedConditions(analysis)
      .slice(0, MAX_CONDITIONS)
      .map((condition) => toText(conditionWords(condition))),
  };
}

function viewArtifact({ artifact, events }: Joined['artifacts'][number]): ArtifactView {
  return { name: toText(artifact.name), action: events.at(-1)?.action ?? 'published', ...urlOf(artifact.url) };
}

function viewDeployment({ deployment }: Joined['deployments'][number]): DeploymentView {
  const { environment, status, url, environmentUrl } = deployment;
  return { environment: toText(environment), status, ...urlOf(environmentUrl ?? url) };
}
