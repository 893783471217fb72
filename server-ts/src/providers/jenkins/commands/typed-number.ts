// The number of a build, as it was typed.

import { CiError } from '../../../platform/errors.ts';
import { numberIn } from './find-job.ts';

/** `14`, `#14`, or of the address that stands for the job; undefined: none, so the last build is meant. Throws CI_JENKINS_NO_NUMBER. */
export function typedNumber(values: ReadonlyMap<string, string>): string | undefined {
  const typed = values.get('build') ?? numberIn(values.get('job') ?? '');
  const number = typed?.replace(/^#/, '');
  if (number === undefined || /^\d{1,15}$/.test(number)) return number;
  throw new CiError(
    'CI_JENKINS_NO_NUMBER',
    `${typed ?? ''} is no number of a build.`,
    'Type it as `14`, or leave it out for the last build. A name with spaces needs quotes.',
  );
}
