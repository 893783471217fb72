// /gitlab runners: what runs the jobs of a project, or what the person owns.

import type { AnswerVerb } from '../../../ci/command.ts';
import { join, link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { listRunners, type Runner } from '../api/runners.ts';
import { channelProject, findProject } from './find-project.ts';

const MOST = 30;

export const runners: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const typed = asked.values.get('project');
  const isOwn = typed === undefined && (await channelProject(asked)) === undefined;
  const project = isOwn ? undefined : await findProject(asked, typed, reach);
  const { all, more } = await listRunners(project?.id, reach, MOST);
  const of = project === undefined ? say`Runners that you own` : say`Runners of **${link(project.path, project.url)}**`;
  if (all.length === 0) return { text: say`${of}: none.` };
  return {
    text: join([
      of,
      say``,
      say`| runner | for | status |`,
      say`| --- | --- | --- |`,
      ...all.map(rowOf),
      ...(more ? [say``, say`… and more.`] : []),
    ]),
  };
};

function rowOf(runner: Runner): Words {
  const { id, description, name, runner_type: type, is_shared: shared } = runner;
  const kinds: Readonly<Record<string, string>> = { instance_type: 'all projects', group_type: 'a group', project_type: 'projects' };
  const of = kinds[type ?? ''] ?? (shared ? 'all projects' : 'projects');
  return say`| #${id} ${description ?? name ?? ''} | ${of} | ${lookOf(runner)} |`;
}

function lookOf({ paused, active, online, status = '' }: Runner): string {
  if (paused === true || active === false) return '⏸ paused';
  if (online === true || status === 'online') return '✓ online';
  if (status === 'never_contacted' || status === 'not_connected') return '○ never contacted';
  return status === 'stale' ? '✗ stale: not heard of for months' : '✗ offline';
}
