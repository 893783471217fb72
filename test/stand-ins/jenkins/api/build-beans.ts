// Builds, queue items and their actions as Jenkins exports them.
import { causeText, estimateOf, isBuilding, type Build, type Cause } from '../builds.ts';
import { displayNameOf, fullDisplayNameOf, fullNameOf, pathOf } from '../items.ts';
import type { QueueItem } from '../queue.ts';
import { Bean, type Value } from './bean.ts';
import { colorOf, valueBean } from './job-beans.ts';
import { testCounts } from './test-report.ts';
import { absolute, may, type Visit } from './visit.ts';

const buildTypes = { pipeline: 'org.jenkinsci.plugins.workflow.job.WorkflowRun', freestyle: 'hudson.model.FreeStyleBuild' } as const;

export const buildPath = ({ job, number }: Build): string => `${pathOf(job)}${number}/`;

export function buildBean(visit: Visit, build: Build): Bean {
  const { job, number, startedAt, finishedAt } = build;
  const isPipeline = job.kind === 'pipeline';
  return new Bean(buildTypes[job.kind], {
    1: {
      actions: () => actionsOf(visit, build),
      artifacts: () => artifactsOf(build),
      building: isBuilding(build),
      description: build.description ?? null,
      displayName: `#${number}`,
      duration: finishedAt === undefined ? 0 : finishedAt - startedAt,
      estimatedDuration: estimateOf(job),
      executor: isBuilding(build) ? new Bean(undefined, {}) : null,
      fullDisplayName: `${fullDisplayNameOf(job)} #${number}`,
      id: String(number),
      inProgress: isBuilding(build),
      keepLog: false,
      queueId: build.queueId,
      result: isBuilding(build) ? null : (build.result ?? null),
      timestamp: startedAt,
      ...(isPipeline
        ? {
            changeSets: () => changesOf(build),
            culprits: () => culpritsOf(visit, build),
            nextBuild: () => beside(visit, build, 1),
            previousBuild: () => beside(visit, build, -1),
          }
        : {
            builtOn: build.node.name,
            changeSet: new Bean('hudson.scm.EmptyChangeLogSet', { 2: { items: [], kind: null } }),
            culprits: [],
          }),
    },
    2: { number, url: absolute(visit, buildPath(build)) },
  });
}

function beside(visit: Visit, { job, number }: Build, step: 1 | -1): Value {
  const sorted = job.builds.toSorted((left, right) => step * (left.number - right.number));
  const other = sorted.find((each) => step * (each.number - number) > 0);
  return other === undefined ? null : buildBean(visit, other);
}

/** Artifacts there are once the build's work is done. */
export const plannedArtifacts = (build: Build) => (isBuilding(build) ? [] : (build.script.artifacts ?? []));

function artifactsOf(build: Build): Value[] {
  return plannedArtifacts(build).map(({ path }) => {
    const fileName = path.split('/').at(-1) ?? path;
    return new Bean(undefined, { 3: { displayPath: fileName, fileName, relativePath: path } });
  });
}

function causeBean(cause: Cause): Bean {
  const shortDescription = causeText(cause);
  switch (cause.kind) {
    case 'person':
      return new Bean('hudson.model.Cause$UserIdCause', { 3: { shortDescription, userId: cause.name, userName: cause.fullName } });
    case 'timer':
      return new Bean('hudson.triggers.TimerTrigger$TimerTriggerCause', { 3: { shortDescription } });
    case 'push':
      return new Bean('jenkins.branch.BranchEventCause', { 3: { shortDescription } });
    case 'upstream': {
      const { project, number } = cause;
      const upstreamUrl = `${project
        .split('/')
        .map((part) => `job/${part}`)
        .join('/')}/`;
      return new Bean('hudson.model.Cause$UpstreamCause', {
        3: { shortDescription, upstreamBuild: number, upstreamProject: project, upstreamUrl },
      });
    }
  }
}

const causeAction = (causes: readonly Cause[]) => new Bean('hudson.model.CauseAction', { 2: { causes: () => causes.map(causeBean) } });

function parametersAction(values: Build['values']): Value[] {
  if (values.length === 0) return [];
  const parameters = () => values.map(({ definition, value }) => valueBean(definition, value));
  return [new Bean('hudson.model.ParametersAction', { 2: { parameters } })];
}

function actionsOf(visit: Visit, build: Build): Value[] {
  const { script } = build;
  return [
    causeAction(build.causes),
    ...parametersAction(build.values),
    ...(script.sha === undefined ? [] : [gitAction(build, script.sha)]),
    ...(build.inputs.length > 0 ? [inputAction(build)] : []),
    ...testAction(build),
    new Bean(undefined, {}),
    new Bean('org.jenkinsci.plugins.workflow.job.views.FlowGraphAction', {}),
    ...(may(visit, 'Overall/Administer') ? [new Bean('org.jenkinsci.plugins.displayurlapi.actions.RunDisplayAction', {})] : []),
  ];
}

