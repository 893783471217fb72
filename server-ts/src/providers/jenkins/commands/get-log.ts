// /jenkins get-log: the end of a build's log in the channel, the whole of it as a file, and live in the sidebar.

import type { Answer, AnswerCall, AnswerVerb, Button } from '../../../ci/command.ts';
import { subjectKey } from '../../../ci/ids.ts';
import { link, say } from '../../../ci/words.ts';
import { logEnd } from '../api/logs.ts';
import { readableName } from '../job-address.ts';
import { fileSize } from './file-size.ts';
import { safeFileName } from './file-name.ts';
import { argsOfMarks, marksIn } from './meant-build.ts';
import { askedBuild, type NamedBuild } from './asked-job.ts';

/** Bytes of the file. */
const MOST = 5 * 1024 * 1024;

export const getLog: AnswerVerb = async (asked) => {
  const { build, reach } = await askedBuild(asked);
  const { text, cut } = await logEnd(build, reach, MOST);
  const title = link(build.title, `${build.url}console`);
  const buttons = [liveButton(build)];
  if (text.trim() === '') return { text: say`The log of ${title} is empty${build.building ? ' so far' : ''}.`, inChannel: true, buttons };
  const still = build.building ? say` It still runs.` : say``;
  const part = cut ? say` Only its last ${fileSize(MOST)} are here.` : say``;
  return {
    text: say`Log of ${title}.${still}${part}`,
    inChannel: true,
    log: { fileName: `${safeFileName(`${build.job}-${build.number}`)}.log`, text, cut },
    buttons,
  };
};

/** Opens the sidebar of whoever clicks. The build is named by that person, so nothing is shown that Jenkins would not show them. */
export const openLog: AnswerCall = async ({ args, connection }): Promise<Answer> => {
  const { job = '', number = '' } = args;
  const key = subjectKey('jenkins', connection.name, job, number);
  return { text: say``, openLog: { key, title: `${readableName(job)} #${number}`, marks: marksIn(args) } };
};

export function liveButton({ job, number, building, marks = {} }: Pick<NamedBuild, 'job' | 'number' | 'building' | 'marks'>): Button {
  return {
    label: building ? 'Watch it live' : 'Open in the sidebar',
    call: { name: 'open-log', args: { job, number, ...argsOfMarks(marks) } },
  };
}
