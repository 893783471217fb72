// The build that a button was made for: a job that was deleted and made again has another one of that number, which it must never act on.

import type { Reach } from '../../../ci/account.ts';
import { areOfTwoRuns, type RunMarks } from '../../../ci/run-life.ts';
import { CiError } from '../../../platform/errors.ts';
import type { BuildPlace } from '../api/build-path.ts';
import { marksOf, readBuild, type Build } from '../api/builds.ts';
import { readableName } from '../job-address.ts';

type Args = Readonly<Record<string, string>>;

/** For the `args` of a button, beside the build's place. */
export function argsOfMarks({ queued, createdAt }: RunMarks): Args {
  return { ...(queued !== undefined && { place: queued }), ...(createdAt !== undefined && { began: String(createdAt) }) };
}

/** As {@link argsOfMarks} made them; empty for buttons of before. */
export function marksIn({ place, began = '' }: Args): RunMarks {
  return { ...(place !== undefined && { queued: place }), ...(/^\d{1,15}$/.test(began) && { createdAt: Number(began) }) };
}

/** Asked right before it is acted on. Throws CI_JENKINS_NO_BUILD, and what {@link keptBuild} throws. */
export async function meantBuild(place: BuildPlace, marks: RunMarks, reach: Reach): Promise<Build> {
  const build = await keptBuild(place, marks, reach);
  if (build !== undefined) return build;
  throw new CiError('CI_JENKINS_NO_BUILD', `There is no build ${titleOf(place)}.`, 'Type `/jenkins builds <job>` for those there are.');
}

/** Undefined where Jenkins keeps it no longer. Throws CI_JENKINS_OTHER_BUILD where another one is meant than there is. */
export async function keptBuild(place: BuildPlace, marks: RunMarks, reach: Reach): Promise<Build | undefined> {
  const build = await readBuild(place, reach);
  if (build !== undefined && areOfTwoRuns(marks, marksOf(build))) throw otherBuild(titleOf(place));
  return build;
}

function titleOf({ job, number }: BuildPlace): string {
  return `${readableName(job)} #${number}`;
}

function otherBuild(title: string): CiError {
  return new CiError(
    'CI_JENKINS_OTHER_BUILD',
    `Jenkins has another build ${title} now: the job was deleted and made again.`,
    'Use the newer card, or type `/jenkins builds <job>`.',
  );
}
