// Keeps what people did, so that the REST API tells the same as the hooks.
import type { IssueDoing, MergeRequestDoing, NoteDoing, PushDoing, ReleaseDoing, TagDoing } from './doings.ts';
import type { Person } from './people.ts';
import { shaOf, type Issue, type MergeRequest, type Note, type Project } from './projects.ts';
import type { Todo } from './world.ts';

export interface Keeper {
  projectOf(path: string): Project;
  personNamed(name: string): Person;
  next(): number;
  addTodo(todo: Omit<Todo, 'id' | 'at' | 'state'>): void;
}

const mergeRequestStates = { open: 'opened', close: 'closed', reopen: 'opened', merge: 'merged' } as const;

const isMoving = (action: string): action is keyof typeof mergeRequestStates => action in mergeRequestStates;

export function keepMergeRequest({ projectOf, personNamed, addTodo }: Keeper, doing: MergeRequestDoing): MergeRequest {
  const project = projectOf(doing.project);
  const by = personNamed(doing.by);
  const kept = project.mergeRequests.get(doing.iid) ?? newMergeRequest(doing, personNamed(doing.author ?? doing.by));
  project.mergeRequests.set(doing.iid, kept);
  const { action, labels, assignees, reviewers } = doing;
  const target = { type: 'MergeRequest', iid: doing.iid } as const;
  const told = { by, project, target, body: doing.title };
  kept.title = doing.title;
  kept.updatedAt = new Date();
  if (doing.description !== undefined) kept.description = doing.description;
  if (doing.draft !== undefined) kept.draft = doing.draft;
  if (doing.sha !== undefined) kept.sha = doing.sha;
  if (labels !== undefined) kept.labels = labels;
  if (assignees !== undefined) {
    const now = assignees.map(personNamed);
    for (const of of newIn(now, kept.assignees)) addTodo({ ...told, of, action: 'assigned' });
    kept.assignees = now;
  }
  if (reviewers !== undefined) {
    const now = reviewers.map(personNamed);
    for (const of of newIn(now, kept.reviewers)) addTodo({ ...told, of, action: 'review_requested' });
    kept.reviewers = now;
  }
  if (isMoving(action)) kept.state = mergeRequestStates[action];
  if (action === 'merge') kept.mergedBy = by;
  const at = kept.approvedBy.findIndex(({ id }) => id === by.id);
  if (action === 'approved' && at === -1) kept.approvedBy.push(by);
  if (action === 'unapproved' && at !== -1) kept.approvedBy.splice(at, 1);
  return kept;
}

const newIn = (now: readonly Person[], before: readonly Person[]) => now.filter(({ id }) => !before.some((each) => each.id === id));

function newMergeRequest({ project, iid, title, sha, sourceBranch, targetBranch }: MergeRequestDoing, author: Person): MergeRequest {
  return {
    iid,
    title,
    description: '',
    state: 'opened',
    draft: false,
    author,
    sourceBranch: sourceBranch ?? 'feature',
    targetBranch: targetBranch ?? 'main',
    sha: sha ?? shaOf(`${project} ${iid} `),
    labels: [],
    assignees: [],
    reviewers: [],
    approvedBy: [],
    notes: [],
    createdAt: new Date(),
    updatedAt: new Date(),
    hasConflicts: false,
  };
}

export function keepIssue({ projectOf, personNamed, addTodo }: Keeper, doing: IssueDoing): Issue {
  const project = projectOf(doing.project);
  const kept = project.issues.get(doing.iid) ?? newIssue(doing, personNamed(doing.author ?? doing.by));
  project.issues.set(doing.iid, kept);
  kept.title = doing.title;
  kept.updatedAt = new Date();
  if (doing.description !== undefined) kept.description = doing.description;
  if (doing.labels !== undefined) kept.labels = doing.labels;
  if (doing.assignees !== undefined) {
    const now = doing.assignees.map(personNamed);
    const target = { type: 'Issue', iid: doing.iid } as const;
    for (const of of newIn(now, kept.assignees))
      addTodo({ of, by: personNamed(doing.by), project, target, body: doing.title, action: 'assigned' });
    kept.assignees = now;
  }
  if (doing.action === 'close') kept.state = 'closed';
  if (doing.action === 'reopen') kept.state = 'opened';
  return kept;
}

