// Branches, tags, commits, files, releases and CI configuration of a project, as REST v4 tells of them.
import { commitAt, shaOf, type Commit, type Project } from '../projects.ts';
import { json, missing, type Answer } from './answer.ts';
import { paged } from './pages.ts';
import { pipelinesOf } from './pipeline-routes.ts';
import type { Routes } from './route.ts';
import { commitShape, isoTime, pipelineBasic, userBasic } from './shapes.ts';
import { fail, levelIn, reader, required, type Visit } from './visit.ts';

export const repositoryRoutes: Routes = [
  ['GET', '/projects/:id/repository/branches', listBranches],
  ['GET', '/projects/:id/repository/branches/*name', oneBranch],
  ['GET', '/projects/:id/repository/tags', listTags],
  ['GET', '/projects/:id/repository/tags/*name', oneTag],
  ['GET', '/projects/:id/repository/commits', listCommits],
  ['GET', '/projects/:id/repository/commits/:sha', oneCommit],
  ['GET', '/projects/:id/repository/commits/:sha/statuses', listStatuses],
  ['GET', '/projects/:id/repository/commits/:sha/merge_requests', mergeRequestsWith],
  ['GET', '/projects/:id/repository/compare', compare],
  ['GET', '/projects/:id/repository/files/:file/raw', rawFile],
  ['GET', '/projects/:id/repository/files/:file', oneFile],
];

export const shownCommit = (visit: Visit, { path }: Project, commit: Commit) => commitShape(visit.world, path, commit);

function branchShape(visit: Visit, project: Project, name: string, commit: Commit) {
  const isProtected = project.protectedBranches.has(name);
  return {
    name,
    commit: shownCommit(visit, project, commit),
    merged: false,
    protected: isProtected,
    developers_can_push: !isProtected,
    developers_can_merge: !isProtected,
    can_push: levelIn(visit, project) >= (project.protectedBranches.get(name) ?? 30),
    default: name === project.defaultBranch,
    web_url: `${visit.world.base}/${project.path}/-/tree/${name}`,
  };
}

function listBranches(visit: Visit): Answer {
  const project = reader(visit);
  const search = visit.query.get('search') ?? '';
  const found = [...project.branches].flatMap(([name, [commit]]) =>
    commit === undefined || !name.includes(search) ? [] : [{ name, commit }],
  );
  return paged(
    visit,
    found.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ({ name, commit }) => branchShape(visit, project, name, commit),
  );
}

function oneBranch(visit: Visit): Answer {
  const project = reader(visit);
  const name = visit.params['name'] ?? '';
  const commit = project.branches.get(name)?.[0];
  return commit === undefined ? missing('Branch') : json(branchShape(visit, project, name, commit));
}

type Tagged = { readonly name: string; readonly commit: Commit; readonly message: string };

const tagShape = (visit: Visit, project: Project, { name, commit, message: said }: Tagged) => {
  const release = project.releases.get(name);
  const released = release === undefined ? null : { tag_name: name, description: release.description };
  return {
    name,
    message: said,
    target: commit.id,
    commit: shownCommit(visit, project, commit),
    release: released,
    protected: false,
    created_at: isoTime(commit.at),
  };
};

function listTags(visit: Visit): Answer {
  const project = reader(visit);
  const search = visit.query.get('search') ?? '';
  const found = [...project.tags].map(([name, tag]) => ({ name, ...tag })).filter(({ name }) => name.includes(search));
  return paged(visit, found.toReversed(), (each) => tagShape(visit, project, each));
}

function oneTag(visit: Visit): Answer {
  const project = reader(visit);
  const name = visit.params['name'] ?? '';
  const tag = project.tags.get(name);
  return tag === undefined ? missing('Tag') : json(tagShape(visit, project, { name, ...tag }));
}

function history(project: Project, ref: string): readonly Commit[] {
  const branch = project.branches.get(ref);
  const commit = commitAt(project, ref);
  return branch ?? (commit === undefined ? [] : [commit]);
}

function listCommits(visit: Visit): Answer {
  const project = reader(visit);
  const ref = visit.query.get('ref_name') ?? project.defaultBranch;
  return paged(visit, history(project, ref), (each) => shownCommit(visit, project, each));
}

