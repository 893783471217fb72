// Which environment of which project somebody means.

import type { AskedVerb } from '../../../ci/command.ts';
import { CiError } from '../../../platform/errors.ts';
import { nearest } from '../../../platform/nearest.ts';
import { listEnvironments } from '../api/environments.ts';
import type { GitLabProject } from '../api/projects.ts';
import { isAddress } from '../project-address.ts';
import { channelProject, findProject, type Signed } from './find-project.ts';

const MOST = 500;
const MOST_NAMED = 10;

export interface FoundEnvironment {
  readonly project: GitLabProject;
  /** Its name as GitLab has it. */
  readonly environment: string;
  /** A branch or tag, where one was typed. */
  readonly ref?: string;
}

/** `[project] <environment> [ref]`: without a project the channel's, when that has an environment of the first name. */
export async function findEnvironment(asked: AskedVerb, reach: Signed): Promise<FoundEnvironment> {
  const [first = '', second, third] = asked.words;
  const own = third === undefined && !isAddress(first) ? await channelProject(asked) : undefined;
  if (own !== undefined) {
    const project = await findProject(asked, undefined, reach);
    const names = await namesOf(project, reach);
    const environment = match(first, names);
    if (environment !== undefined) return { project, environment, ...(second !== undefined && { ref: second }) };
    if (second === undefined && !isPlace(first)) throw noEnvironment(project, first, names);
  }
  if (second === undefined && isPlace(first)) throw await whichEnvironment(await findProject(asked, first, reach), reach);
  const project = await findProject(asked, second === undefined ? undefined : first, reach);
  const typed = second ?? first;
  return { project, environment: await environmentNamed(project, typed, reach), ...(third !== undefined && { ref: third }) };
}

/** By its name, in any letter case. Throws CI_GITLAB_NO_ENVIRONMENT. */
export async function environmentNamed(project: GitLabProject, typed: string, reach: Signed): Promise<string> {
  const names = await namesOf(project, reach);
  const environment = match(typed, names);
  if (environment === undefined) throw noEnvironment(project, typed, names);
  return environment;
}

/** A project stands alone: its environment was forgotten. */
function isPlace(word: string): boolean {
  return isAddress(word) || word.includes('/');
}

async function whichEnvironment(project: GitLabProject, reach: Signed): Promise<CiError> {
  const names = await namesOf(project, reach);
  if (names.length === 0) return noEnvironment(project, '', names);
  return new CiError('CI_GITLAB_NO_ENVIRONMENT', `Which environment of ${project.path}?`, `It has: ${listed(names)}.`);
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ' …' : ''}`;
}

async function namesOf({ id }: GitLabProject, reach: Signed): Promise<readonly string[]> {
  return (await listEnvironments(id, reach, MOST)).map(({ name }) => name);
}

function match(typed: string, names: readonly string[]): string | undefined {
  return names.find((name) => name === typed) ?? names.find((name) => name.toLowerCase() === typed.toLowerCase());
}

function noEnvironment({ path }: GitLabProject, typed: string, names: readonly string[]): CiError {
  if (names.length === 0)
    return new CiError(
      'CI_GITLAB_NO_ENVIRONMENT',
      `${path} has no environments, or you may not see them.`,
      'They begin with a job that names one: `environment:` in `.gitlab-ci.yml`.',
    );
  const meant = nearest(typed, names);
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return new CiError(
    'CI_GITLAB_NO_ENVIRONMENT',
    `${path} has no environment ${typed.slice(0, 100)}.${question} It has: ${listed(names)}.`,
    'Correct its name.',
  );
}
