// What addresses of GitLab lead to: looked at as the person who sees the link, or as nobody.

import type { Reach } from '../../ci/account.ts';
import type { CodeAddress, FoundCode, PageAddress, Preview, Previews } from '../../ci/preview.ts';
import { readFile, readVisibility } from './api/files.ts';
import { readLabels } from './api/labels.ts';
import { readCommit, readLabelColors, readReviewed, type Reviewed } from './api/pages.ts';
import { listJobs, readPipeline, type GitLabJob } from './api/pipelines.ts';
import { readJob } from './api/jobs.ts';
import { codeIn, pageIn } from './preview-address.ts';
import { readFailureReason, readStatus } from './statuses.ts';

export const previews: Previews = { find: pageIn, look, findCode: codeIn, readCode, visibility: readVisibility, labels: readLabels };

const MOST_JOBS = 6;
/** Names of a ref with slashes that are tried: `feature/login/form`. */
const LONGEST_REF = 3;

async function look(address: PageAddress, reach: Reach): Promise<Preview | undefined> {
  const told = await lookBy[address.kind](address, reach);
  return told && withoutNothing({ kind: address.kind, project: address.project, ...told });
}

type Sure = 'reference' | 'url' | 'title';
/** What is not known is undefined. */
type Told = Pick<Preview, Sure> & { readonly [Key in Exclude<keyof Preview, Sure | 'kind' | 'project'>]?: Preview[Key] | undefined };
type Look = (address: PageAddress, reach: Reach) => Promise<Told | undefined>;

const lookBy: Readonly<Record<PageAddress['kind'], Look>> = {
  async 'merge-request'({ project, id }, reach) {
    const told = await readReviewed(project, 'merge_requests', id, reach);
    return told && { ...(await reviewed(told, `!${id}`, project, reach)), branch: told.source_branch, target: told.target_branch };
  },
  async issue({ project, id }, reach) {
    const told = await readReviewed(project, 'issues', id, reach);
    return told && reviewed(told, `#${id}`, project, reach);
  },
  async pipeline({ project, id }, reach) {
    const told = await readPipeline(project, id, reach);
    if (told === undefined) return undefined;
    const jobs = await listJobs(project, id, reach).catch(() => []);
    const { name, ref, status, user, created_at: at, duration, web_url: url } = told;
    return {
      reference: `#${id}`,
      url: url ?? '',
      title: name ?? `Pipeline #${id}`,
      status: readStatus(status),
      person: personOf(user),
      at,
      branch: refOf(ref),
      duration,
      jobs: jobs.length === 0 ? undefined : worth(jobs),
      jobCount: jobs.length === 0 ? undefined : jobs.length,
    };
  },
  async job({ project, id }, reach) {
    const told = await readJob(project, id, reach);
    if (told === undefined) return undefined;
    const { name, stage, status, ref, user, created_at: at, duration, web_url: url, pipeline, failure_reason: reason } = told;
    return {
      reference: `#${id}`,
      url: url ?? '',
      title: name,
      status: readStatus(status),
      stage,
      person: personOf(user),
      at,
      branch: refOf(ref),
      duration,
      reason: status === 'failed' ? readFailureReason(reason) : undefined,
      text: told.commit?.title,
      pipeline: pipeline === undefined ? undefined : { reference: `#${pipeline.id}`, status: readStatus(pipeline.status) ?? 'created' },
    };
  },
  async commit({ project, id }, reach) {
    const told = await readCommit(project, id, reach);
    if (told === undefined) return undefined;
    const { id: sha, title = id.slice(0, 8), message = '', author_name: name, authored_date: at, web_url: url, last_pipeline: last } = told;
    return {
      reference: (sha ?? id).slice(0, 8),
      url: url ?? '',
      title,
      person: name === undefined ? undefined : { name },
      at,
      text: message.slice(title.length).trim() || undefined,
      pipeline: pipelineOf(last),
    };
  },
};

async function reviewed(told: Reviewed, reference: string, project: string, reach: Reach): Promise<Told> {
  const { title, web_url: url, author, created_at: at, description, milestone, assignees, labels } = told;
  const colors = labels.length === 0 ? undefined : await readLabelColors(project, reach);
  return {
    reference,
    url: url ?? '',
    title: title ?? reference,
    state: stateOf(told),
    person: personOf(author),
    at,
    text: description,
    milestone: milestone?.title,
    assignees: assignees.length === 0 ? undefined : assignees.flatMap((each) => personOf(each) ?? []),
    labels: labels.length === 0 ? undefined : labels.map((name) => withoutNothing({ name, color: colors?.get(name) })),
    pipeline: pipelineOf(told.head_pipeline),
    conflicts: told.has_conflicts || undefined,
  };
}

function stateOf({ state, draft }: Reviewed): Preview['state'] {
  if (state === 'merged' || state === 'closed') return state;
  return draft ? 'draft' : 'open';
}

function personOf(user: Reviewed['author']): Preview['person'] {
  const name = user?.name ?? user?.username;
  return name === undefined ? undefined : { name, ...(user?.avatar_url !== undefined && { avatarUrl: user.avatar_url }) };
}

function pipelineOf(told: Reviewed['head_pipeline']): Preview['pipeline'] {
  const status = readStatus(told?.status);
  return told === undefined || told === null || status === undefined ? undefined : { reference: `#${told.id}`, status };
}

/** `refs/merge-requests/5/head` → `!5` */
function refOf(ref: string | undefined): string | undefined {
  const number = /^refs\/merge-requests\/(\d+)\//.exec(ref ?? '')?.[1];
  return number === undefined ? ref : `!${number}`;
}

const order = ['failed', 'manual', 'running', 'pending', 'canceled', 'created', 'success', 'skipped'];

const place = ({ status }: GitLabJob): number => order.indexOf(readStatus(status) ?? 'skipped');

/** The few that say most about it. */
function worth(jobs: readonly GitLabJob[]): Preview['jobs'] {
  return jobs
    .toSorted((left, right) => place(left) - place(right))
    .slice(0, MOST_JOBS)
    .map(({ name, status, failure_reason: reason }) =>
      withoutNothing({
        name,
        status: readStatus(status) ?? 'created',
        reason: status === 'failed' ? readFailureReason(reason) : undefined,
      }),
    );
}

/** The shortest ref first: most have no slash. */
async function readCode({ project, names }: CodeAddress, reach: Reach, timeout: number): Promise<FoundCode | undefined> {
  for (let length = 1; length < names.length && length <= LONGEST_REF; length += 1) {
    const [ref, path] = [names.slice(0, length).join('/'), names.slice(length).join('/')];
    const text = await readFile({ project, ref, path }, reach, timeout);
    if (text !== undefined) return { path, ref, text };
  }
  return undefined;
}

type Whole<T> = { readonly [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  readonly [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

function withoutNothing<T extends object>(fields: T): Whole<T>;
function withoutNothing(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
