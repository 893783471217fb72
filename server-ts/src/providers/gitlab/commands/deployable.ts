// What could be deployed to an environment next: what waits for approval, a job that waits to be played, or one that is run again.

import { CiError } from '../../../platform/errors.ts';
import { listDeployments, type GitLabDeployment } from '../api/environments.ts';
import { isOver } from '../api/jobs.ts';
import { listJobs, listPipelines, type GitLabJob } from '../api/pipelines.ts';
import type { GitLabProject } from '../api/projects.ts';
import type { FoundEnvironment } from './find-environment.ts';
import type { Signed } from './find-project.ts';
import { lookOf } from './times.ts';

export type Deployable = NonNullable<GitLabDeployment['deployable']>;

/** `current`: what runs there now. */
export type ToDeploy =
  | { readonly kind: 'blocked'; readonly deployment: GitLabDeployment; readonly current: GitLabDeployment | undefined }
  | {
      readonly kind: 'job';
      readonly job: Deployable;
      /** Where it comes from; undefined when nobody can tell. */
      readonly ref: string | undefined;
      readonly current: GitLabDeployment | undefined;
      readonly sha: string | undefined;
    };

/** So far back is looked. */
const RECENT = 100;

/** Throws CI_GITLAB_NOTHING_TO_DEPLOY, CI_GITLAB_DEPLOYING. No gate has been asked yet. */
export async function findDeployable(found: FoundEnvironment, reach: Signed): Promise<ToDeploy> {
  const all = await listDeployments(found.project.id, found.environment, reach, RECENT);
  const current = all.find(({ status }) => status === 'success');
  const wanted = found.ref === undefined ? all : all.filter(({ ref }) => ref === found.ref);
  const newer = found.ref === undefined ? wanted.filter(({ id }) => id > (current?.id ?? -1)) : wanted;
  const blocked = newer.find(({ status }) => status === 'blocked');
  if (blocked !== undefined) return { kind: 'blocked', deployment: blocked, current };
  const waiting = newer.find(({ deployable }) => deployable?.status === 'manual' || deployable?.status === 'scheduled');
  const job = waiting?.deployable ?? (await jobOfLatest(found, all, reach));
  if (job === undefined) throw nothing(found);
  return { kind: 'job', job, ref: waiting?.ref ?? found.ref ?? found.project.defaultBranch, current, sha: waiting?.sha };
}

/** A job that deployed there before, or is called so, in the newest pipeline of the ref. Throws when it is at work, or not its turn. */
async function jobOfLatest(
  { project, environment, ref = project.defaultBranch }: FoundEnvironment,
  all: readonly GitLabDeployment[],
  reach: Signed,
): Promise<Deployable | undefined> {
  if (ref === undefined) return undefined;
  const [pipeline] = await listPipelines(project.id, reach, 1, { ref });
  if (pipeline === undefined) return undefined;
  const names = new Set(all.flatMap(({ deployable }) => deployable?.name ?? []));
  const jobs = await listJobs(project.id, String(pipeline.id), reach);
  const job =
    jobs.find(({ name }) => names.has(name)) ?? jobs.find(({ name, status }) => status === 'manual' && isCalled(name, environment));
  if (job === undefined) return undefined;
  if (!isOver(job) && job.status !== 'manual' && job.status !== 'scheduled') throw early(project, job);
  return { ...job, pipeline: { id: pipeline.id, web_url: pipeline.web_url } };
}

/** `deploy-production`, `production`, not `reproduction`. */
function isCalled(job: string, environment: string): boolean {
  return wordsOf(job).includes(wordsOf(environment));
}

function wordsOf(name: string): string {
  return ` ${name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

function early({ path }: GitLabProject, { name, status, pipeline }: GitLabJob): CiError {
  return new CiError(
    'CI_GITLAB_DEPLOYING',
    `The job ${name} of ${path} #${pipeline?.id ?? ''} is ${lookOf(status)} already.`,
    status === 'created' ? 'It begins when the stages before it are done.' : 'See its pipeline.',
  );
}

function nothing({ project, environment, ref }: FoundEnvironment): CiError {
  return new CiError(
    'CI_GITLAB_NOTHING_TO_DEPLOY',
    `Nothing waits to be deployed to ${environment} of ${project.path}${ref === undefined ? '' : ` from ${ref}`}.`,
    'A pipeline with a job for this environment must be there: `/gitlab pipelines run <project> <ref>` starts one.',
  );
}
