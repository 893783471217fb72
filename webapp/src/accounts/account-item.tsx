// One CI system: who the person is there, with what right, and until when; or how to connect.
import * as React from 'react';
import type { AccountView, DisconnectedView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { paths } from '@ci-command-center/contract';
import { request } from '../api/request.ts';
import { useDeed } from '../api/use-deed.ts';
import { Confirm } from '../parts/confirm.tsx';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { Glyph, StatusIcon } from '../parts/icon.tsx';
import { Portrait } from '../parts/person.tsx';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../text/say.tsx';
import type { Words } from '../text/say.tsx';
import { AccountFacts } from './account-facts.tsx';
import { ConnectButton } from './connect-button.tsx';
import { isDisconnected } from './guard.ts';

interface Props {
  readonly view: AccountView;
  /** It is over: what is left of it, in a sentence. */
  onDone(message: string): void;
}

export function AccountItem({ view, onDone }: Props) {
  const words = useWords();
  const { title, url, state, account, problem } = view;
  const isIn = state === 'linked' && account !== undefined;
  return (
    <li className="ci-item" aria-label={title}>
      {isIn ? (
        <Portrait person={{ name: account.name ?? account.login, ...picture(account.avatarUrl) }} size={32} />
      ) : (
        <Glyph name="account" size={32} />
      )}
      <div className="ci-item-body">
        <div className="ci-item-head">
          <h4 className="ci-item-title">{title}</h4>
          {url !== undefined && (
            <ForeignLink href={url} className="ci-item-note">
              {url.replace(/^https?:\/\//, '').replace(/\/$/, '')}
            </ForeignLink>
          )}
        </div>
        <Standing view={view} words={words} />
        {isIn && <AccountFacts account={account} />}
        {problem !== undefined && <p className="ci-item-note">{problem}</p>}
        <Ways view={view} onDone={onDone} />
      </div>
    </li>
  );
}

function picture(avatarUrl: string | undefined): { readonly avatarUrl?: string } {
  return avatarUrl === undefined ? {} : { avatarUrl };
}

function Standing({ view: { state, account }, words: { say } }: { readonly view: AccountView; readonly words: Words }) {
  if (state === 'none' || account === undefined) return <p className="ci-item-note">{say('accounts.none')}</p>;
  const name = account.name === undefined || account.name === account.login ? account.login : `${account.name} (${account.login})`;
  if (state === 'linked')
    return (
      <p className="ci-fact">
        <StatusIcon status="success" size={14} />
        <ForeignLink href={account.url}>{say('accounts.signedIn', { name })}</ForeignLink>
      </p>
    );
  return (
    <p className="ci-fact">
      <StatusIcon status="warning" size={14} />
      {say(`accounts.${state}`)}
    </p>
  );
}

/** What can be done about it. */
function Ways({ view, onDone }: Props) {
  const { say } = useWords();
  const { title, state, connect, grantsUrl } = view;
  const [asks, setAsks] = React.useState(false);
  const { busy, error, run } = useDeed(() => disconnect(view));
  const again = state === 'linked' ? 'accounts.replace' : 'accounts.again';
  const leave = state === 'gone' ? 'accounts.remove' : 'accounts.disconnect';
  const confirm = async () => {
    const done = await run(undefined);
    if (done !== undefined) onDone(say(doneText(done), { title, login: done.login }));
  };
  if (asks)
    return (
      <>
        <Confirm
          question={say('accounts.confirm', { title })}
          yes={say(leave)}
          busy={busy}
          onYes={() => void confirm()}
          onNo={() => setAsks(false)}
        />
        <Problem error={error} />
      </>
    );
  const isDialog = connect?.kind === 'command';
  return (
    <div className="ci-item-actions">
      {connect && state === 'none' && (
        <ConnectButton connect={connect} label={say('accounts.connect')} name={say('accounts.connect.of', { title })} first />
      )}
      {connect && state !== 'none' && (state !== 'linked' || isDialog) && (
        <ConnectButton connect={connect} label={say(again)} name={say(`${again}.of`, { title })} first={state !== 'linked'} />
      )}
      {state !== 'none' && (
        <button
          type="button"
          className="ci-button ci-button-small"
          aria-label={say(`${leave}.of`, { title })}
          onClick={() => setAsks(true)}
        >
          {say(leave)}
        </button>
      )}
      {grantsUrl !== undefined && state !== 'none' && (
        <ForeignLink href={grantsUrl} className="ci-item-note">
          {say(isDialog ? 'accounts.tokens' : 'accounts.grants')}
        </ForeignLink>
      )}
    </div>
  );
}

function disconnect({ provider, connection }: AccountView) {
  const place = [provider, connection].map(encodeURIComponent).join('/');
  return request<DisconnectedView>(pluginAddress(`${paths.accounts}/${place}`), isDisconnected, { method: 'DELETE' });
}

function doneText({ revoked }: DisconnectedView): 'accounts.done' | 'accounts.done.revoked' | 'accounts.done.kept' {
  if (revoked === undefined) return 'accounts.done';
  return revoked ? 'accounts.done.revoked' : 'accounts.done.kept';
}
