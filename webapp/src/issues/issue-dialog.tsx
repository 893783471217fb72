// The dialogs of a post's menu: a new issue of it, or a comment of it to an issue. Loaded when first opened.
import * as React from 'react';
import { useDispatch, useSelector } from 'react-redux';
import type { ApiError, MadeIssue, PlaceView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { Modal } from '../parts/modal.tsx';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { issuePlaces, placesIn } from '../places/slice.ts';
import { useWords } from '../text/say.tsx';
import { AttachFields } from './attach-fields.tsx';
import { CreateFields } from './create-fields.tsx';
import type { Ready } from './fields.ts';
import { dialogClosed } from './slice.ts';
import type { IssueDialogTarget } from './slice.ts';

export function IssueDialog({ target }: { readonly target: IssueDialogTarget }) {
  const { say } = useWords();
  const dispatch = useDispatch();
  const places = issuePlaces(useSelector(placesIn));
  const [index, setIndex] = React.useState(0);
  const [made, setMade] = React.useState<MadeIssue>();
  const place = places[index] ?? places[0];
  const close = () => void dispatch(dialogClosed());
  if (place === undefined) return null;
  return (
    <Modal title={say(`issue.menu.${target.kind}.of`, { title: place.title })} onClose={close}>
      {made === undefined ? (
        <IssueForm key={place.connection} target={target} place={place} onMade={setMade} onClose={close}>
          {places.length > 1 && <PlaceField places={places} index={index} onChange={setIndex} />}
        </IssueForm>
      ) : (
        <Done kind={target.kind} made={made} onClose={close} />
      )}
    </Modal>
  );
}

interface FormProps {
  readonly target: IssueDialogTarget;
  readonly place: PlaceView;
  readonly children: React.ReactNode;
  onMade(made: MadeIssue): void;
  onClose(): void;
}

function IssueForm({ target, place, children, onMade, onClose }: FormProps) {
  const { say } = useWords();
  const ready = React.useRef<Ready>();
  const [canSend, setCanSend] = React.useState(false);
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState<ApiError>();
  const onReady = React.useCallback((next: Ready) => {
    ready.current = next;
    setCanSend(next !== undefined);
  }, []);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (ready.current === undefined || busy) return;
    setBusy(true);
    setError(undefined);
    const answer = await ready.current();
    setBusy(false);
    if (answer.ok) onMade(answer.value);
    else setError(answer.error);
  };
  const Fields = target.kind === 'create' ? CreateFields : AttachFields;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <div className="ci-modal-body">
        {children}
        <Fields target={target} place={place} onReady={onReady} onError={setError} />
      </div>
      <footer className="ci-modal-foot">
        {error !== undefined && <Failure error={error} place={place} />}
        <button type="button" onClick={onClose}>
          {say('modal.cancel')}
        </button>
        <button type="submit" className="ci-modal-do" disabled={!canSend || busy}>
          {say(busy ? `issue.${target.kind}.busy` : `issue.${target.kind}.do`)}
        </button>
      </footer>
    </form>
  );
}

/** Whoever linked no account is led to where that is done. */
function Failure({ error, place }: { readonly error: ApiError; readonly place: PlaceView }) {
  const { say } = useWords();
  const needsAccount = error.code.startsWith('CI_ACCOUNT_') && place.connect !== undefined;
  return (
    <p role="alert">
      {needsAccount ? say('issue.connect', { title: place.title }) : error.message}{' '}
      {needsAccount && place.connect !== undefined && (
        <a className="ci-modal-link" href={pluginAddress(place.connect)} target="_blank" rel="noopener noreferrer">
          {say('preview.connect.action')}
        </a>
      )}
    </p>
  );
}

interface PlaceProps {
  readonly places: readonly PlaceView[];
  readonly index: number;
  onChange(index: number): void;
}

function PlaceField({ places, index, onChange }: PlaceProps) {
  const { say } = useWords();
  const id = React.useId();
  return (
    <div className="ci-field">
      <label htmlFor={id}>{say('issue.place')}</label>
      <select id={id} value={index} onChange={({ target }) => onChange(Number(target.value))}>
        {places.map(({ provider, connection, title, url }, at) => (
          <option key={`${provider} ${connection}`} value={at}>
            {connection === 'default' ? title : `${title} ${connection}`} ({new URL(url).host})
          </option>
        ))}
      </select>
    </div>
  );
}

function Done({ kind, made, onClose }: { readonly kind: IssueDialogTarget['kind']; readonly made: MadeIssue; onClose(): void }) {
  const { say } = useWords();
  const button = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => button.current?.focus(), []);
  return (
    <>
      <div className="ci-modal-body">
        <output>
          {say(`issue.${kind}.done`)}{' '}
          <ForeignLink href={made.url} className="ci-modal-link">
            {made.reference}
          </ForeignLink>
        </output>
      </div>
      <footer className="ci-modal-foot">
        <button type="button" ref={button} className="ci-modal-do" onClick={onClose}>
          {say('modal.done')}
        </button>
      </footer>
    </>
  );
}