function testAction(build: Build): Value[] {
  const counts = testCounts(build);
  if (counts === undefined) return [];
  const { failCount, skipCount, totalCount } = counts;
  return [new Bean('hudson.tasks.junit.TestResultAction', { 2: { failCount, skipCount, totalCount, urlName: 'testReport' } })];
}

function gitAction({ job, number, script }: Build, sha: string): Bean {
  const name = `refs/remotes/origin/${script.branch ?? displayNameOf(job)}`;
  const revision = new Bean(undefined, { 3: { SHA1: sha, branch: [new Bean(undefined, { 3: { SHA1: sha, name } })] } });
  const last = new Bean('hudson.plugins.git.util.Build', { 3: { buildNumber: number, buildResult: null, marked: revision, revision } });
  return new Bean('hudson.plugins.git.util.BuildData', {
    2: {
      buildsByBranchName: {
        [name]: { _class: 'hudson.plugins.git.util.Build', buildNumber: number, buildResult: null, revision: { SHA1: sha } },
      },
      lastBuiltRevision: revision,
      remoteUrls: [`https://git.example.test/${fullNameOf(job.parent.kind === 'multibranch' ? job.parent : job)}.git`],
      scmName: '',
    },
    [-2]: { lastBuild: last },
  });
}

function inputAction(build: Build): Bean {
  const executions = () =>
    build.inputs.map(({ id, plan }) => {
      const displayName = plan.message.length < 32 ? plan.message : `${plan.message.slice(0, 32)}...`;
      return new Bean('org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution', {
        2: { displayName, id, input: new Bean(undefined, {}), settled: false },
      });
    });
  return new Bean('org.jenkinsci.plugins.workflow.support.steps.input.InputAction', {
    1: { displayName: 'Paused for Input', executions, waitingForInput: true },
  });
}

function changesOf(build: Build): Value[] {
  const { sha, message = 'Change something', author = 'Alice Demo' } = build.script;
  if (sha === undefined) return [];
  const item = new Bean('hudson.plugins.git.GitChangeSet', {
    3: {
      affectedPaths: ['src/main.ts'],
      commitId: sha,
      timestamp: build.startedAt - 60_000,
      author: new Bean(undefined, { 3: { absoluteUrl: `/user/${encodeURIComponent(author)}`, fullName: author } }),
      authorEmail: `${author.split(' ')[0]?.toLowerCase()}@example.test`,
      comment: `${message}\n`,
      date: `${new Date(build.startedAt - 60_000).toISOString().slice(0, 19).replace('T', ' ')} +0000`,
      id: sha,
      msg: message,
      paths: [],
    },
  });
  return [new Bean('hudson.plugins.git.GitChangeSetList', { 2: { items: [item], kind: 'git' } })];
}

function culpritsOf(visit: Visit, { script }: Build): Value[] {
  if (script.author === undefined || script.sha === undefined) return [];
  return [
    new Bean(undefined, { 3: { absoluteUrl: absolute(visit, `user/${encodeURIComponent(script.author)}`), fullName: script.author } }),
  ];
}

const itemTypes = {
  waiting: 'hudson.model.Queue$WaitingItem',
  blocked: 'hudson.model.Queue$BlockedItem',
  buildable: 'hudson.model.Queue$BuildableItem',
  left: 'hudson.model.Queue$LeftItem',
  cancelled: 'hudson.model.Queue$LeftItem',
} as const;

export function queueItemBean(visit: Visit, item: QueueItem): Bean {
  const { job, state, build } = item;
  const hasLeft = state === 'left' || state === 'cancelled';
  const task = new Bean(job.kind === 'pipeline' ? 'org.jenkinsci.plugins.workflow.job.WorkflowJob' : 'hudson.model.FreeStyleProject', {
    3: { name: job.name, url: absolute(visit, pathOf(job)), color: () => colorOf(job) },
    [-2]: { fullName: fullNameOf(job), displayName: displayNameOf(job), fullDisplayName: fullDisplayNameOf(job) },
  });
  return new Bean(
    itemTypes[state],
    {
      3: {
        actions: () => [causeAction(item.causes), ...parametersAction(item.values)],
        blocked: state === 'blocked',
        buildable: state === 'buildable',
        id: item.id,
        inQueueSince: item.since,
        params: item.values
          .map(
            ({ definition, value }) =>
              `\n${definition.kind === 'password' ? `(PasswordParameterValue) ${definition.name}='********'` : `${definition.name}=${value}`}`,
          )
          .join(''),
        stuck: false,
        task,
        url: `queue/item/${item.id}/`,
        why: () => visit.site.controller.queue.why(item) ?? null,
        ...(state === 'waiting' && { timestamp: item.due }),
        ...(state === 'blocked' || state === 'buildable' ? { buildableStartMilliseconds: item.buildableSince ?? item.since } : {}),
        ...(state === 'buildable' && { pending: false }),
        ...(hasLeft && { cancelled: state === 'cancelled', executable: build === undefined ? null : () => buildBean(visit, build) }),
      },
    },
    true,
  );
}
