// Ages and durations that move on by themselves while they are on screen.
import * as React from 'react';
import type { PipelineView } from '@ci-command-center/contract';
import { isActive } from '../pipelines/order.ts';
import { useWords } from '../text/say.tsx';
import { ageText, durationText, exactText } from '../text/time.ts';

/** The present in ms since 1970, again every `interval` ms. */
export function useNow(interval: number): number {
  const [now, setNow] = React.useState(Date.now);
  React.useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), interval);
    return () => clearInterval(timer);
  }, [interval]);
  return now;
}

/** How long ago; the exact time as its tooltip. */
export function Age({ at }: { readonly at: number }) {
  const words = useWords();
  const now = useNow(20_000);
  return (
    <time className="ci-age" dateTime={new Date(at).toISOString()} title={exactText(at, words)}>
      {ageText(at, now, words)}
    </time>
  );
}

function Elapsed({ since, usual }: { readonly since: number; readonly usual: number | undefined }) {
  const words = useWords();
  const now = useNow(1000);
  return (
    <span className="ci-duration" role="timer" title={words.say('pipeline.elapsed')}>
      {durationText((now - since) / 1000, words)}
      {usual !== undefined && (
        <span className="ci-usual"> {words.say(isOver(now, since, usual), { duration: durationText(usual, words) })}</span>
      )}
    </span>
  );
}

/** `of about 4m` promises an end that has passed by then. */
function isOver(now: number, since: number, usual: number): 'pipeline.about' | 'pipeline.about.over' {
  return (now - since) / 1000 > usual ? 'pipeline.about.over' : 'pipeline.about';
}

type Timed = Pick<PipelineView, 'status' | 'startedAt' | 'duration' | 'usualDuration' | 'expectedDuration'>;

/** A quarter and ten seconds off: less is chance. */
function isUnusual(duration: number, usual: number): boolean {
  const off = Math.abs(duration - usual);
  return off >= 10 && off >= usual / 4;
}

/** How long it took, or takes so far, and how long it usually does where that tells something; nothing before it has started. */
export function Duration({ of: { status, startedAt, duration, usualDuration: usual, expectedDuration } }: { readonly of: Timed }) {
  const words = useWords();
  if (isActive(status) && startedAt !== undefined) return <Elapsed since={startedAt} usual={usual ?? (expectedDuration || undefined)} />;
  if (isActive(status) || duration === undefined) return null;
  return (
    <span className="ci-duration" title={words.say('pipeline.duration')}>
      {durationText(duration, words)}
      {usual !== undefined && isUnusual(duration, usual) && (
        <span className="ci-usual"> ({words.say('pipeline.usual', { duration: durationText(usual, words) })})</span>
      )}
    </span>
  );
}
