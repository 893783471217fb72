// What every tab shows when it has nothing else: loading, empty with the one next step, an error with another try, and a line above what
// may be old.
import * as React from 'react';
import type { ReactNode } from 'react';
import type { ApiError } from '@ci-command-center/contract';
import { useConnected } from '../host/connection.ts';
import { useWords } from '../text/say.tsx';
import { Glyph } from './icon.tsx';
import type { GlyphName } from './icon.tsx';

const SKELETONS = ['first', 'second', 'third', 'fourth'] as const;

/** `label` says to a screen reader what is loading. */
export function Loading({ label }: { readonly label: string }) {
  return (
    <output className="ci-skeletons">
      <span className="ci-hidden">{label}</span>
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

interface EmptyProps {
  readonly icon: GlyphName;
  readonly title: string;
  /** The next step, in words; what does it stands below. */
  readonly body?: string;
  readonly children?: ReactNode;
}

export function Empty({ icon, title, body, children }: EmptyProps) {
  return (
    <div className="ci-state">
      <Glyph name={icon} size={40} />
      <h3>{title}</h3>
      {body !== undefined && <p>{body}</p>}
      {children}
    </div>
  );
}

export function ErrorState({ title, error, onRetry }: { readonly title: string; readonly error: ApiError; onRetry(): void }) {
  const { say } = useWords();
  return (
    <div className="ci-state" role="alert">
      <Glyph name="alert" size={40} />
      <h3>{title}</h3>
      <p>{error.message}</p>
      <button type="button" className="ci-button ci-button-first" onClick={onRetry}>
        {say('panel.retry')}
      </button>
      <p className="ci-quiet">{error.code}</p>
    </div>
  );
}

/** One line above what is shown when that may be old: the connection is lost, or the last question failed. */
export function StaleBanner({ error, onRetry }: { readonly error: ApiError | undefined; onRetry(): void }) {
  const { say } = useWords();
  const connected = useConnected();
  if (connected && error === undefined) return null;
  return (
    <output className="ci-banner">
      <Glyph name="offline" size={16} />
      <span>{connected ? say('panel.stale', { reason: error?.message ?? '' }) : say('panel.offline')}</span>
      {connected && (
        <button type="button" className="ci-button ci-button-plain" onClick={onRetry}>
          {say('panel.retry')}
        </button>
      )}
    </output>
  );
}
