// The bodies of GitLab 18's hooks for merge requests, issues, comments, pushes, tags, releases, deployments, wiki pages and reactions.
import type { Person } from './people.ts';
import { shaOf } from './projects.ts';
import type {
  DeploymentDoing,
  EmojiDoing,
  IssueDoing,
  MergeRequestDoing,
  NoteDoing,
  PushDoing,
  ReleaseDoing,
  TagDoing,
  WikiDoing,
} from './doings.ts';

const nothing = '0'.repeat(40);
/** The same number for the same text. */
export const numberOf = (text: string) => Number.parseInt(shaOf(text).slice(0, 7), 16);
const hookTime = () => `${new Date().toISOString().slice(0, 19).replace('T', ' ')} UTC`;
/** Somebody as hooks tell of them. */
export const hookUser = ({ id, name, username }: Pick<Person, 'id' | 'name' | 'username'>) => ({
  id,
  name,
  username,
  avatar_url: null,
  email: '[REDACTED]',
});
const label = (title: string) => ({ id: numberOf(title), title, color: '#3e8068', type: 'ProjectLabel' });

/** What the bodies need to know of the stand-in. */
export interface Teller {
  /** Below a project: its path, and the rest of the address. */
  page(path: string, rest: string): string;
  /** By the name that a story gives. */
  person(name: string): ReturnType<typeof hookUser>;
  project(path: string): object;
  /** What is known of a merge request or an issue besides what a story says. */
  known(path: string, kind: 'merge_request' | 'issue', iid: number): object;
}

const mergedStates: Readonly<Record<string, string>> = { merge: 'merged', close: 'closed' };

export function mergeRequestBody(doing: MergeRequestDoing, teller: Teller): object {
  const { page, person } = teller;
  const { project, iid, title, author = doing.by, action, labels = [], assignees = [], reviewers = [], oldrev, changes = {} } = doing;
  const sha = doing.sha ?? shaOf(`${project} ${iid} ${oldrev ?? ''}`);
  const branches = { source_branch: doing.sourceBranch ?? 'feature', target_branch: doing.targetBranch ?? 'main' };
  const times = { created_at: hookTime(), updated_at: hookTime() };
  const commit = {
    id: sha,
    title,
    message: `${title}\n`,
    url: page(project, `commit/${sha}`),
    author: { name: author, email: '[REDACTED]' },
  };
  return {
    object_kind: 'merge_request',
    event_type: 'merge_request',
    object_attributes: {
      id: iid + 1000,
      iid,
      title,
      ...branches,
      author_id: person(author).id,
      state: mergedStates[action] ?? 'opened',
      draft: doing.draft === true,
      source: teller.project(project),
      target: teller.project(project),
      description: doing.description ?? '',
      assignee_ids: assignees.map((each) => person(each).id),
      reviewer_ids: reviewers.map((each) => person(each).id),
      url: page(project, `merge_requests/${iid}`),
      ...times,
      last_commit: commit,
      action,
      ...(oldrev === undefined ? {} : { oldrev }),
    },
    labels: labels.map(label),
    changes: changesOf(changes, teller),
    assignees: assignees.map(person),
    reviewers: reviewers.map(person),
  };
}

function changesOf(changes: NonNullable<MergeRequestDoing['changes']>, teller: Teller): object {
  return Object.fromEntries(
    Object.entries(changes).map(([field, { previous, current }]) => [
      field,
      { previous: spelledOut(field, previous, teller), current: spelledOut(field, current, teller) },
    ]),
  );
}

/** Names stand for persons and labels, so that a story is short. */
function spelledOut(field: string, value: unknown, { person }: Teller): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((name) => (field === 'labels' ? label(String(name)) : person(String(name))));
}

export function issueBody(doing: IssueDoing, teller: Teller): object {
  const { page, person } = teller;
  const { project, iid, title, description = '', action, labels = [], assignees = [], confidential = false, changes = {} } = doing;
  const times = { created_at: hookTime(), updated_at: hookTime() };
  return {
    object_kind: 'issue',
    event_type: confidential ? 'confidential_issue' : 'issue',
    object_attributes: {
      id: iid + 5000,
      iid,
      title,
      author_id: person(doing.author ?? doing.by).id,
      assignee_ids: assignees.map((each) => person(each).id),
      state: action === 'close' ? 'closed' : 'opened',
      action,
      confidential,
      description,
      url: page(project, `issues/${iid}`),
      ...times,
      labels: labels.map(label),
    },
    labels: labels.map(label),
    changes: changesOf(changes, teller),
    assignees: assignees.map(person),
  };
}

