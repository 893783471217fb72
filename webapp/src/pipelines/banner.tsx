// One line above the list when it may be old: the connection is lost, or the last load failed.
import * as React from 'react';
import type { ApiError } from '@ci-command-center/contract';
import { useConnected } from '../host/connection.ts';
import { Glyph } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';

export function Banner({ error, onRetry }: { readonly error: ApiError | undefined; onRetry(): void }) {
  const { say } = useWords();
  const connected = useConnected();
  if (connected && error === undefined) return null;
  return (
    <output className="ci-banner">
      <Glyph name="offline" size={16} />
      <span>{connected ? say('list.stale', { reason: error?.message ?? '' }) : say('list.offline')}</span>
      {connected && (
        <button type="button" className="ci-button ci-button-plain" onClick={onRetry}>
          {say('list.error.retry')}
        </button>
      )}
    </output>
  );
}
