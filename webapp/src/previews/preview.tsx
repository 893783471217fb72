// The card beside a link: what it leads to, that one has to connect first, or why it cannot be told. Loaded when the first link is pointed at.
import * as React from 'react';
import type { PlaceView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useWords } from '../text/say.tsx';
import { PreviewCard } from './preview-card.tsx';
import type { PreviewAnswers, PreviewOutcome } from './answers.ts';
import './preview.css';

/** Milliseconds: who only passes over a link asks nothing. */
const REST = 150;

interface Props {
  readonly href: string;
  readonly place: PlaceView;
  readonly answers: PreviewAnswers;
}

export function Preview({ href, place, answers }: Props) {
  const { say } = useWords();
  const outcome = usePreview(href, answers);
  if (outcome?.kind === 'nothing') return null;
  return (
    <div className="ci-root ci-preview">
      {outcome === undefined && (
        <output className="ci-preview-loading">
          <span className="ci-hidden">{say('preview.loading')}</span>
          <i className="ci-bone" style={{ width: '70%' }} aria-hidden="true" />
          <i className="ci-bone" style={{ width: '45%' }} aria-hidden="true" />
        </output>
      )}
      {outcome?.kind === 'preview' && <PreviewCard preview={outcome.preview} title={place.title} />}
      {outcome?.kind === 'connect' && (
        <p className="ci-preview-line">
          {say('preview.connect', { title: place.title })}{' '}
          {place.connect !== undefined && (
            <a className="ci-preview-action" href={pluginAddress(place.connect)} target="_blank" rel="noopener noreferrer">
              {say('preview.connect.action')}
            </a>
          )}
        </p>
      )}
      {outcome?.kind === 'failed' && <p className="ci-preview-line ci-quiet">{outcome.error.message}</p>}
    </div>
  );
}

function usePreview(href: string, answers: PreviewAnswers): PreviewOutcome | undefined {
  const [outcome, setOutcome] = React.useState<PreviewOutcome | undefined>(() => answers.known(href));
  React.useEffect(() => {
    if (answers.known(href) !== undefined) return undefined;
    let isOver = false;
    const timer = setTimeout(async () => {
      const answer = await answers.ask(href);
      if (!isOver) setOutcome(answer.ok ? answer.value : { kind: 'failed', error: answer.error });
    }, REST);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [href, answers]);
  return outcome;
}
