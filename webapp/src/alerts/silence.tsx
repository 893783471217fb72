// The silence of a group of alerts: until when and by whom, with its end; or a small form that sets one.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { AlertGroupView, ExpireWish, SilenceAnswer, SilenceWish } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { useDeed } from '../api/use-deed.ts';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../text/say.tsx';
import { exactText } from '../text/time.ts';
import { isSilenceAnswer } from './guard.ts';
import { SilenceForm } from './silence-form.tsx';

interface Props {
  readonly group: AlertGroupView;
  readonly channelId: string;
  onDone(message: string): void;
}

const post = (path: string, body: SilenceWish | ExpireWish) =>
  request<SilenceAnswer>(pluginAddress(path), isSilenceAnswer, { method: 'POST', body });

export function Silence({ group, channelId, onDone }: Props) {
  const words = useWords();
  const { say } = words;
  const { key, title, silence, silenceable } = group;
  const [isOpen, open] = React.useState(false);
  const opener = React.useRef<HTMLButtonElement>(null);
  const set = useDeed((wish: Pick<SilenceWish, 'until' | 'comment'>) => post(paths.silence, { channel_id: channelId, key, ...wish }));
  const expire = useDeed(() => post(paths.expireSilence, { channel_id: channelId, key }));
  const finish = (answer: SilenceAnswer | undefined) => {
    if (answer === undefined) return;
    open(false);
    onDone(answer.message);
  };
  const leave = () => {
    open(false);
    // The button is there again after this.
    setTimeout(() => opener.current?.focus(), 0);
  };
  if (silence !== undefined)
    return (
      <>
        <div className="ci-item-actions">
          <span>{say('alerts.silenced', { name: silence.by, time: exactText(silence.until, words) })}</span>
          <button
            type="button"
            className="ci-button ci-button-small"
            aria-label={say('alerts.expire.of', { title })}
            aria-disabled={expire.busy}
            onClick={() => void expire.run(undefined).then(finish)}
          >
            {expire.busy && <i className="ci-spinner" aria-hidden="true" />}
            {say('alerts.expire')}
          </button>
        </div>
        <Problem error={expire.error} />
      </>
    );
  if (!silenceable) return null;
  if (isOpen)
    return (
      <SilenceForm title={title} busy={set.busy} error={set.error} onSet={(wish) => void set.run(wish).then(finish)} onLeave={leave} />
    );
  return (
    <div className="ci-item-actions">
      <button
        ref={opener}
        type="button"
        className="ci-button ci-button-small"
        aria-label={say('alerts.silence.of', { title })}
        onClick={() => open(true)}
      >
        {say('alerts.silence')}
      </button>
    </div>
  );
}
