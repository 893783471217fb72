// Bars for the last runs of a branch, the newest at the right: as high as they took long. A failed one is striped and crossed, so that
// colour is not its only sign.
import * as React from 'react';
import type { PastRunView } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';
import { durationText, exactText } from '../text/time.ts';
import { outcomesOf } from './outcomes.ts';

const HEIGHT = 48;
/** Place above the bars for the crosses. */
const HEAD = 8;
const STEP = 10;
const WIDTH = 7;
const MOST = 30;
const LEAST = 6;

interface Props {
  /** Newest first. */
  readonly runs: readonly PastRunView[];
  /** The same in words. */
  readonly label: string;
}

export function HistoryChart({ runs, label }: Props) {
  const pattern = React.useId();
  const shown = runs.slice(0, MOST).toReversed();
  // One that hung for hours must not flatten all others.
  const { usual } = outcomesOf(runs);
  const longest = Math.max(0, ...shown.map(({ duration = 0 }) => duration));
  const top = usual === undefined || usual === 0 ? longest : Math.min(longest, usual * 3);
  // Where all took no time there is nothing to compare: bars that can be seen and pointed at.
  const heightOf = (duration = 0): number => (top === 0 ? HEIGHT / 2 : Math.max(LEAST, (Math.min(duration, top) / top) * HEIGHT));
  const width = shown.length * STEP;
  return (
    <svg className="ci-chart" role="img" aria-label={label} viewBox={`0 0 ${width} ${HEIGHT + HEAD}`} width={width} height={HEIGHT + HEAD}>
      <defs>
        <pattern id={pattern} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="ci-chart-stripe-ground" width="4" height="4" />
          <rect className="ci-chart-stripe" width="2" height="4" />
        </pattern>
      </defs>
      {usual !== undefined && (
        <line className="ci-chart-usual" x1="0" x2={width} y1={HEAD + HEIGHT - heightOf(usual)} y2={HEAD + HEIGHT - heightOf(usual)} />
      )}
      {shown.map((run, index) => (
        <Bar key={run.key} run={run} left={index * STEP + (STEP - WIDTH) / 2} height={heightOf(run.duration)} pattern={pattern} />
      ))}
    </svg>
  );
}

interface BarProps {
  readonly run: PastRunView;
  readonly left: number;
  readonly height: number;
  readonly pattern: string;
}

function Bar({ run: { number, status, duration, at, failedJobs }, left, height, pattern }: BarProps) {
  const words = useWords();
  const top = HEAD + HEIGHT - height;
  const values = { number, status: words.say(`status.${status}`), time: exactText(at, words) };
  const told =
    duration === undefined
      ? words.say('history.bar.short', values)
      : words.say('history.bar', { ...values, duration: durationText(duration, words) });
  const middle = left + WIDTH / 2;
  return (
    <g className={`ci-chart-bar ci-is-${status}`}>
      <title>{[told, ...failedJobs].join('\n')}</title>
      <rect className="ci-chart-hover" x={left - 1.5} y="0" width={STEP} height={HEAD + HEIGHT} />
      <rect
        x={left}
        y={top}
        width={WIDTH}
        height={height}
        rx="1"
        {...(status === 'failed' ? { fill: `url(#${pattern})`, stroke: 'var(--ci-tone)' } : { fill: 'var(--ci-tone)' })}
      />
      {status === 'failed' && <path className="ci-chart-cross" d={`M${middle - 2} ${top - 6}l4 4M${middle + 2} ${top - 6}l-4 4`} />}
    </g>
  );
}
