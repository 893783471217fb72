// Begins to link an account: a page of the CI system in the browser, or a private dialog here.
import * as React from 'react';
import { useSelector, useStore } from 'react-redux';
import type { ConnectView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useDeed } from '../api/use-deed.ts';
import { runCommand } from '../host/run-command.ts';
import { currentChannelId } from '../host/state.ts';
import { Glyph } from '../parts/icon.tsx';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../text/say.tsx';

interface Props {
  readonly connect: ConnectView;
  /** What the button says: `Connect`. */
  readonly label: string;
  /** What it says to who does not see what stands around it: `Connect to GitLab`. */
  readonly name: string;
  /** It is the next step. */
  readonly first?: boolean;
}

export function ConnectButton({ connect, label, name, first = false }: Props) {
  const { say } = useWords();
  const className = `ci-button ci-button-small ${first ? 'ci-button-first' : ''}`;
  if (connect.kind === 'command') return <DialogButton command={connect.command} className={className} label={label} name={name} />;
  return (
    <a
      className={className}
      href={pluginAddress(connect.path)}
      target="_blank"
      // With the opener the page that it ends on could be told from others; nothing needs it.
      rel="noopener noreferrer"
      aria-label={`${name} (${say('accounts.page')})`}
    >
      {label}
      <Glyph name="external" size={12} />
    </a>
  );
}

interface DialogProps {
  readonly command: string;
  readonly className: string;
  readonly label: string;
  readonly name: string;
}

function DialogButton({ command, className, label, name }: DialogProps) {
  const { say } = useWords();
  const store = useStore();
  const channelId = useSelector(currentChannelId);
  const [asked, setAsked] = React.useState(false);
  const { busy, error, run } = useDeed(() => runCommand(store, command, channelId));
  const begin = async () => setAsked((await run(undefined)) !== undefined);
  return (
    <>
      <button type="button" className={className} aria-label={name} aria-disabled={busy} onClick={() => void begin()}>
        {busy && <i className="ci-spinner" aria-hidden="true" />}
        {label}
      </button>
      {asked && <output className="ci-item-note">{say('accounts.asked')}</output>}
      <Problem error={error} />
    </>
  );
}
