// Runs for all who start, show and decide them: what the other rooms and programs ask by.

import type { RunView } from '@ci-command-center/contract';
import { CiError } from '../platform/errors.ts';
import { deadline } from './advance.ts';
import { isOver, type Run, type RunPerson } from './run.ts';
import { viewOfRun } from './run-view.ts';
import type { RunDecided, RunDecisionKind, Runs, RunViewer } from './runs.ts';
import { startRun, type StartPorts } from './start-run.ts';
import { actOf, passToApprove, passToCancel, passToReject } from './who.ts';

export interface RunDeskPorts extends StartPorts {
  isMember(userId: string, channelId: string): Promise<boolean>;
}

const PAGE = 25;
const MAX_REASON = 500;

export function createRunDesk(ports: RunDeskPorts): Runs {
  const { table, now } = ports;
  const sees = async ({ channel, about }: Run, viewer: RunViewer): Promise<boolean> => {
    if ('key' in viewer) return about.by.key === viewer.key;
    if (await ports.isMember(viewer.userId, channel)) return true;
    return about.askedIn !== undefined && (await ports.isMember(viewer.userId, about.askedIn));
  };
  const seen = async (id: string, viewer: RunViewer): Promise<Run | undefined> => {
    const run = await table.find(id.trim().toLowerCase());
    return run !== undefined && (await sees(run, viewer)) ? run : undefined;
  };
  const viewFor = async (run: Run, userId: string): Promise<RunView> => viewOfRun(run, await mayDo(ports, run, userId));
  return {
    start: (wish) => startRun(ports, wish),
    async view(id, viewer) {
      const run = await seen(id, viewer);
      if (run === undefined) return undefined;
      return 'key' in viewer ? viewOfRun(run) : viewFor(run, viewer.userId);
    },
    async list(channelId, before, userId) {
      const { runs, older } = await table.inChannel(channelId, PAGE, before);
      const views = await Promise.all(runs.map((run) => (userId === undefined ? viewOfRun(run) : viewFor(run, userId))));
      return { runs: views, ...(older !== undefined && { older }) };
    },
    async decide(decided) {
      const run = await seen(decided.id, { userId: decided.userId });
      if (run === undefined) throw unknown(decided.id);
      const begun = now();
      const note = (outcome: 'done' | 'refused', code?: string): void => {
        const { about, channel, id } = run;
        const what = `${decided.decision} run ${id}${decided.reason === undefined ? '' : `: ${decided.reason.slice(0, MAX_REASON)}`}`;
        const who = { userId: decided.userId, from: decided.from, channelId: channel };
        ports.audit.note({
          act: `${actOf(about.intent)}.${decided.decision}`,
          ...who,
          what,
          values: {},
          outcome,
          at: begun,
          milliseconds: now() - begun,
          ...(code !== undefined && { code }),
        });
      };
      try {
        const late = isLate(run, decided.decision, begun);
        if (late !== undefined) throw late;
        await passes[decided.decision](ports, run, decided.userId);
        const username = await ports.username(decided.userId);
        const changed = await change(ports, run, decided, { userId: decided.userId, username });
        note('done');
        ports.runner.wake(run.id);
        return await viewFor(changed, decided.userId);
      } catch (error) {
        if (error instanceof CiError) note('refused', error.code);
        throw error;
      }
    },
  };
}

const passes = { approve: passToApprove, reject: passToReject, cancel: passToCancel } as const;

/** Once each: whoever comes second is told how it stands. Throws CI_RUN_OVER, CI_RUN_TWICE. */
async function change({ table, now }: RunDeskPorts, { id }: Run, { decision, reason }: RunDecided, person: RunPerson): Promise<Run> {
  const by = { ...person, ...(reason !== undefined && reason.trim() !== '' && { reason: reason.trim().slice(0, MAX_REASON) }) };
  let refused: CiError | undefined;
  const changed = await table.alter(id, (run) => {
    refused = isLate(run, decision, now());
    if (refused !== undefined) return undefined;
    const { course } = run;
    if (decision === 'reject') return { ...run, course: { ...course, rejected: by } };
    if (decision === 'cancel') return { ...run, course: { ...course, cancel: by } };
    if (course.approvals.some(({ userId }) => userId === person.userId)) {
      refused = new CiError('CI_RUN_TWICE', 'You approved this run already.', 'Others must, too.');
      return undefined;
    }
    return { ...run, course: { ...course, approvals: [...course.approvals, { ...by, at: now() }] } };
  });
  if (refused !== undefined) throw refused;
  if (changed === undefined) throw unknown(id);
  return changed;
}

function isLate(run: Run, decision: RunDecisionKind, now: number): CiError | undefined {
  const { rejected, cancel, approvals } = run.course;
  const decided = rejected ?? cancel;
  if (decided !== undefined)
    return new CiError(
      'CI_RUN_OVER',
      `It was ${rejected === undefined ? 'canceled' : 'rejected'} by ${decided.username} already.`,
      'See its card.',
    );
  if (isOver(run)) return new CiError('CI_RUN_OVER', `It is over already: ${run.state}.`, 'See its card.');
  if (decision === 'cancel') return undefined;
  const enough = approvals.length >= (run.about.intent.approval?.count ?? 0);
  if (run.state !== 'waiting' || enough)
    return new CiError('CI_RUN_OVER', 'Nobody is asked about it any more: it has been approved.', 'See its card.');
  return now < deadline(run) ? undefined : new CiError('CI_RUN_OVER', 'It was not approved in time.', 'Run it again.');
}

async function mayDo(ports: RunDeskPorts, run: Run, userId: string): Promise<readonly RunDecisionKind[]> {
  const kinds = (['approve', 'reject', 'cancel'] as const).filter((kind) => isLate(run, kind, ports.now()) === undefined);
  const may = await Promise.all(
    kinds.map((kind) =>
      passes[kind](ports, run, userId).then(
        () => true,
        () => false,
      ),
    ),
  );
  return kinds.filter((_kind, index) => may[index] === true);
}

function unknown(id: string): CiError {
  return new CiError(
    'CI_RUN_UNKNOWN',
    `There is no run ${id.slice(0, 30)} that you may see.`,
    'Type /ci history for the last ones of this channel.',
  );
}
