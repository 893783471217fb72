// Issues of GitLab for chat: their search by words, reference or address, and quotations in which nothing acts.

import type { Reach } from '../../ci/account.ts';
import type { Issue, Issues } from '../../ci/issues.ts';
import { commentIssue, createIssue, readChoices, readIssue, searchIssues } from './api/issues.ts';
import { listProjects } from './api/projects.ts';
import { pageIn } from './preview-address.ts';

const MOST_PROJECTS = 50;
const MOST_FOUND = 20;
/** GitLab searches for nothing shorter in the text of issues. */
const SHORTEST = 3;
const GAP = '\u200B';

export const issues: Issues = {
  async projects(reach, search) {
    const all = await listProjects(reach, MOST_PROJECTS, search === '' ? undefined : search);
    return all.filter(({ archived }) => !archived).map(({ id, path }) => ({ id, path }));
  },
  choices: readChoices,
  create: createIssue,
  search: findIssues,
  comment: commentIssue,
  quote,
};

async function findIssues(text: string, reach: Reach): Promise<readonly Issue[]> {
  const wanted = text.trim();
  const named = nameIn(wanted, reach);
  if (named !== undefined) {
    const found = await readIssue(named.project, named.id, reach);
    return found === undefined ? [] : [found];
  }
  if (wanted.length > 0 && wanted.length < SHORTEST) return [];
  const found = await searchIssues(wanted, reach, MOST_FOUND);
  return [...found.filter(({ open }) => open), ...found.filter(({ open }) => !open)];
}

/** `city/api#12`, or the address of its page. */
function nameIn(text: string, { connection }: Reach): { readonly project: string; readonly id: string } | undefined {
  const page = pageIn(text, connection);
  if (page?.kind === 'issue') return page;
  const [, project, id] = /^([^\s#]+\/[^\s#]+)#(\d{1,15})$/.exec(text) ?? [];
  return project === undefined || id === undefined ? undefined : { project, id };
}

/**
 * Each line behind `>`: a quick action counts only where it begins a line (https://docs.gitlab.com/user/project/quick_actions/). Whoever is
 * named, and what is referred to, is not told of it.
 */
function quote(text: string): string {
  return text
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => `> ${line.replaceAll(/[@#!~%&$^](?=[\w"[])/g, `$&${GAP}`)}`.trimEnd())
    .join('\n');
}
