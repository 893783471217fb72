// Types a slash command for the person, as its answer may be a dialog that only Mattermost can open.
import type { Store } from 'redux';
import { basePath } from '../api/address.ts';
import { request } from '../api/request.ts';
import type { Answer } from '../api/request.ts';
import { dig, isAnything, isString } from './guard.ts';

export async function runCommand({ dispatch }: Pick<Store, 'dispatch'>, command: string, channelId: string): Promise<Answer<unknown>> {
  const body = { command, channel_id: channelId };
  const answer = await request(`${basePath()}/api/v4/commands/execute`, isAnything, { method: 'POST', body });
  const triggerId = answer.ok ? dig(answer.value, 'trigger_id') : undefined;
  // As mattermost-redux does after its own commands: a dialog opens only for the trigger that this page knows.
  if (isString(triggerId) && triggerId !== '') dispatch({ type: 'RECEIVED_DIALOG_TRIGGER_ID', data: triggerId });
  return answer;
}
