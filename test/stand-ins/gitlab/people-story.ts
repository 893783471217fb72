// What people do around a pipeline of the demo: they push, ask for a review, comment, approve, merge, deploy and release.
import type { GitLab } from './index.ts';
import type { Pipeline } from './state.ts';

/** Called when the pipeline begins: how its commit came to be. */
export function tellBefore({ tell }: GitLab, { id, scenario: { project, ref, message, author: by } }: Pipeline): void {
  tell.push({ project, by, branch: ref, messages: [message] });
  if (ref === 'main') return;
  const request = { project, by, iid: iidOf(id), title: message, sourceBranch: ref };
  tell.mergeRequest({ ...request, action: 'open', reviewers: [reviewerOf(by)], labels: ['search'] });
}

/** Called when the pipeline rests: what people make of it. `n` counts the pipelines. */
export function tellAfter({ tell }: GitLab, { id, sha, status, scenario }: Pipeline, n: number): void {
  const { project, ref, message, author } = scenario;
  const by = reviewerOf(author);
  if (status === 'success')
    tell.deployment({ project, by: author, id, environment: 'staging', status: 'success', sha, ref, title: message });
  if (status === 'success' && ref === 'main' && n % 3 === 0) {
    const tag = `v1.${n}.0`;
    tell.tag({ project, by: author, tag });
    tell.release({ project, tag, description: message });
  }
  if (ref === 'main') return;
  const request = { project, by, author, iid: iidOf(id), title: message, sourceBranch: ref, reviewers: [by] };
  const text = status === 'success' ? 'Works on my ferry.' : 'The timetable test fails, can you look?';
  tell.note({ project, by, on: { mergeRequest: request.iid }, title: message, text });
  if (status !== 'success') return;
  tell.mergeRequest({ ...request, action: 'approved' });
  tell.mergeRequest({ ...request, by: author, action: 'merge' });
}

function reviewerOf(author: string): string {
  return author === 'Bob Demo' ? 'Alice Demo' : 'Bob Demo';
}

/** Another one for each pipeline, also of a stand-in that was started anew: ids go on, and a merge request that was merged stays so. */
function iidOf(pipelineId: number): number {
  return pipelineId % 100_000;
}
