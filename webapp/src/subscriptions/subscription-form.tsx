// What a channel is to be told of: a new subscription, or another wish for one that there is.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { SubscriptionChoices, SubscriptionView, SubscriptionWish } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { useDeed } from '../api/use-deed.ts';
import { isAnything } from '../host/guard.ts';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../text/say.tsx';
import { Choose, Write } from '../parts/fields.tsx';
import { isWhole, toWish, wishOf } from './wish.ts';
import type { FormState } from './wish.ts';
import { eventWord, notifyWord, threadWord } from './words.ts';

interface Props {
  readonly channelId: string;
  readonly choices: SubscriptionChoices;
  /** Its CI system and project stay; absent for a new one. */
  readonly changed?: SubscriptionView;
  onDone(): void;
  onLeave(): void;
}

export function SubscriptionForm({ channelId, choices, changed, onDone, onLeave }: Props) {
  const words = useWords();
  const { say } = words;
  const [form, setForm] = React.useState(() => wishOf(choices, changed));
  const set = (part: Partial<FormState>) => setForm((before) => ({ ...before, ...part }));
  const { busy, error, run } = useDeed((wish: SubscriptionWish) =>
    request(pluginAddress(paths.subscriptions), isAnything, { method: 'POST', body: wish }),
  );
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if ((await run(toWish(form, channelId, choices, changed))) !== undefined) onDone();
  };
  const label = changed === undefined ? say('subscriptions.form.new') : say('subscriptions.form.change', { number: changed.number });
  return (
    <form
      className={`ci-form ${changed === undefined ? 'ci-section-form' : ''}`}
      aria-label={label}
      onSubmit={(event) => void submit(event)}
    >
      {changed === undefined && <Target form={form} choices={choices} onSet={set} />}
      <Events form={form} choices={choices} onSet={set} />
      <Write
        label={say('subscriptions.branches')}
        hint={say('subscriptions.branches.hint')}
        value={form.branches}
        first={changed !== undefined}
        onWrite={(branches) => set({ branches })}
      />
      <Write
        label={say('subscriptions.labels')}
        hint={say('subscriptions.labels.hint')}
        value={form.labels}
        onWrite={(labels) => set({ labels })}
      />
      <Choose
        label={say('subscriptions.notify')}
        value={form.notify}
        usual={say('subscriptions.notify.usual')}
        options={withOwn(choices.notify, changed?.notify).map((value) => ({ value, text: notifyWord(value, words) }))}
        onChoose={(notify) => set({ notify })}
      />
      <Choose
        label={say('subscriptions.thread')}
        value={form.thread}
        usual={say('subscriptions.thread.usual')}
        options={choices.thread.map((value) => ({ value, text: threadWord(value, words) }))}
        onChoose={(thread) => set({ thread })}
      />
      <Problem error={error} />
      <div className="ci-item-actions">
        <button type="submit" className="ci-button ci-button-small ci-button-first" aria-disabled={busy || !isWhole(form)}>
          {busy && <i className="ci-spinner" aria-hidden="true" />}
          {say(changed === undefined ? 'subscriptions.add' : 'subscriptions.save')}
        </button>
        <button type="button" className="ci-button ci-button-small" onClick={onLeave}>
          {say('subscriptions.leave')}
        </button>
      </div>
    </form>
  );
}

/** `after:3` is no usual choice, but may be what there is. */
function withOwn(usual: readonly string[], own: string | undefined): readonly string[] {
  return own === undefined || usual.includes(own) ? usual : [...usual, own];
}

interface PartProps {
  readonly form: FormState;
  readonly choices: SubscriptionChoices;
  onSet(part: Partial<FormState>): void;
}

function Target({ form, choices, onSet }: PartProps) {
  const { say } = useWords();
  const system = choices.systems.find(({ provider }) => provider === form.provider);
  return (
    <>
      <Choose
        label={say('subscriptions.system')}
        value={form.provider}
        first
        options={choices.systems.map(({ provider, title }) => ({ value: provider, text: title }))}
        onChoose={(provider) => onSet({ provider, connection: '' })}
      />
      {system !== undefined && system.connections.length > 0 && (
        <Choose
          label={say('subscriptions.connection')}
          value={form.connection}
          usual={say('subscriptions.connection.any')}
          options={system.connections.map((value) => ({ value, text: value }))}
          onChoose={(connection) => onSet({ connection })}
        />
      )}
      {system?.projects === false ? (
        <p className="ci-item-note">{say('subscriptions.project.whole')}</p>
      ) : (
        <Write
          label={say('subscriptions.project')}
          hint={say('subscriptions.project.hint')}
          value={form.project}
          onWrite={(project) => onSet({ project })}
        />
      )}
    </>
  );
}

function Events({ form: { events }, choices, onSet }: PartProps) {
  const words = useWords();
  const toggle = (event: string, wanted: boolean) =>
    onSet({ events: choices.events.filter((each) => (each === event ? wanted : events.includes(each))) });
  return (
    <fieldset className="ci-field">
      <legend>{words.say('subscriptions.events')}</legend>
      <div className="ci-choices ci-choices-grid">
        {choices.events.map((event) => (
          <label key={event} className="ci-choice">
            <input type="checkbox" checked={events.includes(event)} onChange={({ target }) => toggle(event, target.checked)} />
            {eventWord(event, words)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
