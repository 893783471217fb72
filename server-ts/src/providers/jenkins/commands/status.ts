// /jenkins status: how Jenkins, or one of its jobs, is now.

import type { Account, Reach } from '../../../ci/account.ts';
import type { Answer, AnswerVerb, AskedVerb, Button } from '../../../ci/command.ts';
import { join, link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { isRunning, listBuilds, type Build } from '../api/builds.ts';
import { readJob } from '../api/jobs.ts';
import { listNodes } from '../api/nodes.ts';
import { listQueue } from '../api/queue.ts';
import { buildButton, durationOf, whyOf } from './builds.ts';
import { findItem, isFolder } from './find-job.ts';
import { lookOf } from './look.ts';
import { jenkinsOf } from './safe-restart.ts';
import { ago } from './times.ts';

const MOST_RUNNING = 10;
const MOST_WAITING = 5;

export const status: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const typed = asked.values.get('job');
  return typed === undefined ? statusOfJenkins(asked, reach) : statusOfJob(typed, asked, reach);
};

async function statusOfJenkins(asked: AskedVerb, reach: Reach & { readonly account: Account }): Promise<Answer> {
  const [nodes, queue] = await Promise.all([listNodes(reach), listQueue(reach)]);
  const running = nodes.flatMap((node) => node.running);
  const online = nodes.filter(({ offline }) => !offline);
  const executors = online.reduce((sum, node) => sum + node.executors, 0);
  const away = nodes.length - online.length;
  const lines: readonly Words[] = [
    say`${jenkinsOf(asked)}: **${running.length}** running, **${queue.length}** waiting; ${online.length} nodes online with ${executors} executors${away === 0 ? '' : `, ${away} offline`}. You are ${reach.account.login} there.`,
    ...running.slice(0, MOST_RUNNING).map(({ title, url }) => say`- ▶ ${link(title, url)}`),
    ...(running.length > MOST_RUNNING ? [say`- … and ${running.length - MOST_RUNNING} more`] : []),
    ...queue.slice(0, MOST_WAITING).map(({ title, why }) => say`- ○ ${title}: ${why}`),
    ...(queue.length > MOST_WAITING ? [say`- … and ${queue.length - MOST_WAITING} more, see \`/jenkins queue\``] : []),
  ];
  return { text: join(lines) };
}

async function statusOfJob(typed: string, asked: AskedVerb, reach: Reach): Promise<Answer> {
  const found = await findItem(typed, reach);
  if (found.kind === 'folder') throw isFolder(found);
  const [job, builds = []] = await Promise.all([readJob(found.name, reach), listBuilds(found.name, reach, 5)]);
  const running = builds.filter(isRunning);
  const last = builds.find((build) => !isRunning(build));
  const lines: readonly Words[] = [
    say`**${link(job.path, job.url)}**${job.buildable ? say`` : say` is disabled`}`,
    ...running.map((build) => say`- ▶ ${link(`#${build.number}`, build.url)} running for ${durationOf(build, asked.now)}${by(build)}`),
    ...(job.queued === undefined ? [] : [say`- ○ one more waits: ${job.queued.why}`]),
    last === undefined
      ? say`- not built yet`
      : say`- last: ${link(`#${last.number}`, last.url)} ${lookOf(last)} ${agoOf(last, asked.now)}${by(last)}`,
    ...(job.lastGood === undefined || job.lastGood === last?.number ? [] : [say`- last good: #${job.lastGood}`]),
    ...(job.health === undefined ? [] : [say`- ${job.health}`]),
    ...(job.parameters.length === 0 ? [] : [say`- asks for ${job.parameters.map(({ name }) => name).join(', ')}`]),
  ];
  return { text: join(lines), buttons: buttonsOf(job.name, job.buildable, running[0], last) };
}

function by(build: Build): string {
  const why = whyOf(build);
  return why === '' ? '' : ` (${why})`;
}

function agoOf({ timestamp }: Build, now: number): string {
  return timestamp === undefined ? '' : ago(timestamp, now);
}

function buttonsOf(job: string, buildable: boolean, running: Build | undefined, last: Build | undefined): readonly Button[] {
  const shown = running ?? last;
  const log: readonly Button[] =
    shown === undefined ? [] : [{ label: `Log of #${shown.number}`, call: { name: 'log', args: { job, number: shown.number } } }];
  return [...(buildable ? [buildButton(job)] : []), ...log];
}
