// Who does not want to hear of a topic.

import type { Facts } from '../ci/facts.ts';
import type { Instant } from '../ci/pipeline.ts';
import { compileGlob } from './glob.ts';
import type { Mute } from './rules.ts';

/** Those of the mutes that hold for it now. */
export function mutesOf(facts: Facts, mutes: readonly Mute[], now: Instant): readonly Mute[] {
  return mutes.filter((mute) => (mute.until === undefined || mute.until > now) && isMeant(mute, facts));
}

/** Branches keep their case, projects and people are the same in any. */
function isMeant({ what, pattern }: Mute, { project, branch, authors }: Facts): boolean {
  switch (what) {
    case 'branch':
      return branch !== undefined && compileGlob(pattern)(branch);
    case 'project':
      return project !== undefined && compileGlob(pattern.toLowerCase())(project.toLowerCase());
    case 'user':
      return authors.some((author) => compileGlob(pattern.toLowerCase().replace(/^@/, ''))(author.toLowerCase()));
  }
}