function newIssue({ iid, title, confidential = false }: IssueDoing, author: Person): Issue {
  const times = { createdAt: new Date(), updatedAt: new Date() };
  return { iid, title, description: '', state: 'opened', confidential, author, labels: [], assignees: [], notes: [], ...times };
}

export function keepPush({ projectOf }: Keeper, { project: path, by, branch, messages }: PushDoing): void {
  const { branches } = projectOf(path);
  if (messages.length === 0) return void branches.delete(branch);
  const before = branches.get(branch) ?? [];
  const commits = messages.map((message, index) => ({
    id: shaOf(`${path} ${branch} ${index} ${message}`),
    message,
    author: by,
    at: new Date(),
  }));
  const linked = commits.map((each, index) => {
    const parent = commits[index - 1]?.id ?? before[0]?.id;
    return { ...each, ...(parent !== undefined && { parent }) };
  });
  branches.set(branch, [...linked.toReversed(), ...before]);
}

export function keepTag({ projectOf }: Keeper, { project: path, by, tag, message = '', deleted = false }: TagDoing): void {
  const { tags } = projectOf(path);
  if (deleted) tags.delete(tag);
  else tags.set(tag, { commit: { id: shaOf(`${path} ${tag}`), message: `Release ${tag}`, author: by, at: new Date() }, message });
}

/** Answers whether it is on a confidential issue. */
export function keepNote({ projectOf, personNamed, addTodo }: Keeper, doing: NoteDoing, id: number): boolean {
  const project = projectOf(doing.project);
  const author = personNamed(doing.by);
  const note: Note = { id, body: doing.text, author, at: new Date() };
  const { on } = doing;
  const target =
    'mergeRequest' in on
      ? ({ type: 'MergeRequest', iid: on.mergeRequest } as const)
      : 'issue' in on
        ? ({ type: 'Issue', iid: on.issue } as const)
        : undefined;
  if (target === undefined) return false;
  const issue = target.type === 'Issue' ? project.issues.get(target.iid) : undefined;
  (issue ?? project.mergeRequests.get(target.iid))?.notes.push(note);
  for (const [, name = ''] of doing.text.matchAll(/@([\w.-]*\w)/gu))
    addTodo({
      of: personNamed(name),
      by: author,
      project,
      target,
      body: doing.text,
      action: doing.text.startsWith(`@${name}`) ? 'directly_addressed' : 'mentioned',
    });
  return issue?.confidential === true;
}

export function keepRelease(
  { projectOf, personNamed }: Keeper,
  { project: path, tag, name = tag, description = '', action = 'create' }: ReleaseDoing,
): void {
  const { releases } = projectOf(path);
  if (action === 'delete') return void releases.delete(tag);
  const old = releases.get(tag);
  if (old === undefined) return void releases.set(tag, { tag, name, description, author: personNamed('Alice Demo'), at: new Date() });
  old.name = name;
  old.description = description;
}

/** What hooks of comments tell of the thing commented on. */
export function knownOf(project: Project, kind: 'merge_request' | 'issue', iid: number): object {
  if (kind === 'merge_request') {
    const { title, state, author, sourceBranch, targetBranch, labels = [], assignees = [] } = project.mergeRequests.get(iid) ?? {};
    if (title === undefined || author === undefined) return {};
    const branches = { source_branch: sourceBranch, target_branch: targetBranch };
    return {
      title,
      state,
      author_id: author.id,
      ...branches,
      labels: labels.map((each) => ({ title: each })),
      assignee_ids: assignees.map(({ id }) => id),
    };
  }
  const { title, state, author, labels = [], assignees = [], confidential } = project.issues.get(iid) ?? {};
  if (title === undefined || author === undefined) return {};
  return {
    title,
    state,
    author_id: author.id,
    confidential,
    labels: labels.map((each) => ({ title: each })),
    assignee_ids: assignees.map(({ id }) => id),
  };
}
