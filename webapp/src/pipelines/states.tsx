// What the list shows when there is nothing in it: nothing yet, or nothing that matches.
import * as React from 'react';
import { pluginAddress } from '../api/address.ts';
import { Empty } from '../parts/panel-states.tsx';
import { useWords } from '../text/say.tsx';

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
export function NoPipelines() {
  const { say } = useWords();
  return (
    <Empty icon="pipeline" title={say('list.empty.title')} body={say('list.empty.body')}>
      <CopyAddress address={`${window.location.origin}${pluginAddress('/webhooks/gitlab')}`} />
      <p className="ci-quiet">{say('list.empty.events')}</p>
    </Empty>
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
