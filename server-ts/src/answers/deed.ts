// One thing that is asked, as permissions and the audit know it: by what name, with which values, and whether an answer means that it was done.

import type { Origin, Outcome } from '../audit/index.ts';
import type { Answer } from '../ci/command.ts';
import { plainOf } from '../rendering/words.ts';

type Values = Readonly<Record<string, string>>;

export interface Deed {
  /** `jenkins.build`; see `ci/act.ts`. */
  readonly act: string;
  readonly from: Origin;
  /** As they were given, secret ones masked. */
  readonly values: Values;
  /** Values of which only the CI system knows whether they are secret: told only where it was asked. */
  readonly pairs?: Values;
  /** What it is about, where that is known before it is asked. */
  readonly what?: string;
  /** It changes nothing, although others of its name do. */
  readonly shows?: boolean;
  /** Whether a call of this name does the same, so that an answer that offers it has only asked back. */
  does(call: string): boolean;
}

export const MASK = '••••••';
const SECRET_NAME = /pass(?:word|wd|phrase)?$|passw|secret|token|api[_-]?key|private[_-]?key|credential/i;
const MOST = 40;
const LONGEST = 300;

/** A value by its name, as far as the name tells. */
export function maskNamed(name: string, value: string): string {
  return SECRET_NAME.test(name) ? MASK : value;
}

/** What the audit is told of it. `connection`: which CI system was asked, once that is known. */
export function toldOf(deed: Deed, outcome: Outcome, connection: string | undefined, answer: Answer | undefined) {
  const shown = new Map((answer?.follow?.parameters ?? []).map(({ name, value }) => [name, value]));
  const pairs = Object.entries(deed.pairs ?? {}).map(([name, value]) => [name, pairOf(name, value, outcome, shown)] as const);
  const given = Object.entries(deed.values).map(([name, value]) => [name, shown.get(name) ?? value] as const);
  const all = [...(connection === undefined ? [] : [['connection', connection] as const]), ...given, ...pairs];
  const values = Object.fromEntries(all.slice(0, MOST).map(([name, value]) => [name.slice(0, 100), cut(value)]));
  return { what: whatOf(answer) ?? deed.what ?? saidIn(answer), values };
}

/** Where nobody was asked for its kind, any may be a password. */
function pairOf(name: string, value: string, outcome: Outcome, shown: ReadonlyMap<string, string>): string {
  if (outcome !== 'done') return MASK;
  return shown.get(name) ?? maskNamed(name, value);
}

/** What asks for more, or offers to do it, has not done it. */
export function isDone(deed: Deed, { form, faults, buttons = [], menu }: Answer): boolean {
  if (deed.shows === true || form !== undefined || Object.keys(faults ?? {}).length > 0) return false;
  return ![...buttons, ...(menu === undefined ? [] : [menu])].some(({ call }) => deed.does(call.name));
}

function whatOf(answer: Answer | undefined): string | undefined {
  const { follow } = answer ?? {};
  if (follow === undefined) return undefined;
  const number = 'number' in follow.run ? ` #${follow.run.number}` : '';
  return `${follow.project.path}${number}`;
}

/** What all in the channel are told is told here; what one person is told may be secret. */
function saidIn(answer: Answer | undefined): string {
  return answer?.inChannel === true ? cut(plainOf(answer.text)) : '';
}

function cut(value: string): string {
  return value.length <= LONGEST ? value : `${value.slice(0, LONGEST)}…`;
}
