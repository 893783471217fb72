// What a look saw → news of the run, as if its CI system had told them; a look that saw the same as before is none.

import type { CiEvent } from '../ci/event.ts';
import type { SubjectKey } from '../ci/ids.ts';
import { merge } from '../ci/merge.ts';
import { canonicalJson } from '../ci/order.ts';
import type { PipelineState } from '../ci/state.ts';
import type { SubjectState } from '../ci/subject.ts';
import type { Clock } from '../platform/clock.ts';
import type { Deliveries, Learning, Scenes } from '../storage/index.ts';
import type { FollowPorts } from './ports.ts';

export interface LearnPorts {
  readonly subjects: Learning & Pick<Scenes, 'scene'>;
  readonly refresh: Deliveries['refresh'];
  readonly now: Clock;
}

/** Who is shown with the run is shown again, too. */
export function createLearn({ subjects, refresh, now }: LearnPorts): Pick<FollowPorts, 'learn' | 'runOf'> {
  return {
    runOf: (key, marks) => subjects.place(key, marks),
    async learn(event) {
      let news = false;
      const joined = (known: SubjectState | undefined, told: CiEvent): SubjectState => {
        const next = merge(known, told);
        news = known === undefined || !tellsTheSame(known, next);
        return known === undefined || news ? next : known;
      };
      const [key = event.pipeline.key] = await subjects.learn([event], now(), joined);
      if (!news) return false;
      const around: readonly SubjectKey[] = (await subjects.scene(key))?.refresh ?? [];
      await Promise.all([key, ...around].map((each) => refresh(each)));
      return true;
    },
  };
}

/** When something was asked for tells people nothing. */
function tellsTheSame(left: SubjectState, right: SubjectState): boolean {
  if (left.kind !== 'pipeline' || right.kind !== 'pipeline') return false;
  return canonicalJson(timeless(left)) === canonicalJson(timeless(right));
}

function timeless({ overview, jobs, ...state }: PipelineState): object {
  const seen = jobs.map(({ askedAt: _asked, ...job }) => job);
  if (overview.kind === 'outline') return { ...state, overview, jobs: seen };
  const { askedAt: _asked, ...snapshot } = overview.snapshot;
  return { ...state, overview: { ...overview, snapshot }, jobs: seen };
}
