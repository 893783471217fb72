// What stays true of a build all its life, and not every sender tells: told once, it is not forgotten when another sender tells less.

import { canonicalJson, compareText } from './order.ts';
import type { PipelineSnapshot } from './pipeline.ts';

/** Of a snapshot. */
export type Kept = Pick<PipelineSnapshot, 'queued' | 'parameters' | 'expectedDuration' | 'triggeredBy' | 'commit' | 'createdAt'>;

type Loose = { readonly [Name in keyof Kept]?: Kept[Name] | undefined };

/** Undefined when there is nothing to keep. */
export function keptOf({ queued, parameters, expectedDuration, triggeredBy, commit, createdAt }: Loose): Kept | undefined {
  const kept: Kept = {
    ...(queued !== undefined && { queued }),
    ...(parameters !== undefined && { parameters }),
    ...(expectedDuration !== undefined && { expectedDuration }),
    ...(triggeredBy !== undefined && { triggeredBy }),
    ...(commit !== undefined && { commit }),
    ...(createdAt !== undefined && { createdAt }),
  };
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** Of each the fuller telling: so no order and no repetition changes the result. */
export function joinKept(left: Kept | undefined, right: Kept | undefined): Kept | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return keptOf({
    queued: fuller(left.queued, right.queued),
    parameters: fuller(left.parameters, right.parameters),
    expectedDuration: fuller(left.expectedDuration, right.expectedDuration),
    triggeredBy: fuller(left.triggeredBy, right.triggeredBy),
    commit: fuller(left.commit, right.commit),
    createdAt: fuller(left.createdAt, right.createdAt),
  });
}

/** With what was kept where a snapshot tells nothing, or less of the same commit. */
export function withKept<Told extends Partial<PipelineSnapshot>>(told: Told, kept: Kept | undefined): Told {
  if (kept === undefined) return told;
  const same = told.commit !== undefined && told.commit.sha === kept.commit?.sha;
  return { ...kept, ...told, ...(same && { commit: kept.commit }) };
}

function fuller<T>(left: T | undefined, right: T | undefined): T | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return compareText(measure(left), measure(right)) >= 0 ? left : right;
}

function measure(value: unknown): string {
  const text = canonicalJson(value);
  return `${String(text.length).padStart(9, '0')}${text}`;
}
