// What the steps of a run do: those of CI systems as the person whose run it is, and our own. Nothing secret comes out of them.

import type { Account, Reach } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { DeployGates } from '../ci/deploy-gate.ts';
import type { ChannelId } from '../ci/ids.ts';
import type { StepAsked, StepInput, StepKind, StepSeen } from '../ci/step.ts';
import { say, type Piece, type Words } from '../ci/words.ts';
import { excerptOf } from '../logs/excerpt.ts';
import { createMask } from '../logs/mask.ts';
import type { Clock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import { fillStep } from './fill.ts';
import { titleOfStep } from './intent.ts';
import { allSteps } from './run-view.ts';
import type { Outputs, Run, RunStep } from './run.ts';
import type { StepWork } from './step-acts.ts';
import { askServer, type HttpStepPorts } from './steps/http.ts';
import { beginWait, lookAtWait } from './steps/wait.ts';
import { masked, secretsAmong, type Values } from './values.ts';

export interface StepWorkPorts extends HttpStepPorts {
  /** Undefined for one that there is not any more. */
  kind(provider: string, step: string): StepKind | undefined;
  /** The one of this name, or the usual one. Throws CiError `CI_CONNECTION_…`. */
  connection(provider: string, name: string | undefined): Promise<Connection>;
  /** Throws CiError `CI_ACCOUNT_…`. */
  as(userId: string, connection: Connection): Promise<Reach & { readonly account: Account }>;
  gates(connection: Connection): DeployGates | undefined;
  /** Those that were sealed with the run. Throws a CiError when they cannot be opened. */
  secrets(run: Run): Promise<Values>;
  /** Throws a CiError where there is none, or the person whose run it is may not write there. */
  channel(run: Run, name: string): Promise<ChannelId>;
  /** Once for each `place` of a run, however often it is asked. */
  post(run: Run, place: string, channel: ChannelId, message: string): Promise<void>;
  /** Values that must not be shown wherever they stand. */
  known(): readonly string[];
  readonly now: Clock;
}

const LOG_LINES = 12;

export function createStepWork(ports: StepWorkPorts): StepWork {
  const shown = async (run: Run, work: (values: Values) => Promise<StepSeen>): Promise<StepSeen> => {
    const values = { ...run.about.values, ...(await ports.secrets(run)) };
    return harmless(await work(values), [...ports.known(), ...secretsAmong(run.about.intent, values)]);
  };
  return {
    mayRepeat: ({ step: { kind } }) => kind.of === 'own' && kind.step !== 'http',
    begin: (run, step) =>
      shown(run, async (values) => {
        const { kind } = step.step;
        if (kind.of === 'own') return beginOwn(ports, run, step, values);
        const { step: doing, asked } = await askedOf(ports, run, step);
        return doing.start(filled(run, step, values), asked);
      }),
    look: (run, step, handle) =>
      shown(run, async () => {
        if (step.step.kind.of === 'own') return lookAtWait(handle, ports.now()) ?? waitsOn(step, handle);
        const { step: doing, asked } = await askedOf(ports, run, step);
        return doing.look(handle, asked);
      }),
    async stop(run, step, handle) {
      if (step.step.kind.of === 'own') return;
      const { step: doing, asked } = await askedOf(ports, run, step);
      await doing.stop?.(handle, asked);
    },
  };
}

async function askedOf(
  { kind: kindOf, connection: connectionOf, as, gates, now }: StepWorkPorts,
  run: Run,
  { step: { kind, connection: named } }: RunStep,
): Promise<{ readonly step: StepKind; readonly asked: StepAsked }> {
  const step = kind.of === 'provider' ? kindOf(kind.provider, kind.step) : undefined;
  if (kind.of !== 'provider' || step === undefined)
    throw new CiError('CI_INTENT_STEP', `There is no step ${titleOfStep(kind)} any more.`, 'Correct the intent.');
  const connection = await connectionOf(kind.provider, named);
  const asks = gates(connection);
  const reach = await as(run.about.by.userId, connection);
  return { step, asked: { reach, now: now(), ...(asks !== undefined && { gates: asks }) } };
}

async function beginOwn(ports: StepWorkPorts, run: Run, step: RunStep, values: Values): Promise<StepSeen> {
  const { kind } = step.step;
  switch (kind.step) {
    case 'wait':
      return beginWait(filled(run, step, values), ports.now());
    case 'http':
      return askServer(filled(run, step, values), ports);
    case 'post':
      return post(ports, run, step, values);
    default:
      throw new CiError('CI_INTENT_STEP', `There is no step ${titleOfStep(kind)} any more.`, 'Correct the intent.');
  }
}

/** Secret values are never posted, whatever the intent says. */
async function post(ports: StepWorkPorts, run: Run, step: RunStep, values: Values): Promise<StepSeen> {
  const { texts } = filled(run, step, masked(run.about.intent, values));
  const name = texts['channel']?.replace(/^~/, '') ?? '';
  const channel = name === '' ? run.channel : await ports.channel(run, name);
  const mask = createMask([...ports.known(), ...secretsAmong(run.about.intent, values)]);
  const undoing = run.course.rollback === undefined ? 'step' : 'undo';
  await ports.post(run, `${undoing} ${step.name}`, channel, mask(texts['message'] ?? ''));
  return { kind: 'succeeded', text: name === '' ? say`Said here.` : say`Said in ${`~${name}`}.`, outputs: {} };
}

function filled(run: Run, { step, values: own }: RunStep, values: Values): StepInput {
  const { intent, by, subject } = run.about;
  const facts = { id: run.id, intent: intent.name, by: by.username, subject: subject?.url ?? '' };
  return fillStep(intent, step, { values, own, run: facts, outputs: outputsOf(run) });
}

function outputsOf(run: Run): Readonly<Record<string, Outputs>> {
  return Object.fromEntries(allSteps(run).flatMap(({ name, state }) => (state.kind === 'over' ? [[name, state.outputs] as const] : [])));
}

/** As it was. */
function waitsOn({ state }: RunStep, handle: string): StepSeen {
  return { kind: 'running', handle, text: state.kind === 'running' ? state.text : say``, outputs: {} };
}

function harmless(seen: StepSeen, secrets: readonly string[]): StepSeen {
  const mask = createMask(secrets);
  const text = maskWords(seen.text, mask);
  if (seen.kind !== 'failed' || seen.log === undefined) return { ...seen, text };
  return { ...seen, text, log: excerptOf(seen.log.join('\n'), { secrets, lines: LOG_LINES }).lines };
}

function maskWords({ pieces }: Words, mask: (text: string) => string): Words {
  return { pieces: pieces.map((piece): Piece => (piece.kind === 'own' ? piece : { ...piece, text: mask(piece.text) })) };
}
