// What jobs reported about their pipeline: each figure with its value, and its limit where it is not kept.
import * as React from 'react';
import type { FigureView } from '@ci-command-center/contract';
import { StatusIcon } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';
import type { Words } from '../text/say.tsx';

const MAX_SHOWN = 12;

function amountText(value: number, unit: string | undefined, { locale }: Words): string {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(value);
  return unit === undefined || unit === '' ? number : `${number}\u00a0${unit}`;
}

function limitText({ value, unit, min, max }: FigureView, words: Words): string {
  if (min !== undefined && value < min) return words.say('figure.least', { limit: amountText(min, unit, words) });
  return max !== undefined && value > max ? words.say('figure.most', { limit: amountText(max, unit, words) }) : '';
}

function Figure({ figure }: { readonly figure: FigureView }) {
  const words = useWords();
  const name = figure.name.replaceAll('_', ' ');
  const limit = figure.breached ? limitText(figure, words) : '';
  return (
    <div className={`ci-parameter ci-figure ${figure.breached ? 'ci-is-failed' : ''}`} title={figure.name}>
      <dt>{name}</dt>
      <dd>
        {figure.breached && <StatusIcon status="failed" size={12} />}
        {amountText(figure.value, figure.unit, words)}
        {limit !== '' && <span className="ci-figure-limit"> {limit}</span>}
      </dd>
    </div>
  );
}

export function Figures({ figures }: { readonly figures: readonly FigureView[] | undefined }) {
  const { say, count } = useWords();
  if (figures === undefined || figures.length === 0) return null;
  const left = figures.length - MAX_SHOWN;
  return (
    <dl className="ci-parameters" aria-label={say('figure.list')}>
      {figures.slice(0, MAX_SHOWN).map((figure) => (
        <Figure key={figure.name} figure={figure} />
      ))}
      {left > 0 && <div className="ci-joined-note">{count('joined.more', left)}</div>}
    </dl>
  );
}
