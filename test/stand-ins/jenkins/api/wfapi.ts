// The Pipeline REST API plugin: runs, stages, and the input steps that wait.
import { isBuilding, type Build, type StageRun, type WaitingInput } from '../builds.ts';
import { encodeSegment, pathOf, type Job } from '../items.ts';
import { defaultOf, type ParameterDefinition } from '../parameters.ts';
import { errorPage, escapeHtml, json, notFound, type Answer } from './answer.ts';
import { buildPath, plannedArtifacts } from './build-beans.ts';
import { proceed } from './inputs.ts';
import { typeOf } from './job-beans.ts';
import { needPost, type Visit } from './visit.ts';

const address = ({ site }: Visit, path: string) => `${site.context}/${path}`;

/** `job/x/wfapi[/runs]`. */
export function jobRuns(visit: Visit, job: Job, rest: readonly string[]): Answer {
  const [act = ''] = rest;
  if (act === 'runs') return json(job.builds.slice(0, 10).map((build) => describeRun(visit, build)));
  if (act !== '' && act !== 'describe') return notFound(visit.uri);
  const self = { href: address(visit, `${pathOf(job)}wfapi/describe`) };
  return json({
    _links: { self, runs: { href: address(visit, `${pathOf(job)}wfapi/runs`) } },
    name: job.name,
    runCount: job.builds.length,
  });
}

/** What follows the act is let go, as Stapler lets go what follows a web method. */
export function runRoute(visit: Visit, build: Build, rest: readonly string[]): Answer {
  const [act = 'describe'] = rest;
  switch (act) {
    case 'describe':
      return json(describeRun(visit, build));
    case 'pendingInputActions':
      return json(build.inputs.map((input) => describeInput(visit, build, input)));
    case 'nextPendingInputAction':
      return json(build.inputs[0] === undefined ? null : describeInput(visit, build, build.inputs[0]));
    case 'inputSubmit':
      return submit(visit, build);
    case 'artifacts':
      return json(describeArtifacts(visit, build));
    case 'changesets':
      return json([]);
    default:
      return notFound(visit.uri);
  }
}

/** `StatusExt.valueOf(result)`: what was not built has not been executed. */
function statusOf(build: Build): string {
  if (isBuilding(build)) return build.inputs.length > 0 ? 'PAUSED_PENDING_INPUT' : 'IN_PROGRESS';
  const words = { SUCCESS: 'SUCCESS', UNSTABLE: 'UNSTABLE', FAILURE: 'FAILED', ABORTED: 'ABORTED', NOT_BUILT: 'NOT_EXECUTED' } as const;
  return words[build.result ?? 'SUCCESS'];
}

function describeRun(visit: Visit, build: Build): object {
  const run = `${buildPath(build)}wfapi/`;
  const link = (path: string) => ({ href: address(visit, `${run}${path}`) });
  const end = build.finishedAt ?? visit.site.controller.clock.now();
  return {
    _links: {
      self: link('describe'),
      ...(build.script.sha !== undefined && { changesets: link('changesets') }),
      ...(build.inputs.length > 0 && {
        pendingInputActions: link('pendingInputActions'),
        nextPendingInputAction: link('nextPendingInputAction'),
      }),
      ...(plannedArtifacts(build).length > 0 && { artifacts: link('artifacts') }),
    },
    id: String(build.number),
    name: `#${build.number}`,
    status: statusOf(build),
    startTimeMillis: build.startedAt,
    endTimeMillis: end,
    durationMillis: Math.max(0, end - build.startedAt),
    queueDurationMillis: Math.max(0, build.startedAt - build.queuedAt),
    pauseDurationMillis: build.stages.reduce((total, { pausedFor }) => total + pausedFor, 0),
    stages: build.stages.map((stage) => describeStage(visit, build, stage)),
  };
}

function describeStage(visit: Visit, build: Build, stage: StageRun): object {
  const { id, plan, status, startedAt, finishedAt, pausedFor } = stage;
  const now = visit.site.controller.clock.now();
  return {
    _links: { self: { href: address(visit, `${buildPath(build)}execution/node/${id}/wfapi/describe`) } },
    id,
    name: plan.name,
    execNode: '',
    status,
    ...(status === 'FAILED' && { error: { message: plan.error ?? 'script returned exit code 1', type: 'hudson.AbortException' } }),
    startTimeMillis: startedAt,
    durationMillis: (finishedAt ?? now) - startedAt,
    pauseDurationMillis: status === 'PAUSED_PENDING_INPUT' ? now - startedAt : pausedFor,
  };
}

/** A step's log is cut to its end after so many bytes. */
const mostOfLog = 10_240;

