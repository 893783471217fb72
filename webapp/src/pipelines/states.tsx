// What the list shows when there is no list: loading, nothing yet, nothing that matches, or an error.
import * as React from 'react';
import type { ApiError } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { Glyph } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';

const SKELETONS = ['first', 'second', 'third', 'fourth'] as const;

export function Loading() {
  const { say } = useWords();
  return (
    <output className="ci-skeletons">
      <span className="ci-hidden">{say('list.loading')}</span>
      {SKELETONS.map((key) => (
        <div key={key} className="ci-skeleton" aria-hidden="true">
          <i className="ci-bone ci-bone-disc" />
          <div>
            <i className="ci-bone ci-bone-title" />
            <i className="ci-bone" />
            <i className="ci-bone ci-bone-short" />
          </div>
        </div>
      ))}
    </output>
  );
}

function CopyAddress({ address }: { readonly address: string }) {
  const { say } = useWords();
  const [copied, setCopied] = React.useState(false);
  // Without https the browser offers no clipboard; the address can still be selected.
  const clipboard = window.isSecureContext ? navigator.clipboard : undefined;
  return (
    <div className="ci-address">
      <code>{address}</code>
      {clipboard && (
        <button type="button" className="ci-button" onClick={() => void clipboard.writeText(address).then(() => setCopied(true))}>
          <span aria-live="polite">{say(copied ? 'list.empty.copied' : 'list.empty.copy')}</span>
        </button>
      )}
    </div>
  );
}

/** The one next step: where a CI system has to report to. */
export function Empty() {
  const { say } = useWords();
  return (
    <div className="ci-state">
      <Glyph name="pipeline" size={40} />
      <h3>{say('list.empty.title')}</h3>
      <p>{say('list.empty.body')}</p>
      <CopyAddress address={`${window.location.origin}${pluginAddress('/webhooks/gitlab')}`} />
      <p className="ci-quiet">{say('list.empty.events')}</p>
    </div>
  );
}

export function NoMatch({ onClear }: { onClear(): void }) {
  const { say } = useWords();
  return (
    <output className="ci-state">
      <h3>{say('list.noMatch.title')}</h3>
      <button type="button" className="ci-button" onClick={onClear}>
        {say('list.noMatch.clear')}
      </button>
    </output>
  );
}

export function Failure({ error, onRetry }: { readonly error: ApiError; onRetry(): void }) {
  const { say } = useWords();
  return (
    <div className="ci-state" role="alert">
      <Glyph name="alert" size={40} />
      <h3>{say('list.error.title')}</h3>
      <p>{error.message}</p>
      <button type="button" className="ci-button ci-button-first" onClick={onRetry}>
        {say('list.error.retry')}
      </button>
      <p className="ci-quiet">{error.code}</p>
    </div>
  );
}
