// Pages behind the stand-in's links, so that a human sees that a link led to the right place.
import { logOf } from '../log.ts';
import { newestJobs } from '../state.ts';
import type { World } from '../world.ts';
import { escapeHtml, html, redirect, type Answer } from './answer.ts';

export function webPage(world: World, path: string, search: string): Answer {
  const wanted = decoded(path);
  const moved = world.projects.find(({ formerPaths }) => [...formerPaths].some((each) => `${wanted}/`.startsWith(`/${each}/`)));
  const former = [...(moved?.formerPaths ?? [])].find((each) => `${wanted}/`.startsWith(`/${each}/`));
  if (moved !== undefined && former !== undefined)
    return redirect(`${world.base}/${moved.path}${wanted.slice(former.length + 1)}${search}`);
  const { pipelines } = world.runner;
  const pipeline = pipelines.find((each) => wanted === `/${each.project.path}/-/pipelines/${each.id}`);
  const job = pipelines.flatMap((each) => each.jobs).find((each) => wanted === `/${each.pipeline.project.path}/-/jobs/${each.id}`);
  const rows = pipeline
    ? newestJobs(pipeline).map((each) => `${each.plan.stage}  ${each.plan.name}  ${each.status}`)
    : job
      ? [logOf(job)]
      : [];
  return html(`<!doctype html><title>GitLab (stand-in)</title><h1>${escapeHtml(wanted)}</h1><pre>${escapeHtml(rows.join('\n'))}</pre>`);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