/** Commits that only pipelines know are there, too. */
function commitOf(visit: Visit, project: Project): Commit {
  const sha = visit.params['sha'] ?? '';
  const known = commitAt(project, sha);
  if (known !== undefined) return known;
  const pipeline = sha.length < 7 ? undefined : pipelinesOf(visit, project).find((each) => each.sha.startsWith(sha));
  if (pipeline === undefined) return fail(missing('Commit'));
  return { id: pipeline.sha, message: pipeline.scenario.message, author: pipeline.scenario.author, at: pipeline.createdAt };
}

function oneCommit(visit: Visit): Answer {
  const project = reader(visit);
  const commit = commitOf(visit, project);
  const last = pipelinesOf(visit, project).findLast(({ sha }) => sha === commit.id);
  const told = { stats: { additions: 3, deletions: 1, total: 4 }, status: last?.status ?? null, project_id: project.id };
  return json({
    ...shownCommit(visit, project, commit),
    ...told,
    last_pipeline: last === undefined ? null : pipelineBasic(visit.world, last),
  });
}

function listStatuses(visit: Visit): Answer {
  const project = reader(visit);
  const { id: sha } = commitOf(visit, project);
  const { world, query } = visit;
  const jobs = pipelinesOf(visit, project)
    .filter((each) => each.sha === sha)
    .flatMap(({ jobs: all }) => all);
  const found = jobs.filter(
    ({ plan }) => (query.get('name') ?? plan.name) === plan.name && (query.get('stage') ?? plan.stage) === plan.stage,
  );
  return paged(visit, found, (job) => ({
    id: job.id,
    sha,
    ref: job.pipeline.scenario.ref,
    status: job.status,
    name: job.plan.name,
    target_url: `${world.base}/${project.path}/-/jobs/${job.id}`,
    description: null,
    created_at: isoTime(job.createdAt),
    started_at: isoTime(job.startedAt),
    finished_at: isoTime(job.finishedAt),
    allow_failure: job.plan.allowFailure === true,
    coverage: job.plan.coverage ?? null,
    pipeline_id: job.pipeline.id,
    author: userBasic(world, job.user ?? job.pipeline.user),
  }));
}

function mergeRequestsWith(visit: Visit): Answer {
  const project = reader(visit);
  const { id } = commitOf(visit, project);
  const found = [...project.mergeRequests.values()].filter(({ sha }) => sha === id);
  return paged(visit, found, ({ iid, title, state, sourceBranch, targetBranch, author }) => ({
    id: iid + 1000,
    iid,
    project_id: project.id,
    title,
    state,
    source_branch: sourceBranch,
    target_branch: targetBranch,
    author: userBasic(visit.world, author),
    web_url: `${visit.world.base}/${project.path}/-/merge_requests/${iid}`,
  }));
}

function compare(visit: Visit): Answer {
  const project = reader(visit);
  const from = commitAt(project, required(visit, 'from'));
  const to = required(visit, 'to');
  const all = history(project, to);
  const [head] = all;
  if (from === undefined || head === undefined) return missing('Ref');
  const at = all.findIndex(({ id }) => id === from.id);
  const commits = (at === -1 ? all : all.slice(0, at)).toReversed().map((each) => shownCommit(visit, project, each));
  const web_url = `${visit.world.base}/${project.path}/-/compare/${from.id}...${head.id}`;
  return json({
    commit: commits.at(-1) ?? null,
    commits,
    diffs: [],
    compare_timeout: false,
    compare_same_ref: from.id === head.id,
    web_url,
  });
}

function fileOf(visit: Visit): string {
  const project = reader(visit);
  const ref = visit.query.get('ref') ?? project.defaultBranch;
  const content = project.files.get(visit.params['file'] ?? '');
  if (ref !== 'HEAD' && commitAt(project, ref) === undefined) return fail(missing('Commit'));
  return content ?? fail(missing('File'));
}

function rawFile(visit: Visit): Answer {
  return { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: fileOf(visit) };
}

function oneFile(visit: Visit): Answer {
  const content = Buffer.from(fileOf(visit));
  const path = visit.params['file'] ?? '';
  const id = shaOf(content.toString());
  const told = {
    file_name: path.split('/').at(-1),
    file_path: path,
    size: content.length,
    encoding: 'base64',
    content: content.toString('base64'),
  };
  return json({ ...told, ref: visit.query.get('ref') ?? 'HEAD', blob_id: id, commit_id: id, last_commit_id: id, execute_filemode: false });
}
