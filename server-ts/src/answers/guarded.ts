// A task or a reply of ours, through the one place that asks whether somebody may and notes what was done.

import type { Answer, Asked } from '../ci/command.ts';
import type { Words } from '../ci/words.ts';
import type { Attempt } from '../permissions/index.ts';
import { isDone, toldOf, type Deed } from './deed.ts';
import type { AnswerPorts, Place } from './ports.ts';
import type { Reply, Task } from './task.ts';

export interface Performed {
  readonly asked: Asked;
  readonly answer: Answer;
}

/** `prepared`: told who asked of what, as soon as that is known. Rejects as the task does, and with CI_PERMISSION_DENIED. */
export function perform(
  { guard }: AnswerPorts,
  task: Task,
  prepared: (asked: Asked) => void,
  progress: (text: Words) => void,
): Promise<Performed> {
  const { place, deed } = task;
  const [trigger = ''] = deed.act.split('.');
  let connection: string | undefined;
  let answered: Answer | undefined;
  const attempt = attemptOf(place, deed, (outcome) => toldOf(deed, outcome, connection, answered));
  const work = async (): Promise<Performed> => {
    const asked: Asked = { ...(await task.prepare()), progress, permit: (kind) => guard.permit(`${trigger}.${kind}`, place, place) };
    connection = asked.connection.name;
    prepared(asked);
    const answer = await task.perform(asked);
    answered = answer;
    return { asked, answer };
  };
  return guard.run(attempt, work, ({ answer }) => isDone(deed, answer));
}

export function performReply({ guard }: AnswerPorts, place: Place, deed: Deed, work: () => Promise<Reply>): Promise<Reply> {
  const attempt = attemptOf(place, deed, (outcome) => toldOf(deed, outcome, undefined, undefined));
  return guard.run(attempt, work, () => deed.shows !== true);
}

function attemptOf({ userId, channelId, address }: Place, { act, from }: Deed, told: Attempt['told']): Attempt {
  return { act, userId, channelId, from, told, ...(address !== '' && address !== undefined && { address }) };
}