/** `execution/node/<id>/wfapi/describe|log`. Each stage has one step, with the identity after its own. */
export function nodeRoute(visit: Visit, build: Build, [node, id, wfapi, act = 'describe']: readonly string[]): Answer {
  if (node !== 'node' || wfapi !== 'wfapi') return notFound(visit.uri);
  const stage = build.stages.find((each) => each.id === id);
  if (stage !== undefined && act === 'describe')
    return json({ ...describeStage(visit, build, stage), stageFlowNodes: [describeStep(visit, build, stage)] });
  const owner = stage ?? build.stages.find((each) => stepOf(each) === id);
  if (owner === undefined) return notFound(visit.uri);
  if (act === 'describe') return json(describeStep(visit, build, owner));
  return act === 'log' ? json(describeLog(visit, build, owner, stage === undefined)) : notFound(visit.uri);
}

const stepOf = ({ id }: StageRun) => String(Number(id) + 1);

function describeStep(visit: Visit, build: Build, stage: StageRun): object {
  const id = stepOf(stage);
  const node = address(visit, `${buildPath(build)}execution/node/${id}/`);
  const links = { self: { href: `${node}wfapi/describe` }, log: { href: `${node}wfapi/log` }, console: { href: `${node}log` } };
  return {
    ...describeStage(visit, build, stage),
    _links: links,
    id,
    name: 'Shell Script',
    parameterDescription: `make ${stage.plan.name}`,
    parentNodes: [stage.id],
  };
}

function describeLog(visit: Visit, build: Build, stage: StageRun, isStep: boolean): object {
  const nodeStatus = stage.status === 'FAILED' ? 'FAILED' : 'SUCCESS';
  if (!isStep) return { nodeId: stage.id, nodeStatus, length: 0, hasMore: false, consoleUrl: null };
  const { size } = stage.log;
  const told = stage.log.from(size - mostOfLog).toString();
  return {
    nodeId: stepOf(stage),
    nodeStatus,
    length: Math.min(mostOfLog, size),
    hasMore: size > mostOfLog,
    ...(size > 0 && { text: escapeHtml(told) }),
    consoleUrl: address(visit, `${buildPath(build)}execution/node/${stepOf(stage)}/log`),
  };
}

function describeInput(visit: Visit, build: Build, { id, plan }: WaitingInput): object {
  const run = address(visit, buildPath(build));
  return {
    id,
    proceedText: plan.ok ?? 'Proceed',
    message: plan.message,
    inputs: (plan.parameters ?? []).map(describeParameter),
    proceedUrl: `${run}wfapi/inputSubmit?inputId=${encodeURIComponent(id)}`,
    abortUrl: `${run}input/${encodeSegment(id)}/abort`,
    redirectApprovalUrl: `${run}input/`,
  };
}

/** `InputParameterDefExt`: only of some kinds is the default told; of passwords it is encrypted. */
function describeParameter(definition: ParameterDefinition): object {
  const { name, kind } = definition;
  const value = defaultOf(definition);
  const told =
    kind === 'boolean'
      ? { defaultVal: value === 'true' }
      : kind === 'string' || kind === 'text'
        ? { defaultVal: value }
        : kind === 'choice'
          ? { defaultVal: value, choices: definition.choices }
          : kind === 'password'
            ? { defaultVal: '{AQAAABAAAAAQ…}' }
            : {};
  return { type: typeOf(definition), name, description: definition.description ?? '', definition: told };
}

function submit(visit: Visit, build: Build): Answer {
  needPost(visit);
  const id = visit.given.get('inputId') ?? '';
  if (build.inputs.length === 0)
    return errorPage(500, 'Error processing Input Submit request. This Run instance does not have an InputAction.', visit.uri);
  const input = build.inputs.find((each) => each.id === id);
  if (input === undefined)
    return errorPage(
      500,
      `Error processing Input Submit request. This Run instance does not have an Input with an ID of '${id}'. The input ID may not be pre-normalized appropriately.`,
      visit.uri,
    );
  const answer = proceed(visit, input, undefined);
  return answer.status < 400 ? answer : errorPage(500, 'Error processing Input Submit request.', visit.uri);
}

function describeArtifacts(visit: Visit, build: Build): object[] {
  return plannedArtifacts(build).map(({ path, content }, index) => ({
    id: `n${index + 1}`,
    name: path.split('/').at(-1),
    path,
    url: address(visit, `${buildPath(build)}artifact/${path.split('/').map(encodeSegment).join('/')}`),
    size: typeof content === 'string' ? Buffer.byteLength(content) : content.length,
  }));
}
