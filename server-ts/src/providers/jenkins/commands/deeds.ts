// Who did something about a build: what is told to its card.

import type { Reach } from '../../../ci/account.ts';
import type { Done } from '../../../ci/command.ts';
import type { DeedVerb } from '../../../ci/deed.ts';
import { subjectKey } from '../../../ci/ids.ts';
import type { BuildPlace } from '../api/build-path.ts';

/** `what`: what it was done to, where that is not the whole build. */
export function done({ job, number }: BuildPlace, verb: DeedVerb, { connection }: Pick<Reach, 'connection'>, what = ''): readonly Done[] {
  return [{ key: subjectKey('jenkins', connection.name, job, number), verb, ...(what !== '' && { what }) }];
}
