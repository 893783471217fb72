// Answers buttons, menus and submitted forms of every provider: `POST /actions/call` and `POST /actions/form`.
//
// Who clicks is told by the server. All else is forged easily, and trusted with nothing: the call is made as the person who clicks, where
// that person may write; and only what was made here acts (see answers/made.ts).

import {
  askedOf,
  textOfMade,
  type Deed,
  type Answering,
  type AnswerPorts,
  type DialogAnswer,
  type Made,
  type Place,
  type Task,
} from '../answers/index.ts';
import type { Answer, Asked } from '../ci/command.ts';
import { say } from '../ci/words.ts';
import type { JoinedCommand, RunProviderCommand } from '../commands/index.ts';
import { CiError } from '../platform/errors.ts';
import { fieldsOf } from '../rendering/dialog.ts';
import type { ActionPorts } from './ports.ts';
import { createOnce } from './once.ts';
import { createTurns } from './turns.ts';
import { deedOfCall, hideFields, originOf } from './call-deed.ts';
import { readCallClick, readCallForm, type CallClick, type CallForm } from './call-click.ts';

export interface CallPorts extends Pick<ActionPorts, 'mayPost' | 'post'> {
  readonly answering: Answering;
  readonly answers: AnswerPorts;
  /** Undefined for a provider without a command. */
  command(provider: string): JoinedCommand | undefined;
  readonly runTyped: RunProviderCommand;
}

export interface Calls {
  /** `address`: IP address of who clicked. */
  click(request: Request, userId: string, address: string): Promise<Response>;
  form(request: Request, userId: string, address: string): Promise<Response>;
}

const done = (fields: object = {}): Response => Response.json(fields);
const UNREADABLE = 'This button is not understood any more. Ask for it anew. `CI_ACTION_INVALID`';
const FORBIDDEN = 'Only members of this channel who may write in it can do this. Ask a member to do it, or join. `CI_ACTION_FORBIDDEN`';
const NOT_OURS = 'This button was not made by CI Command Center, so nothing was done. `CI_ACTION_NOT_OURS`';

/** Milliseconds for which a form that was sent cannot be sent again: longer than forms are remembered. */
const SENT = 15 * 60_000;

export function createCalls(ports: CallPorts): Calls {
  const once = createOnce(ports.answers.now);
  const inTurn = createTurns();
  return {
    async click(request, userId, address) {
      const click = await readCallClick(request);
      const joined = click && ports.command(click.made.provider);
      if (click === undefined || joined === undefined) return done({ ephemeral_text: UNREADABLE });
      const refusal = await refusalOf(ports, userId, click);
      if (refusal !== undefined) {
        noteRefused(ports, joined, { made: click.made, channelId: click.channelId, userId, address, from: originOf(click) }, refusal);
        return done({ ephemeral_text: refusal });
      }
      const place = await placeOf(ports, userId, address, click);
      // Who clicks the same a moment later is told how it stands then: it is done once, by the first.
      await once(keyOf(click, place), () => inTurn(textOfMade(click.made), () => act(ports, joined, click, place)));
      return done();
    },
    async form(request, userId, address) {
      const form = await readCallForm(request);
      const joined = form && ports.command(form.made.provider);
      if (form === undefined || joined === undefined) return done({ error: UNREADABLE.replaceAll('`', '') });
      if (form.cancelled) return done();
      const mayPost = await ports.mayPost(userId, form.channelId);
      if (!mayPost || !isProven(ports, userId, form)) {
        const refusal = mayPost ? NOT_OURS : FORBIDDEN;
        noteRefused(ports, joined, { made: form.made, channelId: form.channelId, userId, address, from: 'dialog' }, refusal);
        return done({ error: refusal.replaceAll('`', '') });
      }
      const send = (): ReturnType<Answering['submit']> => submit(ports, joined, form, userId, address);
      // A form without a name was filled in by hand, or is of an older version.
      if (form.held === '') return done(await send());
      return done(await once(`form ${userId} ${form.held}`, send, { isDone: wasTaken, keep: SENT }));
    },
  };
}

/** What was wrong is corrected and sent again. */
function wasTaken({ error, errors }: DialogAnswer): boolean {
  return error === undefined && errors === undefined;
}

function keyOf({ made, choice, held }: CallClick, { userId, channelId }: Place): string {
  return JSON.stringify([userId, channelId, textOfMade(made), choice, held]);
}

