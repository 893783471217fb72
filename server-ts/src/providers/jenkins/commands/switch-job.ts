// /jenkins enable, /jenkins disable.

import type { AnswerVerb } from '../../../ci/command.ts';
import { link, say } from '../../../ci/words.ts';
import { setEnabled } from '../api/administration.ts';
import { askedItem } from './asked-job.ts';

export const enable: AnswerVerb = async (asked) => {
  const { job, reach } = await askedItem(asked);
  await setEnabled(job.name, true, reach);
  return { text: say`${`@${asked.person.username}`} enabled ${link(job.path, job.url)}: it can be built again.`, inChannel: true };
};

export const disable: AnswerVerb = async (asked) => {
  const { job, reach } = await askedItem(asked);
  await setEnabled(job.name, false, reach);
  const again = say`\`/jenkins enable\` takes it back.`;
  return {
    text: say`${`@${asked.person.username}`} disabled ${link(job.path, job.url)}: no new builds of it start. ${again}`,
    inChannel: true,
  };
};