export function pushBody({ project, by, branch, messages, before, created = false }: PushDoing, { page, person }: Teller): object {
  const commits = messages.map((message, index) => {
    const id = shaOf(`${project} ${branch} ${index} ${message}`);
    return {
      id,
      title: message,
      message: `${message}\n`,
      timestamp: new Date().toISOString(),
      url: page(project, `commit/${id}`),
      author: { name: by },
    };
  });
  const after = commits.at(-1)?.id ?? nothing;
  return {
    object_kind: 'push',
    event_name: 'push',
    before: created ? nothing : (before ?? shaOf(`${project} ${branch} before`)),
    after,
    checkout_sha: after === nothing ? null : after,
    ref: `refs/heads/${branch}`,
    user_name: person(by).name,
    user_username: person(by).username,
    user_avatar: null,
    commits: commits.slice(-20),
    total_commits_count: commits.length,
  };
}

export function tagBody({ project, by, tag, message = '', deleted = false }: TagDoing, { page, person }: Teller): object {
  const id = shaOf(`${project} ${tag}`);
  const commit = { id, title: `Release ${tag}`, message: `Release ${tag}\n`, url: page(project, `commit/${id}`), author: { name: by } };
  return {
    object_kind: 'tag_push',
    event_name: 'tag_push',
    before: deleted ? id : nothing,
    after: deleted ? nothing : id,
    checkout_sha: deleted ? null : id,
    ref: `refs/tags/${tag}`,
    message,
    user_name: person(by).name,
    user_username: person(by).username,
    user_avatar: null,
    commits: deleted ? [] : [commit],
    total_commits_count: deleted ? 0 : 1,
  };
}

export function deploymentBody(
  { project, id, environment, status, sha, ref = 'main', title = '' }: DeploymentDoing,
  { page }: Teller,
): object {
  return {
    object_kind: 'deployment',
    status,
    status_changed_at: `${new Date().toISOString().slice(0, 19).replace('T', ' ')} +0000`,
    deployment_id: id,
    deployable_id: id + 70_000,
    deployable_url: page(project, `jobs/${id + 70_000}`),
    environment,
    environment_slug: environment,
    environment_external_url: `https://${environment}.city.example`,
    short_sha: sha.slice(0, 8),
    commit_url: page(project, `commit/${sha}`),
    commit_title: title,
    ref,
  };
}

const openMergeRequest = (project: string, iid: number, title: string, { page, known }: Teller) => ({
  id: iid + 1000,
  iid,
  title,
  state: 'opened',
  source_branch: 'feature',
  target_branch: 'main',
  labels: [],
  url: page(project, `merge_requests/${iid}`),
  ...known(project, 'merge_request', iid),
});

/** The key under which the thing commented on stands, and that thing. */
function targetOf({ project, on, title }: NoteDoing, teller: Teller) {
  const { page } = teller;
  if ('mergeRequest' in on)
    return { type: 'MergeRequest', key: 'merge_request', of: openMergeRequest(project, on.mergeRequest, title, teller) };
  if ('issue' in on)
    return {
      type: 'Issue',
      key: 'issue',
      of: {
        id: on.issue + 5000,
        iid: on.issue,
        title,
        state: 'opened',
        url: page(project, `issues/${on.issue}`),
        ...teller.known(project, 'issue', on.issue),
      },
    };
  return { type: 'Commit', key: 'commit', of: { id: on.commit, title, message: title, url: page(project, `commit/${on.commit}`) } };
}

export function noteBody(doing: NoteDoing, id: number, teller: Teller): object {
  const { type, key, of } = targetOf(doing, teller);
  const note = { id, note: doing.text, noteable_type: type, system: false, internal: false, action: 'create' };
  const times = { created_at: hookTime(), updated_at: hookTime() };
  return { object_kind: 'note', event_type: 'note', object_attributes: { ...note, ...times, url: `${of.url}#note_${id}` }, [key]: of };
}

export function releaseBody({ project, tag, name = tag, description = '', action = 'create' }: ReleaseDoing, { page }: Teller): object {
  const told = { tag, name, description, action, url: page(project, `releases/${tag}`) };
  return { object_kind: 'release', id: numberOf(`${project} ${tag}`), ...told, created_at: hookTime(), released_at: hookTime() };
}

export function wikiBody({ project, title, message = '' }: WikiDoing, id: number, { page }: Teller): object {
  const slug = title.toLowerCase().replaceAll(' ', '-');
  const told = { title, slug, message, content: title, format: 'markdown', action: 'update', url: page(project, `wikis/${slug}`) };
  return { object_kind: 'wiki_page', object_attributes: { ...told, version_id: shaOf(String(id)) } };
}

export function emojiBody({ project, mergeRequest, title, emoji }: EmojiDoing, id: number, teller: Teller): object {
  const of = openMergeRequest(project, mergeRequest, title, teller);
  const award = { id, name: emoji, awardable_type: 'MergeRequest', action: 'award', created_at: hookTime(), awarded_on_url: of.url };
  return { object_kind: 'emoji', event_type: 'award', object_attributes: award, merge_request: of };
}
