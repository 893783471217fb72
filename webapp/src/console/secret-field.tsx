// A secret of the settings: masked once it is saved; made anew, or written by oneself, and shown where it is entered elsewhere, too.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { isString } from '../host/guard.ts';
import { useWords } from '../text/say.tsx';
import { Below, type SettingProps } from './below.tsx';
import { isWebhookSecret } from './guard.ts';
import { makeSecret } from './make-secret.ts';
import { FieldRow } from './plain-field.tsx';
import { MASK } from './saved-text.ts';
import { useSettingCheck } from './use-check.ts';

export function SecretField(props: SettingProps) {
  const { setting, id, label, helpText, value, disabled, setByEnv = false, onChange } = props;
  const { say } = useWords();
  const text = isString(value) ? value : '';
  const saved = text === MASK;
  const { secret, failed, show, hide } = useShown();
  const problem = useSettingCheck(setting.key, saved ? '' : text);
  const fixed = disabled || setByEnv;
  const change = (next: string): void => {
    hide();
    onChange(id, next);
  };
  return (
    <FieldRow id={id} label={label} helpText={helpText} className="ci-root ci-setting">
      <input
        id={id}
        type={saved && secret === undefined ? 'password' : 'text'}
        className="form-control"
        value={saved ? (secret ?? text) : text}
        readOnly={saved}
        disabled={fixed}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        onChange={({ target }) => change(target.value)}
      />
      <div className="ci-setting-buttons">
        {setting.shown && saved && (
          <Button text={say(secret === undefined ? 'settings.show' : 'settings.hide')} onClick={secret === undefined ? show : hide} />
        )}
        {saved && <Button text={say('settings.change')} disabled={fixed} onClick={() => change('')} />}
        <Button text={say('settings.generate')} disabled={fixed} onClick={() => change(makeSecret(setting.makes ?? 'letters'))} />
      </div>
      {failed !== undefined && <div className="ci-setting-problem">{failed}</div>}
      {!saved && text !== '' && <div className="ci-quiet">{say(setting.shown ? 'settings.giveOut' : 'settings.saveIt')}</div>}
      <Below id={id} problem={problem} setByEnv={setByEnv} />
    </FieldRow>
  );
}

interface ButtonProps {
  readonly text: string;
  readonly disabled?: boolean;
  onClick(): void;
}

function Button({ text, disabled = false, onClick }: ButtonProps) {
  return (
    <button type="button" className="ci-button ci-button-small" disabled={disabled} onClick={onClick}>
      {text}
    </button>
  );
}

interface Shown {
  /** Undefined while it is masked. */
  readonly secret: string | undefined;
  /** Why it cannot be shown. */
  readonly failed: string | undefined;
  show(): void;
  hide(): void;
}

function useShown(): Shown {
  const [known, setKnown] = React.useState<Pick<Shown, 'secret' | 'failed'>>({ secret: undefined, failed: undefined });
  const ask = async (): Promise<void> => {
    const answer = await request(pluginAddress(paths.webhookSecret), isWebhookSecret);
    setKnown(answer.ok ? { secret: answer.value.secret, failed: undefined } : { secret: undefined, failed: answer.error.message });
  };
  return { ...known, show: () => void ask(), hide: () => setKnown({ secret: undefined, failed: undefined }) };
}
