// Checks a pipeline that came by REST, by websocket or in a post's props before anything is drawn from it.
import type {
  ActionView,
  ArtifactView,
  DeedView,
  DeploymentView,
  FigureView,
  GateView,
  InputView,
  JobView,
  JoinedView,
  LinkedPipelineView,
  ParameterView,
  PipelineList,
  PipelineView,
  RunPersonView,
  StageView,
  Status,
  TestsView,
} from '@ci-command-center/contract';
import { isBoolean, isNumber, isOneOf, isRecord, isString, listOf, optional, shape } from '../host/guard.ts';

const statuses = ['created', 'pending', 'running', 'success', 'warning', 'failed', 'canceled', 'skipped', 'manual'] as const;
export const isStatus = isOneOf<Status>(statuses);
export const isPerson = shape<RunPersonView>({
  name: isString,
  username: optional(isString),
  mention: optional(isString),
  avatarUrl: optional(isString),
});
const isStage = shape<StageView>({ name: isString, status: isStatus });

const isJob = shape<JobView>({
  id: isString,
  name: isString,
  stage: isString,
  status: isStatus,
  allowFailure: isBoolean,
  url: optional(isString),
  failureReason: optional(isString),
  duration: optional(isNumber),
  retries: optional(isNumber),
  startedAt: optional(isNumber),
});

const isLinked = shape<LinkedPipelineView>({
  key: isString,
  provider: isString,
  name: isString,
  number: isString,
  status: isStatus,
  url: optional(isString),
  failedJobs: listOf(isString),
});

const isGate = shape<GateView>({
  name: isString,
  status: isOneOf(['passed', 'failed', 'error', 'none']),
  url: optional(isString),
  conditions: listOf(isString),
});

const isArtifact = shape<ArtifactView>({
  name: isString,
  action: isOneOf(['published', 'promoted', 'moved', 'copied', 'deleted', 'scanned', 'failed']),
  url: optional(isString),
});

const isJoined = shape<JoinedView>({
  children: optional(listOf(isLinked)),
  builds: optional(listOf(isLinked)),
  gates: optional(listOf(isGate)),
  artifacts: optional(listOf(isArtifact)),
  deployments: optional(listOf(shape<DeploymentView>({ environment: isString, status: isStatus, url: optional(isString) }))),
  leftOut: optional(isNumber),
});

const isTests = shape<TestsView>({
  total: optional(isNumber),
  failed: isNumber,
  skipped: optional(isNumber),
  fresh: optional(isNumber),
  names: listOf(isString),
});

const isFigure = shape<FigureView>({
  name: isString,
  value: isNumber,
  unit: optional(isString),
  min: optional(isNumber),
  max: optional(isNumber),
  breached: isBoolean,
});

const isInput = shape<InputView>({ id: isString, message: isString, proceed: isString, submitters: listOf(isString) });

const isDeed = shape<DeedView>({ verb: isString, what: optional(isString), by: listOf(isString), times: isNumber, at: isNumber });

const isAction = shape<ActionView>({
  id: isString,
  label: isString,
  style: optional(isOneOf(['primary', 'danger'])),
  confirm: optional(
    shape<NonNullable<ActionView['confirm']>>({ title: isString, text: isString, yes: isString, lightly: optional(isBoolean) }),
  ),
  context: isRecord,
});

export const isPipelineView = shape<PipelineView>({
  key: isString,
  revision: isNumber,
  provider: isString,
  project: shape<PipelineView['project']>({ path: isString, url: isString }),
  number: isString,
  name: optional(isString),
  url: isString,
  status: isStatus,
  ref: shape<PipelineView['ref']>({ kind: isOneOf(['branch', 'tag', 'merge-request']), name: isString, url: optional(isString) }),
  mergeRequest: optional(shape<NonNullable<PipelineView['mergeRequest']>>({ number: isString, title: isString, url: isString })),
  commit: optional(
    shape<NonNullable<PipelineView['commit']>>({ sha: isString, title: isString, url: optional(isString), author: optional(isPerson) }),
  ),
  triggeredBy: optional(isPerson),
  source: optional(isString),
  stages: listOf(isStage),
  jobs: listOf(isJob),
  createdAt: optional(isNumber),
  startedAt: optional(isNumber),
  finishedAt: optional(isNumber),
  updatedAt: isNumber,
  duration: optional(isNumber),
  queuedDuration: optional(isNumber),
  coverage: optional(isNumber),
  trend: optional(isOneOf(['broken', 'fixed', 'still-failing'])),
  failuresInARow: optional(isNumber),
  usualDuration: optional(isNumber),
  tests: optional(isTests),
  figures: optional(listOf(isFigure)),
  expectedDuration: optional(isNumber),
  queueReason: optional(isString),
  startedFromChat: optional(isString),
  replaces: optional(listOf(isString)),
  note: optional(isString),
  parameters: optional(listOf(shape<ParameterView>({ name: isString, value: isString }))),
  inputs: optional(listOf(isInput)),
  deeds: optional(listOf(isDeed)),
  actions: optional(listOf(isAction)),
  log: optional(isBoolean),
  joined: optional(isJoined),
  joinedAt: optional(isNumber),
});

export const isPipelineList = shape<PipelineList>({
  pipelines: listOf(isPipelineView),
  older: optional(isString),
  refused: optional(listOf(isString)),
});
