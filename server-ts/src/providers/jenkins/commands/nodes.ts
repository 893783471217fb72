// /jenkins nodes: the machines that build, and what runs on them.

import type { AnswerVerb } from '../../../ci/command.ts';
import { join, link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { listNodes, type ComputerNode } from '../api/nodes.ts';
import { jenkinsOf } from './safe-restart.ts';

const MOST = 30;
const MOST_RUNNING = 5;

export const nodes: AnswerVerb = async (asked) => {
  const all = await listNodes(await asked.as());
  const away = all.filter(({ offline }) => offline).length;
  // What is away is what somebody looks for.
  const shown = all.toSorted((left, right) => Number(right.offline) - Number(left.offline)).slice(0, MOST);
  const more = all.length > shown.length ? say`… and ${all.length - shown.length} more` : say``;
  return {
    text: join([
      say`${jenkinsOf(asked)} has ${all.length} ${all.length === 1 ? 'node' : 'nodes'}, ${away === 0 ? 'all online' : `${away} offline`}.`,
      say``,
      say`| node | state | busy | labels |`,
      say`| --- | --- | --- | --- |`,
      ...shown.map(rowOf),
      more,
    ]),
  };
};

function rowOf({ name, offline, reason, executors, running, labels }: ComputerNode): Words {
  const state = offline ? `✗ offline${reason === '' ? '' : `: ${reason}`}` : '✓ online';
  const left = running.length - MOST_RUNNING;
  const builds = join(
    running.slice(0, MOST_RUNNING).map(({ title, url }) => link(title, url)),
    ', ',
  );
  return say`| ${name} | ${state} | ${running.length} of ${executors}${running.length === 0 ? say`` : say`: ${builds}`}${left > 0 ? ` and ${left} more` : ''} | ${labels.slice(0, 8).join(', ')} |`;
}
