// Clicks what can be done about a pipeline: by the button that its post stores where there is one, so that Mattermost lets us open a
// dialog; else by a call of our own, whose answer then asks by a button.
import type { Store } from 'redux';
import { paths } from '@ci-command-center/contract';
import type { ActionView, ApiError, CallRequest } from '@ci-command-center/contract';
import { basePath, pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import type { Answer } from '../api/request.ts';
import { dig, isAnything, isRecord, isString } from '../host/guard.ts';

export interface Clicked {
  readonly action: ActionView;
  readonly channelId: string;
  /** Of the pipeline. */
  readonly key: string;
}

type Page = Pick<Store, 'dispatch' | 'getState'>;

const refusals: Readonly<Record<string, string>> = {
  CI_WEB_STATUS_404: 'This cannot be done any more. Look again in a moment.',
  CI_WEB_STATUS_403: 'You may not do that here.',
};

/** Its question was answered here, so the server asks no more; and no dialog can follow. */
export function clickConfirmed({ action, channelId, key }: Clicked): Promise<ApiError | undefined> {
  const { confirm: _, ...context } = action.context;
  return resultOf(callOurselves({ action: { ...action, context }, channelId, key }));
}

async function resultOf(answering: Promise<Answer<unknown>>): Promise<ApiError | undefined> {
  const answer = await answering;
  return answer.ok ? undefined : told(answer.error);
}

function told(error: ApiError): ApiError {
  return { ...error, message: refusals[error.code] ?? error.message };
}

/** Undefined when it was taken; what came of it is told by the server, to the person only. */
export async function click(page: Page, clicked: Clicked): Promise<ApiError | undefined> {
  const post = postWith(page.getState(), clicked);
  const answer = post === undefined ? await callOurselves(clicked) : await clickPost(post, clicked.action.id);
  if (!answer.ok) return told(answer.error);
  const triggerId = dig(answer.value, 'trigger_id');
  // As mattermost-redux does after its own clicks: a dialog opens only for the trigger that this page knows.
  if (isString(triggerId)) page.dispatch({ type: 'RECEIVED_DIALOG_TRIGGER_ID', data: triggerId });
  return undefined;
}

function clickPost(postId: string, actionId: string): Promise<Answer<unknown>> {
  return request(`${basePath()}/api/v4/posts/${postId}/actions/${actionId}`, isAnything, { method: 'POST', body: {} });
}

function callOurselves({ action, channelId }: Clicked): Promise<Answer<unknown>> {
  const body: CallRequest = { channel_id: channelId, context: action.context };
  return request(pluginAddress(paths.call), isAnything, { method: 'POST', body });
}

/** The post of this pipeline in this channel, when Mattermost has it at hand and it stores that button. */
function postWith(state: unknown, { action, channelId, key }: Clicked): string | undefined {
  const posts = dig(state, 'entities', 'posts', 'posts');
  if (!isRecord(posts)) return undefined;
  const found = Object.values(posts).find(
    (post) => dig(post, 'channel_id') === channelId && dig(post, 'props', 'ci_pipeline_key') === key && holds(post, action.id),
  );
  const id = dig(found, 'id');
  return isString(id) ? id : undefined;
}

function holds(post: unknown, actionId: string): boolean {
  const attachments = dig(post, 'props', 'attachments');
  if (!Array.isArray(attachments)) return false;
  return attachments.some((attachment: unknown) => {
    const actions = dig(attachment, 'actions');
    return Array.isArray(actions) && actions.some((each: unknown) => dig(each, 'id') === actionId);
  });
}
