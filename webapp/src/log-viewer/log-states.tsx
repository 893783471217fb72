// What the log view shows when there are no lines: loading, none written, or why it cannot be read.
import * as React from 'react';
import type { ApiError } from '@ci-command-center/contract';
import { Glyph } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';

export function LogLoading() {
  const { say } = useWords();
  return (
    <output className="ci-log-loading">
      <span className="ci-hidden">{say('log.loading')}</span>
      {[64, 82, 46, 71, 58].map((width) => (
        <i key={width} className="ci-bone" style={{ width: `${width}%` }} aria-hidden="true" />
      ))}
    </output>
  );
}

export function LogEmpty({ over }: { readonly over: boolean }) {
  const { say } = useWords();
  return (
    <output className="ci-state">
      <Glyph name="log" size={40} />
      <h3>{say('log.empty.title')}</h3>
      <p>{say(over ? 'log.empty.over' : 'log.empty.body')}</p>
    </output>
  );
}

/** Whoever linked no account is told how to: the server's sentence says it. */
export function LogFailure({ error, onRetry }: { readonly error: ApiError; onRetry(): void }) {
  const { say } = useWords();
  return (
    <div className="ci-state" role="alert">
      <Glyph name="alert" size={40} />
      <h3>{say(error.code === 'CI_ACCOUNT_MISSING' ? 'log.account.title' : 'log.error.title')}</h3>
      <p>{error.message}</p>
      <button type="button" className="ci-button ci-button-first" onClick={onRetry}>
        {say('log.retry')}
      </button>
      <p className="ci-quiet">{error.code}</p>
    </div>
  );
}
