// Does what somebody asked of a CI system and answers it, however long that takes: at once, or after a word that it takes longer.

import type { Answer, Asked } from '../ci/command.ts';
import { join, type Words } from '../ci/words.ts';
import { asProblem } from '../platform/errors.ts';
import { inTime } from '../platform/in-time.ts';
import { plain } from '../rendering/escape.ts';
import { elementNamed, type ElementMap } from '../rendering/dialog.ts';
import type { Deed } from './deed.ts';
import { perform, performReply } from './guarded.ts';
import { createHeldForms, refilled, type HeldForms } from './held-forms.ts';
import type { Made } from './made.ts';
import { createOutlet, type Outlet } from './outlet.ts';
import type { AnswerPorts, Place } from './ports.ts';
import { lineOf, problemOf } from './problem.ts';
import { saidOf } from './said.ts';
import type { Reply, Task } from './task.ts';
import { dialogFor, openAction, show, whisper } from './show.ts';

/** What Mattermost takes as the answer of a submitted dialog; empty: it closes. */
export interface DialogAnswer {
  readonly error?: string;
  readonly errors?: Readonly<Record<string, string>>;
}

/** A dialog as it was submitted. */
export interface Filled {
  readonly map: ElementMap;
  /** The form, while it is remembered. */
  readonly held: string;
  /** What was filled in, by field name. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface Answering {
  /** Ends when there is an answer, or when the person was told that it takes longer. Never rejects. */
  answer(task: Task): Promise<void>;
  /** The same for what a dialog brings: what is wrong is said within it, if it is known soon enough. */
  submit(task: Task, filled: Filled): Promise<DialogAnswer>;
  /** The same for what needs no CI system. */
  reply(place: Place, what: string, work: () => Promise<Reply>, deed?: Deed): Promise<void>;
  /** Opens a form that waits for its click; false when it is not remembered. */
  openHeld(place: Place, id: string): Promise<boolean>;
  /** Tells everybody who still waits. */
  stop(): Promise<void>;
}

/** Milliseconds. The person is told within a second, the way there included. */
const PATIENCE = 700;
/** A dialog shows that it is busy, and keeps what was typed while it is open. */
const DIALOG_PATIENCE = 2_000;

export function createAnswering(ports: AnswerPorts): Answering {
  const forms = createHeldForms(ports.now);
  const waiting = new Set<Outlet>();
  const opened = (place: Place): Outlet => {
    const outlet = createOutlet(ports.posts, place, ports.log);
    waiting.add(outlet);
    return outlet;
  };
  const closing = (outlet: Outlet, work: Promise<void>): Promise<void> => work.finally(() => waiting.delete(outlet));
  return {
    async answer(task) {
      const outlet = opened(task.place);
      const done = closing(
        outlet,
        attempt(ports, outlet, task).then((outcome) => tell(ports, forms, outlet, task, outcome)),
      );
      if (!(await isSoon(done, PATIENCE))) await outlet.working();
    },
    async submit(task, filled) {
      const outlet = opened(task.place);
      const outcome = attempt(ports, outlet, task);
      if (!(await isSoon(outcome, DIALOG_PATIENCE))) {
        await outlet.working();
        void closing(
          outlet,
          outcome.then((late) => tellLate(ports, forms, outlet, task, late, filled)),
        );
        return {};
      }
      const soon = await outcome;
      const wrong = faultsOf(soon, filled.map);
      if (wrong === undefined) await isSoon(closing(outlet, tell(ports, forms, outlet, task, soon)), PATIENCE);
      else waiting.delete(outlet);
      return wrong ?? {};
    },
    async reply(place, what, work, deed) {
      const outlet = opened(place);
      const guarded = deed === undefined ? work : () => performReply(ports, place, deed, work);
      const done = closing(outlet, replyWith(ports, outlet, place, what, guarded));
      if (!(await isSoon(done, PATIENCE))) await outlet.working();
    },
    async openHeld(place, id) {
      const held = forms.find(id, place.userId);
      if (held === undefined || place.trigger === undefined) return false;
      // Each opened dialog has a name of its own, as each may be sent once.
      const dialog = dialogFor(ports, place.userId, held, held.form, forms.hold(held));
      return ports.posts.openDialog(place.trigger.id, dialog).then(
        () => true,
        () => false,
      );
    },
    async stop() {
      await Promise.all(Array.from(waiting, (outlet) => outlet.stop()));
    },
  };
}

type Outcome =
  | { readonly kind: 'answered'; readonly asked: Asked; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly asked: Asked | undefined; readonly error: unknown };

