// Answers the buttons and menus below posts, and the dialogs that they open.
//
// The server calls the plugin without HTTP for an address that begins with `/plugins/`, keeps only the last write of the answer, does not look
// at its status and shows `ephemeral_text` to the person: so each answer is one JSON object of one write, with status 200
// (`DoActionRequest`, `LocalResponseWriter` in server/channels/app/integration_action.go).

import { asProblem, CiError } from '../platform/errors.ts';
import { inTime } from '../platform/in-time.ts';
import { ALERT_ACTION_URL, SILENCE_DIALOG_URL, silenceChoices } from '../rendering/actions.ts';
import { CALL_URL, FORM_URL } from '../rendering/call-actions.ts';
import type { Calls } from './calls.ts';
import { readClick, readForm, writeState, type Click, type Form } from './click.ts';
import type { ActionPorts } from './ports.ts';
import { guardSilence, type SilenceDeed } from './silence-guard.ts';
import { expire, permit, silence, type Asker } from './silencing.ts';
import { proveDialog, provesDialog, silenceDialog } from './silence-dialog.ts';
import { readUntil } from './until.ts';

/** Answers `POST /actions/…`, the path as the plugin sees it; `address`: IP address of who sent it. Never rejects. */
export type Actions = (request: Request, address: string) => Promise<Response>;

/** Milliseconds after which the person is told that it takes longer. */
const PATIENCE = 1000;
const HOUR = 3_600_000;
const below = (url: string): string => url.replace(/^\/plugins\/[^/]+/, '');
const answer = (fields: object): Response => Response.json(fields);
const unreadable = new CiError(
  'CI_ACTION_INVALID',
  'This button is not understood any more.',
  'Wait until the post is renewed, then try again.',
);

const strange = new CiError('CI_ACTION_NOT_OURS', 'This dialog was not opened here for you.', 'Choose the time below the post again.');
const foreign = new CiError('CI_ACTION_NOT_OURS', 'This button was not made by CI Command Center.', 'Use those of its own posts.');

/** `calls` answers what providers brought. */
export function createActions(ports: ActionPorts, calls: Calls): Actions {
  return async (request, address) => {
    const userId = request.headers.get('Mattermost-User-Id') ?? '';
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } });
    if (userId === '') return Response.json({ code: 'CI_ACTION_SESSION', message: 'Sign in first.' }, { status: 401 });
    switch (new URL(request.url).pathname) {
      case below(ALERT_ACTION_URL):
        return answerClick(ports, await readClick(request, userId));
      case below(CALL_URL):
        return calls.click(request, userId, address);
      case below(FORM_URL):
        return calls.form(request, userId, address);
      case below(SILENCE_DIALOG_URL):
        return answerForm(ports, await readForm(request, userId));
      default:
        return Response.json({ code: 'CI_ACTION_UNKNOWN', message: 'There is no such action.' }, { status: 404 });
    }
  };
}

async function answerClick(ports: ActionPorts, click: Click | undefined): Promise<Response> {
  if (click === undefined) return answer({ ephemeral_text: wordsOf(unreadable) });
  const deed: SilenceDeed = { from: 'button', values: { action: click.action, until: click.option ?? '' } };
  const outcome = attempt(ports, click, () => guardSilence(ports, click, deed, () => act(ports, click)));
  const text = await inTime(PATIENCE, outcome, () => undefined);
  if (text !== undefined) return answer(text === '' ? {} : { ephemeral_text: text });
  void outcome.then((late) => (late === '' ? undefined : ports.tell(click.userId, click.channelId, late)));
  return answer({ ephemeral_text: 'Working on it …' });
}

/** Empty where there is nothing to say. */
async function act(ports: ActionPorts, click: Click): Promise<string> {
  const [actor, post] = await Promise.all([permit(ports, click), ports.post(click.postId)]);
  // Somebody else's button may say something else than what it does.
  if (post?.ours !== true || post.channelId !== click.channelId) throw foreign;
  if (click.action === 'expire') return expire(ports, actor);
  const choice = silenceChoices.find(({ value }) => value === click.option);
  if (choice === undefined) throw unreadable;
  if (choice.hours !== undefined) return silence(ports, actor, ports.now() + choice.hours * HOUR, '');
  const state = writeState({ key: click.key, proof: proveDialog(ports, click) });
  await ports.openDialog(click.triggerId, SILENCE_DIALOG_URL, silenceDialog(state, actor.person.timezone));
  return '';
}

/** Answers what is wrong with a field below it; the outcome is told by a line of its own, as a dialog can show none. */
async function answerForm(ports: ActionPorts, form: Form | undefined): Promise<Response> {
  if (form === undefined) return answer({ error: wordsOf(unreadable) });
  if (form.cancelled) return answer({});
  if (!provesDialog(ports, form, form.proof)) return answer({ error: wordsOf(strange) });
  const person = await ports.person(form.userId).catch(() => undefined);
  const until = readUntil(form.until, ports.now(), person?.timezone ?? 'UTC');
  if (!until.ok) return answer({ errors: { until: until.reason } });
  const deed: SilenceDeed = { from: 'dialog', values: { action: 'silence', until: form.until, comment: form.comment } };
  const work = async (): Promise<string> => silence(ports, await permit(ports, form), until.until, form.comment);
  const outcome = attempt(ports, form, () => guardSilence(ports, form, deed, work));
  void outcome.then((text) => ports.tell(form.userId, form.channelId, text));
  await inTime(PATIENCE, outcome, () => undefined);
  return answer({});
}

/** Never rejects: what is wrong becomes the words. */
async function attempt(ports: ActionPorts, asker: Asker, work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    const problem = asProblem(error);
    ports.log.warn('An action was refused or failed', {
      userId: asker.userId,
      channel: asker.channelId,
      subject: asker.key,
      code: problem.code,
      reason: problem.message,
    });
    return wordsOf(problem);
  }
}

function wordsOf({ code, message, remedy }: CiError): string {
  return `${message} ${remedy} \`${code}\``;
}
