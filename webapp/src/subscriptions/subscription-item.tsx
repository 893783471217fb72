// One subscription: what the channel is told of, when, by whose wish, and whether anything comes.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { Status, SubscriptionChoices, SubscriptionHealth, SubscriptionView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { useDeed } from '../api/use-deed.ts';
import { isAnything } from '../host/guard.ts';
import { Confirm } from '../parts/confirm.tsx';
import { StatusIcon } from '../parts/icon.tsx';
import { Problem } from '../parts/problem.tsx';
import { Moment } from '../parts/moment.tsx';
import { useWords } from '../text/say.tsx';
import type { Words } from '../text/say.tsx';
import { SubscriptionForm } from './subscription-form.tsx';
import { eventWord, notifyWord, threadWord } from './words.ts';

interface Props {
  readonly subscription: SubscriptionView;
  readonly channelId: string;
  readonly choices: SubscriptionChoices;
  /** The person may change it. */
  readonly mayChange: boolean;
  onChanged(): void;
}

export function SubscriptionItem(props: Props) {
  const words = useWords();
  const { subscription, channelId, choices, onChanged } = props;
  const { number, title, project, connection } = subscription;
  const [mode, setMode] = React.useState<'shown' | 'changed' | 'removed'>('shown');
  const back = () => setMode('shown');
  return (
    <li className="ci-item" aria-label={`${title} ${project}`}>
      <StatusIcon status={looks[subscription.health]} />
      <div className="ci-item-body">
        <div className="ci-item-head">
          <h4 className="ci-item-title">{project}</h4>
          <span className="ci-item-note">{connection === undefined ? title : `${title} ${connection}`}</span>
          <span className="ci-item-note">#{number}</span>
        </div>
        <p>{asked(subscription, choices, words)}</p>
        <Health subscription={subscription} words={words} />
        {mode === 'shown' && props.mayChange && <Ways subscription={subscription} words={words} onMode={setMode} />}
        {mode === 'changed' && (
          <SubscriptionForm
            channelId={channelId}
            choices={choices}
            changed={subscription}
            onLeave={back}
            onDone={() => {
              back();
              onChanged();
            }}
          />
        )}
        {mode === 'removed' && <Removal subscription={subscription} channelId={channelId} onKeep={back} onChanged={onChanged} />}
      </div>
    </li>
  );
}

const looks: Readonly<Record<SubscriptionHealth, Status>> = {
  heard: 'success',
  silent: 'warning',
  never: 'warning',
  unknown: 'created',
  paused: 'manual',
  doubted: 'warning',
  stopped: 'canceled',
  deleted: 'canceled',
};

/** `verdicts · on main · only failures` */
function asked({ events, branches, labels, notify, thread }: SubscriptionView, choices: SubscriptionChoices, words: Words): string {
  const isAll = choices.events.slice(0, 13).every((event) => events.includes(event));
  const parts = [
    isAll ? words.say('subscriptions.everything') : events.map((event) => eventWord(event, words)).join(', '),
    branches.length === 0 ? '' : words.say('subscriptions.onBranches', { branches: branches.join(', ') }),
    labels.length === 0 ? '' : words.say('subscriptions.withLabels', { labels: labels.join(', ') }),
    notify === undefined ? '' : notifyWord(notify, words),
    thread === undefined ? '' : threadWord(thread, words),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function Health({ subscription, words: { say } }: { readonly subscription: SubscriptionView; readonly words: Words }) {
  const { title, health, lastAt, madeBy, madeAt, makerLeft, makerEnded, webhook } = subscription;
  const name = madeBy ?? '?';
  return (
    <>
      <div className="ci-item-facts">
        {health === 'heard' && lastAt !== undefined ? (
          <Moment id="subscriptions.health.heard" at={lastAt} />
        ) : (
          <span>{say(`subscriptions.health.${health}`, { title })}</span>
        )}
        {madeBy !== undefined && <Moment id="subscriptions.madeBy" at={madeAt} name={madeBy} />}
      </div>
      {makerLeft && <p className="ci-item-note">{say('subscriptions.makerLeft', { name })}</p>}
      {makerEnded && <p className="ci-item-note">{say('subscriptions.makerEnded', { name, title })}</p>}
      {webhook !== undefined && (
        <p className="ci-item-note">
          {say('subscriptions.hook')} <code className="ci-code">{webhook}</code>
        </p>
      )}
    </>
  );
}

interface WaysProps {
  readonly subscription: SubscriptionView;
  readonly words: Words;
  onMode(mode: 'changed' | 'removed'): void;
}

function Ways({ subscription: { project }, words: { say }, onMode }: WaysProps) {
  return (
    <div className="ci-item-actions">
      <button
        type="button"
        className="ci-button ci-button-small"
        aria-label={say('subscriptions.change.of', { project })}
        onClick={() => onMode('changed')}
      >
        {say('subscriptions.change')}
      </button>
      <button
        type="button"
        className="ci-button ci-button-small"
        aria-label={say('subscriptions.remove.of', { project })}
        onClick={() => onMode('removed')}
      >
        {say('subscriptions.remove')}
      </button>
    </div>
  );
}

interface RemovalProps extends Pick<Props, 'subscription' | 'channelId' | 'onChanged'> {
  onKeep(): void;
}

function Removal({ subscription: { number, project }, channelId, onKeep, onChanged }: RemovalProps) {
  const { say } = useWords();
  const address = pluginAddress(`${paths.subscriptions}/${number}`, { channel_id: channelId });
  const { busy, error, run } = useDeed(() => request(address, isAnything, { method: 'DELETE' }));
  const remove = async () => {
    if ((await run(undefined)) !== undefined) onChanged();
  };
  return (
    <>
      <Confirm
        question={say('subscriptions.remove.confirm', { project })}
        yes={say('subscriptions.remove')}
        busy={busy}
        onYes={() => void remove()}
        onNo={onKeep}
      />
      <Problem error={error} />
    </>
  );
}
