// An answer of a command or a call → what the person and the channel see of it.

import type { Answer, Asked, Followed, Form } from '../ci/command.ts';
import { join, say, type Words } from '../ci/words.ts';
import { asProblem } from '../platform/errors.ts';
import { CALL_URL } from '../rendering/call-actions.ts';
import type { CallOrigin } from '../rendering/call-context.ts';
import { dialogOf, type Dialog, type ElementMap } from '../rendering/dialog.ts';
import { isEmpty } from '../rendering/words.ts';
import type { PostAction } from '../rendering/actions.ts';
import { uploadAll } from './files.ts';
import type { HeldForms } from './held-forms.ts';
import { prepareLog } from './log-tail.ts';
import { provenActions, textOfMade, type DialogState, type Made } from './made.ts';
import type { Outlet } from './outlet.ts';
import type { AnswerPorts, NamedFile, Place } from './ports.ts';
import { problemOf } from './problem.ts';
import { actionsOf, saidOf, type Sayings } from './said.ts';

/** Milliseconds after a click or command within which a dialog may come up: the server takes 3 s, and later ones would startle. */
const OPENS_WITHIN = 2_500;
/** `PostFileidsMaxRunes` of server/public/model/post.go holds ten. */
const FILES_OF_A_POST = 10;

export interface Showing {
  readonly ports: AnswerPorts;
  readonly forms: HeldForms;
  readonly outlet: Outlet;
  readonly place: Place;
  readonly asked: Asked;
  /** What was asked, to ask it again. */
  readonly made: Made;
}

/** Rejects when the channel takes no post, and with CiErrors of following. */
export async function show(showing: Showing, answer: Answer): Promise<void> {
  const { ports, place, asked } = showing;
  ports.acted?.(place, asked.connection);
  if (answer.did !== undefined) await ports.did?.(asked, answer.did);
  if (answer.openLog !== undefined) await ports.openLog(place, answer.openLog);
  if (answer.form !== undefined) return showForm(showing, answer.form, answer.text);
  if (answer.follow !== undefined) return whisper(showing, { ...answer, text: await followed(showing, answer.follow, answer.text) });
  const log = answer.log && (await prepareLog(answer.log, ports.secrets()));
  const sayings: Sayings = { ...answer, ...(log !== undefined && { below: log.tail }) };
  if (answer.inChannel !== true) return whisper(showing, sayings);
  await post(showing, sayings, [...(log?.file === undefined ? [] : [log.file]), ...(answer.files ?? [])]);
}

/** What is said of it to the person. It runs, whether it can be shown or not: so that is told in any case. */
async function followed({ ports, asked, place }: Showing, what: Followed, text: Words): Promise<Words> {
  try {
    const known = (await ports.follow(what, asked, place)) === 'already';
    return known && isEmpty(text) ? say`This channel is shown that already.` : text;
  } catch (error) {
    const problem = asProblem(error);
    ports.log.warn('A run could not be followed', { project: what.project.id, code: problem.code, reason: problem.message });
    const done = what.why === 'started' ? say`${what.project.path} was started, but it cannot be shown here now.` : say``;
    return join([text, done, problemOf(error, undefined).text].filter((each) => !isEmpty(each)));
  }
}

/** To the person only; nothing when there is nothing to say. */
export async function whisper({ ports, outlet, place, asked }: Omit<Showing, 'forms' | 'made'>, sayings: Sayings): Promise<void> {
  const actions = actionsOf(originOf(asked), sayings);
  if (isEmpty(sayings.text) && actions.length === 0 && (sayings.below ?? '') === '') return outlet.end();
  await outlet.say(
    saidOf(
      sayings,
      provenActions(actions, (made) => ports.prove(place.userId, made)),
    ),
  );
}

async function post({ ports, outlet, place, asked }: Showing, sayings: Sayings, files: readonly NamedFile[]): Promise<void> {
  const { ids, left } = await uploadAll(ports.posts, place.channelId, files);
  const text: Words = left.length === 0 ? sayings.text : { pieces: [...sayings.text.pieces, ...left.flatMap(({ pieces }) => pieces)] };
  await outlet.post(saidOf({ ...sayings, text }, actionsOf(originOf(asked), sayings)), ids.slice(0, FILES_OF_A_POST));
  for (let at = FILES_OF_A_POST; at < ids.length; at += FILES_OF_A_POST)
    await ports.posts.post(place, { message: '' }, ids.slice(at, at + FILES_OF_A_POST));
}

async function showForm(showing: Showing, form: Form, text: Words): Promise<void> {
  const { ports, forms, outlet, place, asked } = showing;
  const { trigger } = place;
  const id = forms.hold({ ...originOf(asked), userId: place.userId, form });
  if (trigger !== undefined && ports.now() - trigger.at < OPENS_WITHIN) {
    const opened = await ports.posts.openDialog(trigger.id, dialogFor(ports, place.userId, originOf(asked), form, id)).then(
      () => true,
      () => false,
    );
    if (opened) return outlet.end();
  }
  await outlet.say(saidOf({ text: isEmpty(text) ? say`${form.title}:` : text }, [openAction(showing, form, id)]));
}

/** A button that opens the form: the one that was made, while it is remembered; else what asked for it is done again. */
export function openAction({ ports, place, made }: Pick<Showing, 'ports' | 'place' | 'made'>, form: Form, held: string): PostAction {
  const { provider, connection } = made;
  const call = made.kind === 'call' ? made.call : { name: '', args: {} };
  const context = {
    provider,
    connection,
    call: call.name,
    args: call.args,
    held,
    ...(made.kind === 'typed' && { typed: made.typed }),
    proof: ports.prove(place.userId, textOfMade(made)),
  };
  return { id: 'open', type: 'button', name: form.title, style: 'primary', integration: { url: CALL_URL, context } };
}

/** The dialog of a form, which is held as `held`; what comes back can be told to be of this person's dialog. */
export function dialogFor(
  { prove }: Pick<AnswerPorts, 'prove'>,
  userId: string,
  { provider, connection }: CallOrigin,
  form: Form,
  held: string,
): Dialog {
  const { name, args } = form.call;
  const proof = prove(userId, textOfMade({ kind: 'call', provider, connection, call: form.call }));
  const state = (map: ElementMap): string =>
    JSON.stringify({ provider, connection, call: name, args, map, held, proof } satisfies DialogState);
  return dialogOf(form, state).dialog;
}

export function originOf({ connection: { provider, name } }: Pick<Asked, 'connection'>): { provider: string; connection: string } {
  return { provider, connection: name };
}
