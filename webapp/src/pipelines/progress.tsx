// How far a running pipeline is against the time it usually takes, as a thin line; the words beside it say the same.
import * as React from 'react';
import type { PipelineView } from '@ci-command-center/contract';
import { useNow } from '../parts/time.tsx';

/** Seconds it usually takes: as others of its branch did, else as the CI system expects. */
export function usualOf({ usualDuration, expectedDuration }: Partial<PipelineView>): number | undefined {
  const usual = usualDuration ?? expectedDuration;
  return usual === undefined || usual < 1 ? undefined : usual;
}

function Line({ since, usual }: { readonly since: number; readonly usual: number }) {
  const part = (useNow(1000) - since) / 1000 / usual;
  const width = `${Math.min(100, Math.max(1, part * 100))}%`;
  return (
    <div className={`ci-progress ${part > 1 ? 'ci-progress-over' : ''}`} aria-hidden="true">
      <i style={{ width }} />
    </div>
  );
}

export function Progress({ pipeline }: { readonly pipeline: PipelineView }) {
  const usual = usualOf(pipeline);
  if (pipeline.status !== 'running' || pipeline.startedAt === undefined || usual === undefined) return null;
  return <Line since={pipeline.startedAt} usual={usual} />;
}
