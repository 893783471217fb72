// /jenkins delete: says what would be lost and asks; the button deletes.

import type { AnswerCall, AnswerVerb } from '../../../ci/command.ts';
import { link, say } from '../../../ci/words.ts';
import { contentOf, deleteJob } from '../api/administration.ts';
import type { Content } from '../api/administration.ts';
import { readableName } from '../job-address.ts';
import { askedItem } from './asked-job.ts';

export const askDelete: AnswerVerb = async (asked) => {
  const { job, reach } = await askedItem(asked);
  const lost = describe(await contentOf(job.name, reach));
  return {
    text: say`${link(job.path, job.url)} would be deleted in Jenkins with ${lost}. This cannot be undone; \`/jenkins disable\` only stops new builds.`,
    buttons: [{ label: 'Delete for good', style: 'danger', call: { name: 'delete-job', args: { job: job.name } } }],
  };
};

export const doDelete: AnswerCall = async (asked) => {
  const name = asked.args['job'] ?? '';
  await deleteJob(name, await asked.as());
  return { text: say`${`@${asked.person.username}`} deleted ${readableName(name)} in Jenkins.`, inChannel: true };
};

function describe({ builds, jobs, more }: Content): string {
  const many = more ? 'more than ' : '';
  if (jobs !== undefined) return jobs === 0 ? 'nothing in it' : `${many}${counted(jobs, 'job')} in it, with their builds`;
  return builds === undefined || builds === 0 ? 'no builds' : `${many}${counted(builds, 'build')}, their logs and artifacts`;
}

function counted(count: number, noun: string): string {
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${noun}${count === 1 ? '' : 's'}`;
}