/** Somebody who may not write there, or whose button was not made here. */
function noteRefused({ answers: { guard } }: CallPorts, joined: JoinedCommand, refused: Refused, text: string): void {
  const { made, from, ...place } = refused;
  if (made.kind === 'typed') return;
  const { act: name, values, what = '' } = deedOfCall(joined, made.call, from);
  guard.refused(
    { act: name, ...place, from, told: () => ({ what, values }) },
    text === FORBIDDEN ? 'CI_ACTION_FORBIDDEN' : 'CI_ACTION_NOT_OURS',
  );
}

interface Refused extends Pick<CallClick, 'made' | 'channelId'> {
  readonly userId: string;
  readonly address: string;
  readonly from: Deed['from'];
}

async function refusalOf(ports: CallPorts, userId: string, click: CallClick): Promise<string | undefined> {
  if (!(await ports.mayPost(userId, click.channelId))) return FORBIDDEN;
  if (click.direct) return undefined;
  const post = await ports.post(click.postId);
  const isOurs = post?.ours === true && post.channelId === click.channelId && click.made.kind === 'call';
  return isOurs || isProven(ports, userId, click) ? undefined : NOT_OURS;
}

function isProven({ answers }: CallPorts, userId: string, { made, proof }: { readonly made: Made; readonly proof: string }): boolean {
  return answers.proves(userId, textOfMade(made), proof);
}

async function placeOf(ports: CallPorts, userId: string, address: string, { channelId, postId, triggerId }: CallClick): Promise<Place> {
  const post = await ports.post(postId);
  const trigger = triggerId === '' ? {} : { trigger: { id: triggerId, at: ports.answers.now() } };
  return { userId, channelId, rootId: post?.rootId ?? '', address, ...trigger };
}

async function act(ports: CallPorts, joined: JoinedCommand, click: CallClick, place: Place): Promise<void> {
  const { made, held, confirm, choice } = click;
  if (held !== undefined && (await ports.answering.openHeld(place, held))) return;
  if (made.kind === 'typed') return ports.runTyped(joined, made.typed, place);
  const { call } = made;
  const args = choice === undefined ? call.args : { ...call.args, choice };
  const asks = confirm?.lightly === true ? undefined : confirm;
  const perform = asks === undefined ? (asked: Asked) => make(joined, call.name, asked, args, {}) : async () => question(asks, made);
  const deed = deedOfCall(joined, { name: call.name, args }, originOf(click));
  await ports.answering.answer(taskOf(ports, joined, { ...made, call: { name: call.name, args } }, place, deed, perform));
}

/** Asked by a dialog without fields; its answer makes the call. */
function question(confirm: NonNullable<CallClick['confirm']>, { call }: Extract<Made, { kind: 'call' }>): Answer {
  const words = say`${confirm.text}`;
  return { text: words, form: { title: confirm.title, introduction: words, submit: confirm.yes, fields: [], call } };
}

function submit(ports: CallPorts, joined: JoinedCommand, form: CallForm, userId: string, address: string): ReturnType<Answering['submit']> {
  const { made, map, held, submission, channelId } = form;
  const fields = fieldsOf(map, submission);
  const place: Place = { userId, channelId, rootId: '', address };
  const perform = (asked: Asked): Promise<Answer> => make(joined, made.call.name, asked, made.call.args, fields);
  const deed = deedOfCall(joined, made.call, 'dialog', hideFields(map, fields));
  return ports.answering.submit(taskOf(ports, joined, made, place, deed, perform), { map, held, fields });
}

function taskOf(
  { answers }: CallPorts,
  joined: JoinedCommand,
  made: Extract<Made, { kind: 'call' }>,
  place: Place,
  deed: Deed,
  perform: Task['perform'],
): Task {
  const { provider, title, hasAccounts } = joined;
  return {
    place,
    // The name is foreign until it was found.
    what: joined.calls.has(made.call.name) ? `call ${made.call.name}` : 'unknown call',
    provider,
    connectTo: hasAccounts ? title : undefined,
    deed,
    async prepare() {
      const connection = answers.connections(provider).find(({ name }) => name === made.connection);
      if (connection !== undefined) return askedOf(answers, place, connection);
      throw new CiError(
        'CI_CONNECTION_UNKNOWN',
        `${title} has no connection ${made.connection.slice(0, 60)} any more.`,
        'Ask for it anew.',
      );
    },
    perform,
    made: () => made,
  };
}

async function make(
  joined: JoinedCommand,
  name: string,
  asked: Asked,
  args: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  const answer = joined.calls.get(name);
  if (answer !== undefined) return answer({ ...asked, args, fields });
  throw new CiError('CI_ACTION_UNKNOWN', 'This button is not understood any more.', 'Ask for it anew.');
}
