// What could be typed for a project, branch, environment, pipeline or job: what this person may see, out of lists that are kept.

import type { Reach } from '../../ci/account.ts';
import type { Asked, Suggest, Suggestion } from '../../ci/command.ts';
import { listEnvironments } from './api/environments.ts';
import { listRecentJobs } from './api/jobs.ts';
import { listPipelines } from './api/pipelines.ts';
import { listBranches, listProjects } from './api/projects.ts';
import { lookOf } from './commands/times.ts';
import { createKeptLists, type KeptLists } from './kept-lists.ts';
import { isAddress, readAddress } from './project-address.ts';

const MOST_PROJECTS = 2000;
const MOST_BRANCHES = 1000;
const MOST_RUNS = 30;
const MOST = 50;

/** Keys of `ProviderCommand.suggestions`. */
type Names = 'projects' | 'branches' | 'environments' | 'pipelines' | 'jobs';
type Load = (project: string, reach: Reach) => Promise<readonly Suggestion[]>;

/** What a project has, by its path. */
const inProject: Readonly<Record<Exclude<Names, 'projects'>, Load>> = {
  branches: async (project, reach) =>
    (await listBranches(project, reach, MOST_BRANCHES)).map(({ name, isDefault }) => ({
      text: name,
      ...(isDefault && { help: 'default' }),
    })),
  environments: async (project, reach) => (await listEnvironments(project, reach, MOST_BRANCHES)).map(({ name }) => ({ text: name })),
  pipelines: async (project, reach) =>
    (await listPipelines(project, reach, MOST_RUNS)).map(({ id, ref = '', status }) => ({
      text: String(id),
      hint: ref,
      help: lookOf(status),
    })),
  jobs: async (project, reach) =>
    (await listRecentJobs(project, reach, MOST_RUNS)).map(({ id, name, ref = '', status }) => ({
      text: String(id),
      hint: ref === '' ? name : `${name} on ${ref}`,
      help: lookOf(status),
    })),
};

export function createSuggestions(lists: KeptLists = createKeptLists()): Readonly<Record<Names, Suggest>> {
  const projects: Suggest = async (asked, typed) => {
    const reach = await asked.as().catch(() => undefined);
    if (reach === undefined) return [];
    const all = await lists(keyOf(asked, reach.account.login, 'projects'), async () =>
      (await listProjects(reach, MOST_PROJECTS)).filter(({ archived }) => !archived).map(({ path }) => ({ text: path })),
    );
    return found(all, typed);
  };
  const suggest =
    (what: keyof typeof inProject): Suggest =>
    async (asked, typed, before = []) => {
      const [reach, project] = await Promise.all([asked.as().catch(() => undefined), projectOf(asked, before)]);
      if (reach === undefined || project === undefined) return [];
      const all = await lists(keyOf(asked, reach.account.login, what, project), () => inProject[what](project, reach));
      return found(all, typed);
    };
  return {
    projects,
    branches: suggest('branches'),
    environments: suggest('environments'),
    pipelines: suggest('pipelines'),
    jobs: suggest('jobs'),
  };
}

/** The first word before it that looks like one, else the channel's. */
async function projectOf(asked: Asked, before: readonly string[]): Promise<string | undefined> {
  const typed = before.find((word) => word.includes('/') && !word.startsWith('/') && !word.includes('='));
  if (typed !== undefined) return isAddress(typed) ? readAddress(typed, asked.connection.url)?.project : typed.replace(/\/+$/, '');
  const all = (await asked.projects?.()) ?? [];
  return all.length === 1 ? all[0] : undefined;
}

function keyOf({ connection, person }: Asked, login: string, ...what: readonly string[]): string {
  return JSON.stringify([connection.name, connection.url, person.userId, login, ...what]);
}

/** What begins so first, then what has a part that does, then what has it anywhere. */
function found(all: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const wanted = typed
    .trim()
    .toLowerCase()
    .replace(/^["'“”‘’«]+/g, '');
  const ranks: Suggestion[][] = [[], [], []];
  for (const each of all) {
    const text = each.text.toLowerCase();
    const at = text.indexOf(wanted);
    if (at >= 0) ranks[at === 0 ? 0 : text[at - 1] === '/' ? 1 : 2]?.push(each);
    else if (each.hint?.toLowerCase().includes(wanted) === true) ranks[2]?.push(each);
    if ((ranks[0]?.length ?? 0) >= MOST) break;
  }
  return ranks.flat().slice(0, MOST);
}
