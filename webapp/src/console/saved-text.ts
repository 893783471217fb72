// The text in the editor: what is typed, else what is saved, which Mattermost masks in its own answers since it may hold secrets.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useResource, type Resource } from '../api/use-resource.ts';
import { isString } from '../host/guard.ts';
import { isConfigurationText } from './guard.ts';

/** Mattermost's `model.FakeSetting`. Sent back as it is, the server keeps what it has. */
export const MASK = '*'.repeat(32);

export interface SavedText {
  /** Undefined until it is known. */
  readonly text: string | undefined;
  /** It is asked for just now, and what is typed meanwhile would be lost. */
  readonly settling: boolean;
  readonly resource: Resource<unknown>;
  type(text: string): void;
}

/** `value` as the page has it: after saving it is the mask again, and what was saved is asked for. */
export function useSavedText(value: unknown, onType: (text: string) => void): SavedText {
  const resource = useResource(pluginAddress(paths.configuration), isConfigurationText);
  const { reload, loading, error, value: saved } = resource;
  // What was typed counts until the next answer.
  const [typed, setTyped] = React.useState<{ readonly text: string; readonly over: typeof saved }>();
  const masked = value === MASK;
  const wasTyped = typed !== undefined;
  React.useEffect(() => {
    if (masked && wasTyped) reload();
  }, [masked, wasTyped, reload]);
  const newest = typed !== undefined && typed.over === saved ? typed.text : undefined;
  return {
    text: masked ? (newest ?? saved?.text) : isString(value) ? value : '',
    settling: masked && (loading || (newest !== undefined && error === undefined)),
    resource,
    type(text) {
      setTyped({ text, over: saved });
      onType(text);
    },
  };
}
