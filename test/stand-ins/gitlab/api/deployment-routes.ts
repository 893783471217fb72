// Environments, deployments and their approvals, protected environments and runners of REST v4.
import type { Deployment, Environment, Project, Runner } from '../projects.ts';
import { badRequest, forbidden, invalid, json, missing, type Answer } from './answer.ts';
import { paged } from './pages.ts';
import type { Routes } from './route.ts';
import { deploymentShape, environmentBasic } from './shapes.ts';
import { fail, levelIn, list, projectOf, reader, required, someone, text, type Visit } from './visit.ts';

export const deploymentRoutes: Routes = [
  ['GET', '/projects/:id/environments', listEnvironments],
  ['GET', '/projects/:id/environments/:environment_id', (visit) => json(environmentFull(visit, environmentOf(visit)))],
  ['POST', '/projects/:id/environments/:environment_id/stop', stop],
  ['GET', '/projects/:id/deployments', listDeployments],
  ['GET', '/projects/:id/deployments/:deployment_id', (visit) => json(deploymentShape(visit.world, deploymentOf(visit)))],
  ['POST', '/projects/:id/deployments/:deployment_id/approval', approve],
  ['GET', '/projects/:id/protected_environments', listProtected],
  ['GET', '/projects/:id/protected_environments/:name', oneProtected],
  ['GET', '/projects/:id/runners', listRunners],
];

function environmentFull(visit: Visit, environment: Environment, project = reader(visit)) {
  const last = project.deployments.findLast((each) => each.environment === environment && each.status === 'success');
  return {
    ...environmentBasic(environment),
    auto_stop_at: null,
    last_deployment: last === undefined ? null : deploymentShape(visit.world, last),
  };
}

function listEnvironments(visit: Visit): Answer {
  const project = reader(visit);
  const name = visit.query.get('name');
  const search = visit.query.get('search');
  const state = visit.query.get('states');
  if (name !== null && search !== null) return invalid('name, search are mutually exclusive');
  if (search !== null && search.length < 3) return badRequest('Search query is less than 3 characters');
  const found = project.environments.filter(
    (each) => (name ?? each.name) === each.name && (search === null || each.name.includes(search)) && (state ?? each.state) === each.state,
  );
  const sorted = found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return paged(
    visit,
    sorted,
    (each) => ({ ...environmentBasic(each), auto_stop_at: null }),
    ({ id }) => id,
  );
}

function environmentOf(visit: Visit, project = reader(visit)): Environment {
  return project.environments.find(({ id }) => String(id) === visit.params['environment_id']) ?? fail(missing('Environment'));
}

function stop(visit: Visit): Answer {
  const environment = environmentOf(visit, projectOf(visit, 'developer'));
  environment.state = 'stopped';
  return json(environmentBasic(environment), 201);
}

function deploymentOf(visit: Visit, project = reader(visit)): Deployment {
  return project.deployments.find(({ id }) => String(id) === visit.params['deployment_id']) ?? fail(missing('Deployment'));
}

function listDeployments(visit: Visit): Answer {
  const { query } = visit;
  const orderBy = query.get('order_by') ?? 'id';
  if (!['id', 'iid', 'created_at', 'updated_at', 'finished_at', 'ref'].includes(orderBy))
    return invalid('order_by does not have a valid value');
  const found = reader(visit).deployments.filter(
    (each) =>
      (query.get('environment') ?? each.environment.name) === each.environment.name && (query.get('status') ?? each.status) === each.status,
  );
  const key = (each: Deployment) => (orderBy.endsWith('_at') ? each.updatedAt.getTime() : each.id);
  const sign = query.get('sort') === 'desc' ? -1 : 1;
  return paged(
    visit,
    found.toSorted((a, b) => sign * (key(a) - key(b) || a.id - b.id)),
    (each) => deploymentShape(visit.world, each),
    ({ id }) => id,
  );
}

function approve(visit: Visit): Answer {
  const project = projectOf(visit);
  const deployment = deploymentOf(visit, project);
  const by = someone(visit);
  const status = required(visit, 'status');
  if (status !== 'approved' && status !== 'rejected') return invalid('status does not have a valid value');
  const { environment, approvals, job } = deployment;
  if (environment.protection === undefined) return badRequest('This environment is not protected.');
  if (levelIn(visit, project) < environment.protection.deployLevel) return forbidden();
  if (deployment.status !== 'blocked') return badRequest('This deployment is not waiting for approvals.');
  if (deployment.by.id === by.id) return badRequest('You cannot approve your own deployment.');
  const comment = text(visit, 'comment') ?? null;
  const approval = { person: by, status, comment, at: new Date() } as const;
  const mine = approvals.findIndex(({ person }) => person.id === by.id);
  if (mine === -1) approvals.push(approval);
  else approvals.splice(mine, 1, approval);
  const given = approvals.filter((each) => each.status === 'approved').length;
  // The job can be played from now on.
  if (given >= environment.protection.requiredApprovals) deployment.status = 'created';
  if (status === 'rejected') {
    deployment.status = 'failed';
    if (job !== undefined) visit.world.runner.cancelJob(job, by);
  }
  return json({ user: { id: by.id, username: by.username, name: by.name }, status, created_at: approval.at.toISOString(), comment }, 201);
}

const protectedShape = ({ name, protection }: Environment) => ({
  name,
  deploy_access_levels: [
    {
      id: 12,
      access_level: protection?.deployLevel ?? 30,
      access_level_description: (protection?.deployLevel ?? 30) >= 40 ? 'Maintainers' : 'Developers + Maintainers',
      user_id: null,
      group_id: null,
      group_inheritance_type: 0,
    },
  ],
  required_approval_count: protection?.requiredApprovals ?? 0,
  approval_rules: [],
});

const protectedIn = (project: Project) => project.environments.filter(({ protection }) => protection !== undefined);

function listProtected(visit: Visit): Answer {
  return paged(visit, protectedIn(projectOf(visit, 'developer')), protectedShape);
}

function oneProtected(visit: Visit): Answer {
  const found = protectedIn(projectOf(visit, 'developer')).find(({ name }) => name === visit.params['name']);
  return found === undefined ? missing() : json(protectedShape(found));
}

function listRunners(visit: Visit): Answer {
  const project = projectOf(visit, 'maintainer');
  const status = visit.query.get('status');
  const tags = list(visit, 'tag_list') ?? [];
  const found = project.runners.filter(
    (each) => (status === null || statusOf(each) === status) && tags.every((tag) => each.tags.includes(tag)),
  );
  return paged(visit, found, runnerShape, ({ id }) => id);
}

const statusOf = ({ online }: Runner) => (online ? 'online' : 'offline');

const runnerShape = (runner: Runner) => ({
  id: runner.id,
  description: runner.description,
  ip_address: null,
  active: !runner.paused,
  paused: runner.paused,
  is_shared: false,
  runner_type: 'project_type',
  name: 'gitlab-runner',
  online: runner.online,
  created_at: '2026-01-05T08:00:00.000Z',
  status: statusOf(runner),
  job_execution_status: 'idle',
});
