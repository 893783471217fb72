// Which templates there are, and which of them speak for a scene.

import type { RenderScene } from './rendered.ts';
import { isConcluded, statusOf } from '../ci/status.ts';
import { trendOf } from '../ci/trend.ts';

/** The words under `templates` in the configuration. */
export const templateNames = [
  'pipeline.started',
  'pipeline.finished',
  'pipeline.failed',
  'pipeline.fixed',
  'deployment.started',
  'deployment.finished',
  'deployment.failed',
  'gate.failed',
  'gate.passed',
  'artifact.published',
  'alert.firing',
  'alert.resolved',
  'merge_request.opened',
  'merge_request.merged',
  'merge_request.closed',
  'issue.opened',
  'issue.closed',
  'push',
  'tag',
  'release',
  'wiki',
  'comment',
  'reaction',
] as const;

export type TemplateName = (typeof templateNames)[number];

/** The first that is there is used; none for what is confidential. */
export function templatesFor({ state, past }: Pick<RenderScene, 'state' | 'past'>): readonly TemplateName[] {
  switch (state.kind) {
    case 'pipeline': {
      const status = statusOf(state);
      if (!isConcluded(status)) return ['pipeline.started'];
      if (status === 'failed') return ['pipeline.failed', 'pipeline.finished'];
      return trendOf(status, past) === 'fixed' ? ['pipeline.fixed', 'pipeline.finished'] : ['pipeline.finished'];
    }
    case 'deployment': {
      const { status } = state.deployment;
      if (status === 'failed') return ['deployment.failed', 'deployment.finished'];
      return isConcluded(status) ? ['deployment.finished'] : ['deployment.started'];
    }
    case 'gate':
      return [state.analyses[0].status === 'passed' ? 'gate.passed' : 'gate.failed'];
    case 'artifact':
      return ['artifact.published'];
    case 'alerts':
      return [state.alerts.some(({ status }) => status === 'firing') ? 'alert.firing' : 'alert.resolved'];
    case 'merge-request':
      return [
        state.snapshot.state === 'merged'
          ? 'merge_request.merged'
          : state.snapshot.state === 'closed'
            ? 'merge_request.closed'
            : 'merge_request.opened',
      ];
    case 'issue':
      if (state.snapshot.confidential) return [];
      return [state.snapshot.state === 'closed' ? 'issue.closed' : 'issue.opened'];
    case 'news':
      return [state.news.event];
  }
}
