// Makes a project, or an environment, of what a test says of it.
import { shaOf, type Commit, type Environment, type Project, type ProjectOptions } from './projects.ts';
import type { JobPlan } from './scenario.ts';

const quick: readonly JobPlan[] = [{ name: 'build', stage: 'build', seconds: 1, outcomes: ['success'] }];

export function createProject(id: number, path: string, options: ProjectOptions = {}): Project {
  const { defaultBranch = 'main', branches = [], tags = [], pipeline = quick, files = {} } = options;
  const commit = (name: string): Commit => ({
    id: shaOf(`${path} ${name}`),
    message: `Begin ${name}\n`,
    author: 'Alice Demo',
    at: new Date(),
  });
  return {
    id,
    path,
    formerPaths: new Set(),
    pipelines: 0,
    visibility: options.visibility ?? 'public',
    archived: options.archived ?? false,
    description: options.description ?? '',
    defaultBranch,
    branches: new Map([defaultBranch, ...branches].map((name) => [name, [commit(name)]])),
    tags: new Map(tags.map((name) => [name, { commit: commit(name), message: '' }])),
    protectedBranches: new Map(Object.entries(options.protectedBranches ?? {})),
    inputs: options.inputs ?? [],
    variables: options.variables ?? [],
    reading: options.variables === undefined ? 0 : 1,
    pipelineFor: typeof pipeline === 'function' ? pipeline : () => ({ jobs: pipeline }),
    environments: (options.environments ?? []).map((each, index) => environmentOf(id * 100 + index + 1, each)),
    deployments: [],
    runners: (options.runners ?? []).map((each, index) => ({
      id: id * 100 + index + 1,
      description: each.description,
      online: each.online ?? true,
      paused: each.paused ?? false,
      tags: each.tags ?? [],
    })),
    labels: options.labels ?? [],
    milestones: options.milestones ?? [],
    files: new Map(Object.entries(files)),
    mergeRequests: new Map(),
    issues: new Map(),
    releases: new Map(),
    variablesLevel: options.variablesLevel ?? 30,
    isDeclared: false,
  };
}

type EnvironmentOptions = NonNullable<ProjectOptions['environments']>[number];

export function environmentOf(id: number, { name, tier, externalUrl, deployLevel, requiredApprovals }: EnvironmentOptions): Environment {
  const isProtected = deployLevel !== undefined || requiredApprovals !== undefined;
  return {
    id,
    name,
    tier: tier ?? /^(production|staging|testing|development)/u.exec(name)?.[0] ?? 'other',
    state: 'available',
    ...(externalUrl !== undefined && { externalUrl }),
    ...(isProtected && { protection: { deployLevel: deployLevel ?? 30, requiredApprovals: requiredApprovals ?? 0 } }),
  };
}
