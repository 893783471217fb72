// /jenkins watch: shows a build in the channel, live, until its verdict.

import type { AnswerVerb } from '../../../ci/command.ts';
import { subjectKey } from '../../../ci/ids.ts';
import { link, say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { isRunning, marksOf, readBuild } from '../api/builds.ts';
import { readJob } from '../api/jobs.ts';
import { findJob } from './find-job.ts';
import { typedNumber } from './typed-number.ts';

export const watch: AnswerVerb = async (asked) => {
  const number = typedNumber(asked.values);
  const reach = await asked.as();
  const { name: id, path, url, queued, last } = await readJob(await findJob(asked.values.get('job') ?? '', reach), reach);
  const project = { id, path, url };
  if (number === undefined && queued !== undefined && last?.building !== true)
    return {
      text: say``,
      follow: { project, run: { queued: queued.id, ...(queued.why !== '' && { reason: queued.why }) }, why: 'watched' },
    };
  const build = await readBuild({ job: id, number: number ?? 'lastBuild' }, reach);
  if (build === undefined)
    throw number === undefined
      ? new CiError('CI_JENKINS_NO_BUILD', `${path} has not been built yet.`, 'Start it with `/jenkins build <job>`.')
      : new CiError('CI_JENKINS_NO_BUILD', `There is no build ${path} #${number}.`, 'Type `/jenkins builds <job>` for those there are.');
  const key = subjectKey('jenkins', asked.connection.name, id, build.number);
  const title = link(`${path} #${build.number}`, build.url);
  return {
    text: isRunning(build) ? say`` : say`${title} is over already: ${(build.result ?? 'unknown').toLowerCase()}.`,
    follow: { project, run: { key, number: build.number, marks: marksOf(build) }, why: 'watched' },
  };
};
