// What REST v4 shows of merge requests, their approvals and their comments.
import { levels, type Person } from '../people.ts';
import { commitAt, type MergeRequest, type Project } from '../projects.ts';
import type { World } from '../world.ts';
import { labelShape } from './project-routes.ts';
import { isoTime, pipelineBasic, pipelineFull, userBasic } from './shapes.ts';
import { levelIn, type Visit } from './visit.ts';

export interface PlacedMergeRequest {
  readonly project: Project;
  readonly of: MergeRequest;
}

/** With `with_labels_details` each is told in full. */
export const shownLabels = ({ query }: Visit, labels: readonly string[]): readonly unknown[] =>
  query.get('with_labels_details') === 'true' ? labels.map(labelShape) : labels;

export function mergeRequestBasic(world: World, { project, of }: PlacedMergeRequest) {
  const user = (person: Person) => userBasic(world, person);
  const wanted = of.state === 'opened' && !of.draft && !of.hasConflicts;
  return {
    id: of.iid + 1000,
    iid: of.iid,
    project_id: project.id,
    title: of.title,
    description: of.description,
    state: of.state,
    created_at: isoTime(of.createdAt),
    updated_at: isoTime(of.updatedAt),
    merged_by: of.mergedBy === undefined ? null : user(of.mergedBy),
    merge_user: of.mergedBy === undefined ? null : user(of.mergedBy),
    merged_at: of.state === 'merged' ? isoTime(of.updatedAt) : null,
    closed_at: of.state === 'closed' ? isoTime(of.updatedAt) : null,
    target_branch: of.targetBranch,
    source_branch: of.sourceBranch,
    user_notes_count: of.notes.length,
    upvotes: 0,
    downvotes: 0,
    author: user(of.author),
    assignees: of.assignees.map(user),
    assignee: of.assignees[0] === undefined ? null : user(of.assignees[0]),
    reviewers: of.reviewers.map(user),
    source_project_id: project.id,
    target_project_id: project.id,
    labels: of.labels,
    draft: of.draft,
    work_in_progress: of.draft,
    milestone: null,
    merge_when_pipeline_succeeds: false,
    merge_status: of.hasConflicts ? 'cannot_be_merged' : 'can_be_merged',
    detailed_merge_status: of.hasConflicts ? 'conflict' : of.draft ? 'draft_status' : wanted ? 'mergeable' : 'not_open',
    sha: of.sha,
    merge_commit_sha: null,
    squash_commit_sha: null,
    discussion_locked: null,
    should_remove_source_branch: null,
    reference: `!${of.iid}`,
    references: { short: `!${of.iid}`, relative: `!${of.iid}`, full: `${project.path}!${of.iid}` },
    web_url: `${world.base}/${project.path}/-/merge_requests/${of.iid}`,
    has_conflicts: of.hasConflicts,
    blocking_discussions_resolved: true,
  };
}

export const pipelinesFor = (world: World, { project, of }: PlacedMergeRequest) =>
  world.runner.pipelines.filter(
    ({ project: { id }, scenario, parent }) =>
      id === project.id && parent === undefined && (scenario.mergeRequest?.iid === of.iid || scenario.ref === of.sourceBranch),
  );

export function mergeRequestFull(world: World, placed: PlacedMergeRequest) {
  const head = pipelinesFor(world, placed).at(-1);
  const [base, { sha }] = [commitAt(placed.project, placed.of.targetBranch)?.id ?? null, placed.of];
  return {
    ...mergeRequestBasic(world, placed),
    subscribed: false,
    changes_count: '1',
    head_pipeline: head === undefined ? null : pipelineFull(world, head),
    pipeline: head === undefined ? null : pipelineBasic(world, head),
    diff_refs: { base_sha: base, head_sha: sha, start_sha: base },
    merge_error: null,
    user: { can_merge: true },
  };
}

export function approvalsShape(visit: Visit, placed: PlacedMergeRequest): object {
  const { approvedBy, author } = placed.of;
  const { id, iid, project_id, title, description, state, created_at, updated_at, merge_status } = mergeRequestBasic(visit.world, placed);
  const mine = approvedBy.some((each) => each.id === visit.person?.id);
  const can = levelIn(visit, placed.project) >= levels.developer && author.id !== visit.person?.id && !mine;
  return {
    id,
    iid,
    project_id,
    title,
    description,
    state,
    created_at,
    updated_at,
    merge_status,
    approved: approvedBy.length > 0,
    approvals_required: 1,
    approvals_left: Math.max(0, 1 - approvedBy.length),
    require_password_to_approve: false,
    approved_by: approvedBy.map((person) => ({ user: userBasic(visit.world, person), approved_at: isoTime(placed.of.updatedAt) })),
    suggested_approvers: [],
    user_has_approved: mine,
    user_can_approve: can,
    has_approval_rules: true,
  };
}

export function noteShape(world: World, { id, body, author, at }: MergeRequest['notes'][number]) {
  return {
    id,
    body,
    author: userBasic(world, author),
    created_at: at.toISOString(),
    updated_at: at.toISOString(),
    system: false,
    internal: false,
    confidential: false,
    resolvable: false,
  };
}
