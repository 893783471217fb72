// The buttons and menus under a post: their shape in Mattermost, and what comes back from them. Pure; rendering/ shows them, actions/
// answers them.

import type { AlertGroupState, Silence } from '../ci/alerts.ts';
import type { SubjectKey } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { CallActionContext } from './call-context.ts';

/**
 * Relative, so that the server hands the click straight to the plugin and says who clicked, instead of calling out by HTTP
 * (`DoActionRequest` in server/channels/app/integration_action.go).
 */
export const ALERT_ACTION_URL = '/plugins/ci-command-center/actions/alert';
/** Where the dialog that asks for another time comes back to. */
export const SILENCE_DIALOG_URL = '/plugins/ci-command-center/actions/silence';

/** Mattermost's `model.PostAction`, the fields that are used. */
export interface PostAction {
  /** Letters and digits only: it stands in the address of the click (`InitAction` in api4/integration_action.go). */
  readonly id: string;
  readonly type: 'button' | 'select';
  readonly name: string;
  readonly style?: 'primary' | 'danger';
  readonly options?: readonly { readonly text: string; readonly value: string }[];
  readonly integration: { readonly url: string; readonly context: AlertActionContext | CallActionContext };
}

/** What a click on an alert group's card brings back. Nothing in it is trusted. A menu adds `selected_option`. */
export type AlertActionContext = {
  readonly action: 'silence' | 'expire';
  readonly key: SubjectKey;
};

/** Values of the menu; hours, or `until` for a dialog that asks. */
export const silenceChoices = [
  { text: '1 hour', value: '1h', hours: 1 },
  { text: '4 hours', value: '4h', hours: 4 },
  { text: '24 hours', value: '24h', hours: 24 },
  { text: 'Until …', value: 'until', hours: undefined },
] as const;

/** The silence that was set from chat and still holds. */
export function activeSilence({ silence }: AlertGroupState, now: Instant): Silence | undefined {
  return silence !== undefined && !silence.expired && silence.until > now ? silence : undefined;
}

/** What a person can do about the group now: silence it while it fires, or end the silence. */
export function alertActions(state: AlertGroupState, now: Instant): readonly PostAction[] {
  const { key } = state.subject;
  if (activeSilence(state, now) !== undefined)
    return [
      { id: 'expire', type: 'button', name: 'End the silence', integration: { url: ALERT_ACTION_URL, context: { action: 'expire', key } } },
    ];
  if (!state.alerts.some(({ status }) => status === 'firing')) return [];
  const options = silenceChoices.map(({ text, value }) => ({ text, value }));
  return [
    {
      id: 'silence',
      type: 'select',
      name: 'Silence for …',
      options,
      integration: { url: ALERT_ACTION_URL, context: { action: 'silence', key } },
    },
  ];
}
