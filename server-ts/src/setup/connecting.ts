// The connection of a CI system, saved and looked at: what is right and wrong with it is told at once.

import type { Answer, AnswerCall, AskedCall } from '../ci/command.ts';
import type { CheckFinding } from '../ci/check.ts';
import type { Connection } from '../ci/connection.ts';
import { join, say, type Words } from '../ci/words.ts';
import { asProblem, CiError } from '../platform/errors.ts';
import { connectionForm, readConnection } from './connection-form.ts';
import type { SetupPorts, SystemSeen } from './ports.ts';
import { connectionAt } from './steps.ts';
import type { Wizard } from './wizard.ts';

export interface Setting {
  readonly ports: SetupPorts;
  readonly wizard: Wizard;
}

/** Those that are to be mended first. */
const MOST = 6;

/** Throws CiError CI_SETUP_UNKNOWN. */
export async function systemOf({ wizard }: Pick<Setting, 'wizard'>, provider = ''): Promise<SystemSeen> {
  const found = (await wizard.facts()).systems.find((each) => each.provider === provider);
  if (found !== undefined) return found;
  throw new CiError('CI_SETUP_UNKNOWN', 'This CI system is not known here.', 'Type `/ci setup` anew.');
}

/** Throws CiError CI_SETUP_UNKNOWN. */
export function connectionIn(system: SystemSeen, name = ''): Connection {
  const found = connectionAt(system, name);
  if (found !== undefined) return found;
  throw new CiError('CI_SETUP_UNKNOWN', `There is no ${system.title} ${name.slice(0, 60)} any more.`, 'Type `/ci setup` anew.');
}

export function askConnection(setting: Setting): AnswerCall {
  return async ({ args: { provider, connection } }) => {
    const system = await systemOf(setting, provider);
    const known = connection === undefined ? undefined : connectionIn(system, connection);
    const place = setting.ports.systems.place(known ?? { provider: system.provider, name: 'default', url: '', webhookSecrets: [] });
    return { text: say`${system.title} is set up in a form:`, form: connectionForm(system, known, system.guide.before?.(place)) };
  };
}

export function saveConnection(setting: Setting): AnswerCall {
  return async (asked) => {
    const { provider, connection } = asked.args;
    const system = await systemOf(setting, provider);
    const known = connection === undefined ? undefined : connectionIn(system, connection);
    const read = readConnection(system, known, asked.fields);
    if (read.kind === 'faults') return { text: say``, faults: read.faults };
    const { desk } = setting.ports.systems;
    const made = await desk.put(system.provider, read.wish).catch((error: unknown) => asProblem(error));
    if (made instanceof CiError) return faultOf(made, read.wish.ca !== undefined);
    await setting.wizard.change((state) => ({ ...state, at: `${made.provider}/${made.name}` }));
    return saved(setting, system, made);
  };
}

export function check(setting: Setting): AnswerCall {
  return async ({ args, progress }: AskedCall) => {
    const system = await systemOf(setting, args['provider']);
    progress?.(say`Looking at ${system.title} …`);
    const findings = await setting.ports.systems.check(connectionIn(system, args['connection']));
    return { text: join([say`${system.title}:`, findingWords(findings)]) };
  };
}

async function saved({ ports }: Setting, { title }: SystemSeen, made: Connection): Promise<Answer> {
  const findings = await ports.systems.check(made);
  return { text: join([say`✓ ${title} is saved. This is what it says:`, findingWords(findings)]) };
}

export function findingWords(findings: readonly CheckFinding[]): Words {
  const told = findings.filter(({ level }) => level !== 'right').toSorted((left, right) => order(left) - order(right));
  const fine = [...new Set(findings.flatMap(({ level, message }) => (level === 'right' ? [message] : [])))];
  const lines = told.slice(0, MOST).map(lineOf);
  if (told.length > MOST) lines.push(say`… and ${told.length - MOST} more: \`/ci doctor\` tells them.`);
  if (fine.length > 0) lines.push(say`- ✓ ${fine.join(' · ')}`);
  return lines.length === 0 ? say`- – It could not be looked at: there is no address.` : join(lines);
}

function order({ level }: CheckFinding): number {
  return level === 'wrong' ? 0 : 1;
}

/** Remedies are our own words. */
function lineOf({ code, level, message, remedy = '' }: CheckFinding): Words {
  const { pieces } = say`- ${level === 'wrong' ? '✗' : '⚠'} ${message}`;
  return { pieces: [...pieces, { kind: 'own', text: ` ${remedy} \`${code}\`` }] };
}

function faultOf({ code, message, remedy }: CiError, hasCa: boolean): Answer {
  if (code === 'CI_UNEXPECTED') throw new CiError(code, message, remedy);
  const field = hasCa && /\bca\b|certificate|CustomCA/i.test(message) ? 'ca' : 'url';
  return { text: say``, faults: { [field]: `${message} ${remedy}` } };
}
