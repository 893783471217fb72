// What people type for a project → the project: its path, its name alone, any address in it, in any letter case; or the channel's own.

import type { Account, Reach } from '../../../ci/account.ts';
import type { Asked } from '../../../ci/command.ts';
import { CiError } from '../../../platform/errors.ts';
import { nearest } from '../../../platform/nearest.ts';
import { listProjects, readProject, type GitLabProject } from '../api/projects.ts';
import { isAddress, readAddress } from '../project-address.ts';

export type Signed = Reach & { readonly account: Account };

/** Projects of a person that names are looked for in. */
const MOST = 1000;
const MOST_FOUND = 20;
const MOST_NAMED = 5;

/** `typed` undefined: the channel's. Throws CI_GITLAB_NO_PROJECT with the nearest names, or with what to type. */
export async function findProject(asked: Pick<Asked, 'projects'>, typed: string | undefined, reach: Reach): Promise<GitLabProject> {
  const meant = typed === undefined ? await channelProject(asked) : pathIn(typed, reach.connection.url);
  if (meant === undefined || meant === '') throw nameless();
  const direct = await readProject(meant, reach);
  if (direct !== undefined) return direct;
  const last = meant.split('/').at(-1) ?? meant;
  const found = await listProjects(reach, MOST_FOUND, last.length < 3 ? undefined : last);
  const same = matching(meant, found);
  if (same !== undefined) return same;
  throw noProject(meant, await listProjects(reach, MOST));
}

/** The only one that the channel shows or is subscribed to. */
export async function channelProject(asked: Pick<Asked, 'projects'>): Promise<string | undefined> {
  const all = (await asked.projects?.()) ?? [];
  return all.length === 1 ? all[0] : undefined;
}

/** Its path, without quotes, slashes at its ends and `.git`. Throws CI_GITLAB_ADDRESS for one of another server. */
function pathIn(typed: string, base: string): string {
  const meant = typed.trim().replace(/^["'“”‘’«»]+|["'“”‘’«»]+$/gu, '');
  if (!isAddress(meant)) return meant.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  const project = readAddress(meant, base)?.project;
  if (project === undefined)
    throw new CiError('CI_GITLAB_ADDRESS', `This is no address of a project at ${base}.`, 'Type the project as `group/project`.');
  return project;
}

/** In any case; the name alone when only one project has it. */
function matching(meant: string, known: readonly GitLabProject[]): GitLabProject | undefined {
  const wanted = meant.toLowerCase();
  const same = known.find(({ path }) => path.toLowerCase() === wanted);
  if (same !== undefined) return same;
  const ending = known.filter(({ path }) => path.toLowerCase().endsWith(`/${wanted}`));
  return ending.length === 1 ? ending[0] : undefined;
}

function noProject(meant: string, known: readonly GitLabProject[]): CiError {
  const near = nearestNames(
    meant.toLowerCase(),
    known.map(({ path }) => path),
  );
  const question = near.length === 0 ? ', or you may not see it.' : `. Is it one of these: ${near.join(', ')}?`;
  return new CiError(
    'CI_GITLAB_NO_PROJECT',
    `There is no project ${meant.slice(0, 200)}${question}`,
    known.length === 0
      ? 'You are a member of no project: ask to be added to one.'
      : 'Type its whole path, `group/project`, or paste its address.',
  );
}

/** Equal in their last part, then alike, then those that hold it. */
function nearestNames(wanted: string, paths: readonly string[]): readonly string[] {
  const last = wanted.split('/').at(-1) ?? wanted;
  const found = new Set(paths.filter((path) => path.toLowerCase().split('/').at(-1) === last));
  const alike = (name: (path: string) => string, meant: string): void => {
    const near = nearest(meant, paths.map(name));
    if (near !== undefined) for (const path of paths) if (name(path) === near) found.add(path);
  };
  alike((path) => path.toLowerCase(), wanted);
  alike((path) => path.toLowerCase().split('/').at(-1) ?? '', last);
  if (last.length > 2) for (const path of paths) if (path.toLowerCase().includes(last)) found.add(path);
  return [...found].slice(0, MOST_NAMED);
}

function nameless(): CiError {
  return new CiError(
    'CI_GITLAB_NO_PROJECT',
    'Which project? This channel does not show exactly one.',
    'Type its path, `group/project`, or paste its address.',
  );
}