/** Never rejects. Writes the one line about it into the log. */
async function attempt(ports: AnswerPorts, outlet: Outlet, task: Task): Promise<Outcome> {
  const begun = ports.now();
  let asked: Asked | undefined;
  try {
    const progress = (text: Words): void => void outlet.progress(saidOf({ text }, []));
    const performed = await perform(ports, task, (known) => (asked = known), progress);
    note(ports, task, performed.asked, begun, 'ok');
    return { kind: 'answered', ...performed };
  } catch (error) {
    note(ports, task, asked, begun, asProblem(error).code, error);
    return { kind: 'failed', asked, error };
  }
}

/** Never the words that were typed: a token may be among them. */
function note(ports: AnswerPorts, task: Task, asked: Asked | undefined, begun: number, code: string, error?: unknown): void {
  const { place, what, provider } = task;
  const fields = { provider, what, connection: asked?.connection.name ?? '', userId: place.userId, channel: place.channelId, code };
  const took = ports.now() - begun;
  if (code !== 'CI_UNEXPECTED') ports.log.info('A command was answered', { ...fields, milliseconds: took });
  else ports.log.error('A command failed', { ...fields, milliseconds: took, reason: asProblem(error).message, stack: stackOf(error) });
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}

/** Never rejects. */
async function tell(ports: AnswerPorts, forms: HeldForms, outlet: Outlet, task: Task, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'failed') return complain(ports, outlet, task, outcome.asked, outcome.error);
  const { asked, answer } = outcome;
  try {
    await show({ ports, forms, outlet, place: task.place, asked, made: task.made(asked) }, answer);
  } catch (error) {
    note(ports, task, asked, ports.now(), asProblem(error).code, error);
    await complain(ports, outlet, task, asked, error);
  }
}

/** The dialog is closed: what is wrong is said with a way back to what was filled in. */
async function tellLate(ports: AnswerPorts, forms: HeldForms, outlet: Outlet, task: Task, outcome: Outcome, filled: Filled): Promise<void> {
  const wrong = faultsOf(outcome, filled.map);
  const held = forms.find(filled.held, task.place.userId);
  if (wrong === undefined || held === undefined) return tell(ports, forms, outlet, task, outcome);
  const form = refilled(held.form, filled.fields);
  const id = forms.hold({ ...held, form });
  const made: Made = { kind: 'call', provider: held.provider, connection: held.connection, call: { name: '', args: {} } };
  const faults = Object.values((outcome.kind === 'answered' ? outcome.answer.faults : undefined) ?? {});
  const text = outcome.kind === 'failed' ? problemOf(outcome.error, undefined).text : join(faults);
  await outlet.say(saidOf({ text }, [openAction({ ports, place: task.place, made }, form, id)]));
}

async function complain(ports: AnswerPorts, outlet: Outlet, task: Task, asked: Asked | undefined, error: unknown): Promise<void> {
  const { buttons, text } = problemOf(error, task.connectTo);
  if (asked === undefined || buttons === undefined) return outlet.say(saidOf({ text }, []));
  await whisper({ ports, outlet, place: task.place, asked }, { text, buttons });
}

async function replyWith(ports: AnswerPorts, outlet: Outlet, place: Place, what: string, work: () => Promise<Reply>): Promise<void> {
  const begun = ports.now();
  const fields = { what, userId: place.userId, channel: place.channelId };
  try {
    const { inChannel, ...said } = await work();
    ports.log.info('A command was answered', { ...fields, code: 'ok', milliseconds: ports.now() - begun });
    await (inChannel === true ? outlet.post(said, []) : outlet.say(said));
  } catch (error) {
    const { code, message } = asProblem(error);
    if (code === 'CI_UNEXPECTED') ports.log.error('A command failed', { ...fields, code, reason: message, stack: stackOf(error) });
    else ports.log.info('A command was answered', { ...fields, code, milliseconds: ports.now() - begun });
    await outlet.say(saidOf({ text: problemOf(error, undefined).text }, []));
  }
}

/** What is wrong with what was filled in; undefined when nothing is. */
function faultsOf(outcome: Outcome, map: ElementMap): DialogAnswer | undefined {
  if (outcome.kind === 'failed') return { error: lineOf(outcome.error) };
  const faults = Object.entries(outcome.answer.faults ?? {});
  if (faults.length === 0) return undefined;
  return { errors: Object.fromEntries(faults.map(([field, text]) => [elementNamed(map, field), plain(text)])) };
}

function isSoon(work: Promise<unknown>, patience: number): Promise<boolean> {
  return inTime(
    patience,
    work.then(() => true),
    () => false,
  );
}
