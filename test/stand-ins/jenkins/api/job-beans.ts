// Folders, jobs and their parameters as Jenkins exports them.
import { isBuilding, type Build } from '../builds.ts';
import { displayNameOf, fullDisplayNameOf, fullNameOf, isFolder, pathOf, type Folder, type Item, type Job } from '../items.ts';
import { defaultOf, type ParameterDefinition } from '../parameters.ts';
import { Bean, type Value } from './bean.ts';
import { buildBean, queueItemBean } from './build-beans.ts';
import { absolute, visibleItems, type Visit } from './visit.ts';

const folderTypes = {
  root: 'hudson.model.Hudson',
  folder: 'com.cloudbees.hudson.plugins.folder.Folder',
  multibranch: 'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject',
} as const;

const jobTypes = {
  pipeline: 'org.jenkinsci.plugins.workflow.job.WorkflowJob',
  freestyle: 'hudson.model.FreeStyleProject',
} as const;

export const itemBean = (visit: Visit, item: Item): Bean => (isFolder(item) ? folderBean(visit, item) : jobBean(visit, item));

const always = (visit: Visit, item: Item) => ({ name: item.name, url: absolute(visit, pathOf(item)) });

function folderBean(visit: Visit, folder: Folder): Bean {
  return new Bean(folderTypes[folder.kind], {
    1: {
      actions: [new Bean(undefined, {}), new Bean('com.cloudbees.plugins.credentials.ViewCredentialsAction', {})],
      description: folder.description ?? null,
      displayName: displayNameOf(folder),
      displayNameOrNull: folder.displayName ?? null,
      fullDisplayName: fullDisplayNameOf(folder),
      fullName: fullNameOf(folder),
      healthReport: [],
      jobs: () => visibleItems(visit, folder).map((item) => itemBean(visit, item)),
      primaryView: () => viewBean(visit, folder),
      views: () => [viewBean(visit, folder)],
      ...(folder.kind === 'multibranch' && { sources: [new Bean(undefined, {})] }),
    },
    3: always(visit, folder),
  });
}

export function viewBean(visit: Visit, folder: Folder): Bean {
  const isMultibranch = folder.kind === 'multibranch';
  return new Bean(isMultibranch ? 'jenkins.branch.MultiBranchProjectViewHolder$ViewImpl' : 'hudson.model.AllView', {
    1: { description: null, property: [], jobs: () => visibleItems(visit, folder).map((item) => itemBean(visit, item)) },
    2: {
      name: isMultibranch ? 'default' : folder.kind === 'root' ? 'all' : 'All',
      url: absolute(visit, pathOf(folder)),
    },
  });
}

/** As `BallColor`: `blue`, `red_anime`, `notbuilt`, `disabled` … */
export function colorOf(job: Job): string {
  if (job.disabled) return 'disabled';
  const [newest] = job.builds;
  if (newest === undefined) return 'notbuilt';
  const colors = { SUCCESS: 'blue', UNSTABLE: 'yellow', FAILURE: 'red', ABORTED: 'aborted', NOT_BUILT: 'notbuilt' } as const;
  const last = job.builds.find(({ result, finishedAt }) => result !== undefined && finishedAt !== undefined);
  const color = last?.result === undefined ? 'notbuilt' : colors[last.result];
  return isBuilding(newest) ? `${color}_anime` : color;
}

type Pick = (build: Build) => boolean;
const completed: Pick = (build) => !isBuilding(build);
const lasts: Readonly<Record<string, Pick>> = {
  lastBuild: () => true,
  lastCompletedBuild: completed,
  lastFailedBuild: (build) => completed(build) && build.result === 'FAILURE',
  lastStableBuild: (build) => completed(build) && build.result === 'SUCCESS',
  lastSuccessfulBuild: (build) => completed(build) && (build.result === 'SUCCESS' || build.result === 'UNSTABLE'),
  lastUnstableBuild: (build) => completed(build) && build.result === 'UNSTABLE',
  lastUnsuccessfulBuild: (build) => completed(build) && build.result !== 'SUCCESS',
};

/** `14`, `lastBuild`, `lastFailedBuild` … */
export function findBuild(job: Job, name: string): Build | undefined {
  if (/^\d+$/u.test(name)) return job.builds.find(({ number }) => String(number) === name);
  if (name === 'firstBuild') return job.builds.at(-1);
  const pick = lasts[name];
  return pick === undefined ? undefined : job.builds.find(pick);
}

