// A delivery of SonarQube → one analysis of one branch and the verdict of its gate.

import type { Connection } from '../../ci/connection.ts';
import type { GateAnalysis, GateCondition } from '../../ci/gate.ts';
import { subjectKey } from '../../ci/ids.ts';
import type { Project, Ref } from '../../ci/pipeline.ts';
import type { Delivery, Reading } from '../../ci/provider.ts';
import { parseJson, present, shaOf } from '../../platform/foreign-json.ts';
import { analysisId } from './identify.ts';
import { conditionSchema, gateSchema } from './schema.ts';
import type { ConditionPayload, GatePayload } from './schema.ts';

const MOST_CONDITIONS = 50;

export function read({ body }: Delivery, connection: Connection): Reading {
  const payload = parseJson(body);
  if (typeof payload !== 'object' || payload === null) return { kind: 'invalid', reason: 'the body is not a JSON object' };
  const told = gateSchema.safeParse(payload).data;
  if (told === undefined) return { kind: 'invalid', reason: 'the body names no project, so it is no news of SonarQube' };
  const at = told.analysedAt ?? told.changedAt;
  const id = analysisId(told);
  if (at === undefined || id === undefined) return { kind: 'ignored', reason: 'the analysis has no time' };
  const status = statusOf(told);
  if (status === undefined) return { kind: 'ignored', reason: 'the gate has a status that is not known here' };
  const project: Project = { id: told.project.key, path: told.project.name ?? told.project.key, url: told.project.url ?? '' };
  const key = subjectKey('sonarqube', connection.name, 'gate', project.id, branchKey(told));
  return {
    kind: 'event',
    event: {
      kind: 'gate',
      subject: { key, provider: 'sonarqube', connection: connection.name, project },
      analysis: analysisOf(id, told.taskId === undefined ? (told.changedAt ?? at) : at, status, told),
    },
  };
}

/** A branch can have the name of a pull request, which is its number. */
function branchKey({ branch }: GatePayload): string {
  const name = branch?.name ?? '';
  return branch?.type === 'PULL_REQUEST' ? `pull-request ${name}` : name;
}

/** A task that failed has no gate. A task that succeeded says nothing of the gate. WARN is of versions before 7.6. */
function statusOf({ status, qualityGate: gate }: GatePayload): GateAnalysis['status'] | undefined {
  if (status !== undefined && status !== 'SUCCESS') return 'error';
  switch (gate?.status) {
    case undefined:
    case 'NONE':
      return 'none';
    case 'OK':
    case 'WARN':
      return 'passed';
    case 'ERROR':
      return 'failed';
    default:
      return undefined;
  }
}

function analysisOf(id: string, at: number, status: GateAnalysis['status'], told: GatePayload): GateAnalysis {
  const { branch, project, qualityGate: gate } = told;
  const conditions = (gate?.conditions ?? [])
    .slice(0, MOST_CONDITIONS)
    .flatMap((each) => conditionOf(conditionSchema.safeParse(each).data));
  return {
    id,
    at,
    status,
    url: branch?.url ?? project.url ?? '',
    conditions,
    ...present({ gate: gate?.name, ref: refOf(branch), sha: shaOf(told.revision) }),
  };
}

/** Of a pull request the name is the number, and the address is the only one that leads to it. */
function refOf(branch: GatePayload['branch']): Ref | undefined {
  if (branch?.name === undefined) return undefined;
  const url = branch.url === undefined ? {} : { url: branch.url };
  if (branch.type === 'PULL_REQUEST') return { kind: 'merge-request', name: `!${branch.name}`, ...url };
  return { kind: 'branch', name: branch.name, ...url };
}

const verdicts: ReadonlyMap<string, GateCondition['status']> = new Map([
  ['OK', 'passed'],
  ['WARN', 'passed'],
  ['ERROR', 'failed'],
]);

/** NO_VALUE was not measured: it has neither failed nor is it 0. */
function conditionOf(told: ConditionPayload | undefined): readonly GateCondition[] {
  if (told === undefined) return [];
  const status = verdicts.get(told.status ?? '') ?? 'unknown';
  const fails = told.operator === 'GREATER_THAN' ? 'above' : told.operator === 'LESS_THAN' ? 'below' : undefined;
  return [{ metric: told.metric, status, ...present({ fails, value: told.value, threshold: told.errorThreshold }) }];
}
