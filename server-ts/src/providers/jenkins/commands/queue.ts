// /jenkins queue: what waits, and why.

import type { AnswerVerb } from '../../../ci/command.ts';
import { formatDuration } from '../../../ci/duration.ts';
import { join, say } from '../../../ci/words.ts';
import { listQueue } from '../api/queue.ts';
import { jenkinsOf } from './safe-restart.ts';

const MOST = 20;

export const queue: AnswerVerb = async (asked) => {
  const all = await listQueue(await asked.as());
  if (all.length === 0) return { text: say`Nothing waits in the queue of ${jenkinsOf(asked)}.` };
  const shown = all.toSorted((left, right) => (left.since ?? 0) - (right.since ?? 0)).slice(0, MOST);
  const rows = shown.map(({ title, why, since, stuck }) => {
    const waits = since === undefined ? '' : formatDuration((asked.now - since) / 1000);
    return say`| ${title} | ${why}${stuck ? ' (stuck)' : ''} | ${waits} |`;
  });
  const more = all.length > shown.length ? say`… and ${all.length - shown.length} more` : say``;
  const own = shown.filter(({ job }) => job !== '');
  return {
    text: join([
      say`**${all.length}** in the queue of ${jenkinsOf(asked)}`,
      say``,
      say`| job | waits because | since |`,
      say`| --- | --- | --- |`,
      ...rows,
      more,
    ]),
    ...(own.length > 0 && {
      menu: {
        label: 'Take out …',
        call: { name: 'abort', args: {} },
        choices: own.map(({ id, title }) => ({ label: `${title} (${id})`, value: id })),
      },
    }),
  };
};