export function jobBean(visit: Visit, job: Job): Bean {
  const orNull = (build: Build | undefined): Value => (build === undefined ? null : buildBean(visit, build));
  const picked = Object.fromEntries(
    Object.entries(lasts).map(([name, pick]): [string, Value] => [name, () => orNull(job.builds.find(pick))]),
  );
  const queued = () => visit.site.controller.queue.waiting().find((item) => item.job === job);
  return new Bean(jobTypes[job.kind], {
    [-2]: { allBuilds: () => job.builds.map((build) => buildBean(visit, build)) },
    1: {
      actions: () => [...(job.parameters.length > 0 ? [propertyBean(job, false)] : []), new Bean(undefined, {})],
      description: job.description ?? null,
      displayName: displayNameOf(job),
      displayNameOrNull: job.displayName ?? null,
      fullDisplayName: fullDisplayNameOf(job),
      fullName: fullNameOf(job),
      buildable: !job.disabled,
      builds: () => job.builds.slice(0, 100).map((build) => buildBean(visit, build)),
      firstBuild: () => orNull(job.builds.at(-1)),
      healthReport: () => healthOf(job),
      inQueue: () => queued() !== undefined,
      keepDependencies: false,
      ...picked,
      nextBuildNumber: job.nextNumber,
      property: () => (job.parameters.length > 0 ? [propertyBean(job, true)] : []),
      queueItem: () => {
        const item = queued();
        return item === undefined ? null : queueItemBean(visit, item);
      },
      concurrentBuild: job.concurrent,
      disabled: job.disabled,
      ...(job.kind === 'pipeline'
        ? { resumeBlocked: false }
        : { downstreamProjects: [], labelExpression: job.label ?? null, scm: new Bean('hudson.scm.NullSCM', {}), upstreamProjects: [] }),
    },
    2: { color: colorOf(job) },
    3: always(visit, job),
  });
}

function propertyBean(job: Job, inline: boolean): Bean {
  const parameterDefinitions = () => job.parameters.map(parameterBean);
  return new Bean('hudson.model.ParametersDefinitionProperty', { 2: { parameterDefinitions } }, inline);
}

function healthOf(job: Job): Value[] {
  const last = job.builds.filter(completed).slice(0, 5);
  if (last.length === 0) return [];
  const failed = last.filter(({ result }) => result === 'FAILURE').length;
  const score = Math.round((100 * (last.length - failed)) / last.length);
  const description =
    failed === 0 ? 'Build stability: No recent builds failed.' : `Build stability: ${failed} out of the last ${last.length} builds failed.`;
  const icon = `icon-health-${score > 80 ? '80plus' : score > 60 ? '60to79' : score > 40 ? '40to59' : score > 20 ? '20to39' : '00to19'}`;
  return [new Bean(undefined, { 2: { description, iconClassName: icon, iconUrl: `${icon.slice(5)}.png`, score } })];
}

interface Kind {
  readonly definition: string;
  readonly value: string;
}

const kinds: Readonly<Record<Exclude<ParameterDefinition['kind'], 'unknown'>, Kind>> = {
  string: { definition: 'hudson.model.StringParameterDefinition', value: 'hudson.model.StringParameterValue' },
  text: { definition: 'hudson.model.TextParameterDefinition', value: 'hudson.model.TextParameterValue' },
  boolean: { definition: 'hudson.model.BooleanParameterDefinition', value: 'hudson.model.BooleanParameterValue' },
  choice: { definition: 'hudson.model.ChoiceParameterDefinition', value: 'hudson.model.StringParameterValue' },
  password: { definition: 'hudson.model.PasswordParameterDefinition', value: 'hudson.model.PasswordParameterValue' },
  run: { definition: 'hudson.model.RunParameterDefinition', value: 'hudson.model.RunParameterValue' },
  file: { definition: 'hudson.model.FileParameterDefinition', value: 'hudson.model.FileParameterValue' },
  credentials: {
    definition: 'com.cloudbees.plugins.credentials.CredentialsParameterDefinition',
    value: 'com.cloudbees.plugins.credentials.CredentialsParameterValue',
  },
};

const classesOf = (definition: ParameterDefinition): Kind =>
  definition.kind === 'unknown' ? { definition: definition.className, value: 'hudson.model.StringParameterValue' } : kinds[definition.kind];

export const typeOf = (definition: ParameterDefinition): string =>
  definition.kind === 'unknown' ? definition.type : (classesOf(definition).definition.split('.').at(-1) ?? '');

export function parameterBean(definition: ParameterDefinition): Bean {
  const value = defaultOf(definition);
  return new Bean(classesOf(definition).definition, {
    3: {
      defaultParameterValue: value === undefined ? null : valueBean(definition, value),
      description: definition.description ?? '',
      name: definition.name,
      type: typeOf(definition),
      ...(definition.kind === 'choice' && { choices: definition.choices }),
      ...(definition.kind === 'run' && { filter: 'ALL', projectName: definition.project }),
    },
  });
}

/** Of passwords nothing but the name is told. */
export function valueBean(definition: ParameterDefinition, value: string): Bean {
  const { kind, name } = definition;
  const [job = '', number = ''] = value.split('#');
  const told: Readonly<Record<string, Value>> =
    kind === 'password' || kind === 'file'
      ? {}
      : kind === 'boolean'
        ? { value: value === 'true' }
        : kind === 'run'
          ? { jobName: job, number }
          : { value };
  return new Bean(classesOf(definition).value, { 3: { name, ...told, ...(kind === 'credentials' && { description: '' }) } });
}
