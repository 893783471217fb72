// `/projects/:id/pipelines…` of REST v4.
import { commitAt, type Project } from '../projects.ts';
import { testReport, testSummary } from '../reports.ts';
import { newestJobs, type Job, type Pipeline } from '../state.ts';
import { badRequest, forbidden, invalid, json, message, missing, nothing, type Answer } from './answer.ts';
import { chosenInputs } from './inputs.ts';
import { paged } from './pages.ts';
import type { Routes } from './route.ts';
import { bridgeShape, jobShape, pipelineBasic, pipelineFull, updatedAt } from './shapes.ts';
import { fail, flag, given, isRecord, levelIn, list, projectOf, reader, required, someone, text, type Visit } from './visit.ts';

export const pipelineRoutes: Routes = [
  ['GET', '/projects/:id/pipelines', listPipelines],
  ['POST', '/projects/:id/pipeline', create],
  ['GET', '/projects/:id/pipelines/latest', latest],
  ['GET', '/projects/:id/pipelines/:pipeline_id', (visit) => json(pipelineFull(visit.world, pipelineOf(visit)))],
  ['DELETE', '/projects/:id/pipelines/:pipeline_id', remove],
  ['GET', '/projects/:id/pipelines/:pipeline_id/jobs', listJobs],
  ['GET', '/projects/:id/pipelines/:pipeline_id/bridges', listBridges],
  ['GET', '/projects/:id/pipelines/:pipeline_id/variables', variables],
  ['GET', '/projects/:id/pipelines/:pipeline_id/test_report', (visit) => json(testReport(pipelineOf(visit)))],
  ['GET', '/projects/:id/pipelines/:pipeline_id/test_report_summary', (visit) => json(testSummary(pipelineOf(visit)))],
  ['POST', '/projects/:id/pipelines/:pipeline_id/retry', retry],
  ['POST', '/projects/:id/pipelines/:pipeline_id/cancel', cancel],
];

export const pipelinesOf = ({ world }: Visit, project: Project): Pipeline[] =>
  world.runner.pipelines.filter((each) => each.project.id === project.id);

export function pipelineOf(visit: Visit, project = reader(visit, 'guest')): Pipeline {
  const id = Number(visit.params['pipeline_id']);
  return pipelinesOf(visit, project).find((each) => each.id === id) ?? fail(missing());
}

const scopes = new Set(['running', 'pending', 'finished', 'branches', 'tags']);
const orders: Readonly<Record<string, (each: Pipeline) => number | string>> = {
  id: ({ id }) => id,
  status: ({ status }) => status,
  ref: ({ scenario }) => scenario.ref,
  updated_at: (each) => updatedAt(each).getTime(),
  user_id: ({ user }) => user.id,
};

function inScope({ status, scenario, finishedAt }: Pipeline, scope: string): boolean {
  if (scope === 'finished') return finishedAt !== undefined;
  if (scope === 'tags') return scenario.tag === true;
  if (scope === 'branches') return scenario.tag !== true;
  return status === scope;
}

function listPipelines(visit: Visit): Answer {
  const project = reader(visit, 'guest');
  const { query } = visit;
  const scope = query.get('scope');
  if (scope !== null && !scopes.has(scope)) return invalid('scope does not have a valid value');
  const order = orders[query.get('order_by') ?? 'id'];
  if (order === undefined) return invalid('order_by does not have a valid value');
  const is = (name: string, value: string) => query.get(name) === null || query.get(name) === value;
  const after = (name: string, at: Date, sign: 1 | -1) => {
    const bound = query.get(name);
    return bound === null || sign * (at.getTime() - Date.parse(bound)) > 0;
  };
  const found = pipelinesOf(visit, project).filter((each) => {
    const { scenario, status, sha, user, parent, createdAt } = each;
    return (
      (parent === undefined || query.get('source') === 'parent_pipeline') &&
      is('status', status) &&
      is('ref', scenario.ref) &&
      is('sha', sha) &&
      is('source', scenario.source ?? 'push') &&
      is('name', scenario.name ?? '') &&
      is('username', user.username) &&
      (scope === null || inScope(each, scope)) &&
      after('updated_after', updatedAt(each), 1) &&
      after('updated_before', updatedAt(each), -1) &&
      after('created_after', createdAt, 1) &&
      after('created_before', createdAt, -1)
    );
  });
  const sign = query.get('sort') === 'asc' ? 1 : -1;
  const sorted = found.sort((a, b) => {
    const [one, other] = [order(a), order(b)];
    return sign * (one < other ? -1 : one > other ? 1 : a.id - b.id);
  });
  return paged(
    visit,
    sorted,
    (each) => pipelineBasic(visit.world, each),
    ({ id }) => id,
  );
}

const unmade = (...base: readonly string[]): Answer => message(400, { base });

function variablesIn(visit: Visit): Record<string, string> {
  const value = given(visit, 'variables');
  if (value === undefined) return {};
  if (!Array.isArray(value)) return fail(invalid('variables is invalid'));
  return Object.fromEntries(
    value.map((each: unknown) => {
      if (!isRecord(each) || each['key'] === undefined) return fail(invalid('variables[0][key] is missing'));
      return [String(each['key']), String(each['value'] ?? '')];
    }),
  );
}

function create(visit: Visit): Answer {
  const project = projectOf(visit, 'developer');
  const { world } = visit;
  const by = someone(visit);
  const ref = required(visit, 'ref');
  const commit = commitAt(project, ref);
  if (commit === undefined || (!project.branches.has(ref) && !project.tags.has(ref))) return unmade('Reference not found');
  if (levelIn(visit, project) < (project.protectedBranches.get(ref) ?? 0))
    return unmade(
      `You do not have sufficient permission to run a pipeline on '${ref}'. Please select a different branch or contact your administrator for assistance.`,
    );
  const asked = variablesIn(visit);
  if (Object.keys(asked).length > 0 && levelIn(visit, project) < project.variablesLevel)
    return unmade('Insufficient permissions to set pipeline variables');
  const chosen = chosenInputs(project.inputs, given(visit, 'inputs'));
  if ('problems' in chosen) return unmade(...chosen.problems);
  const plan = project.pipelineFor({ ref, by, variables: asked, inputs: chosen.inputs });
  if (plan.jobs?.length === 0)
    return unmade(
      'Pipeline will not run for the selected trigger. The rules configuration prevented any jobs from being added to the pipeline.',
    );
  const scenario = { message: commit.message.trim(), author: by.username, source: 'api', jobs: [], ...plan, project: project.path, ref };
  const pipeline = world.runner.create(
    { ...scenario, ...(project.tags.has(ref) && { tag: true }) },
    { user: by, variables: asked, inputs: chosen.inputs, sha: commit.id },
  );
  // What is answered is not under way yet.
  const answer = json(pipelineFull(world, pipeline), 201);
  void world.runner.run(pipeline, false);
  return answer;
}

function latest(visit: Visit): Answer {
  const project = reader(visit, 'guest');
  const ref = text(visit, 'ref') ?? project.defaultBranch;
  const found = pipelinesOf(visit, project).findLast((each) => each.scenario.ref === ref && each.parent === undefined);
  return found === undefined ? forbidden() : json(pipelineFull(visit.world, found));
}

function remove(visit: Visit): Answer {
  const project = projectOf(visit, 'owner');
  const { pipelines } = visit.world.runner;
  const gone = pipelineOf(visit, project);
  visit.world.runner.cancel(gone);
  pipelines.splice(pipelines.indexOf(gone), 1);
  return nothing();
}

const isBridge = ({ plan }: Job) => plan.triggers !== undefined;
const known = new Set([
  'created',
  'waiting_for_resource',
  'preparing',
  'waiting_for_callback',
  'pending',
  'running',
  'success',
  'failed',
  'canceling',
  'canceled',
  'skipped',
  'manual',
  'scheduled',
]);

export function inWantedScope(visit: Visit, jobs: readonly Job[]): readonly Job[] {
  const scope = list(visit, 'scope');
  if (scope === undefined) return jobs;
  if (!scope.every((each) => known.has(each))) return fail(message(400, 'Scope contains invalid value(s)'));
  return jobs.filter(({ status }) => scope.includes(status));
}

function listJobs(visit: Visit): Answer {
  const pipeline = pipelineOf(visit);
  const all = flag(visit, 'include_retried') === true ? pipeline.jobs : newestJobs(pipeline);
  // Newest first, as GitLab sorts them.
  const shown = inWantedScope(visit, all)
    .filter((each) => !isBridge(each))
    .toSorted((a, b) => b.id - a.id);
  return paged(
    visit,
    shown,
    (each) => jobShape(visit.world, each),
    ({ id }) => id,
  );
}

function listBridges(visit: Visit): Answer {
  const shown = inWantedScope(visit, newestJobs(pipelineOf(visit))).filter(isBridge);
  return paged(
    visit,
    shown,
    (each) => bridgeShape(visit.world, each),
    ({ id }) => id,
  );
}

function variables(visit: Visit): Answer {
  const project = projectOf(visit, 'developer');
  const pipeline = pipelineOf(visit, project);
  if (pipeline.user !== visit.person && levelIn(visit, project) < 40) return forbidden();
  return json(Object.entries(pipeline.variables).map(([key, value]) => ({ variable_type: 'env_var', key, value, raw: false })));
}

function retry(visit: Visit): Answer {
  const pipeline = pipelineOf(visit, projectOf(visit, 'developer'));
  const failed = newestJobs(pipeline).filter(({ status }) => status === 'failed' || status === 'canceled');
  void visit.world.runner.retry(failed, someone(visit));
  return json(pipelineFull(visit.world, pipeline), 201);
}

function cancel(visit: Visit): Answer {
  const pipeline = pipelineOf(visit, projectOf(visit, 'developer'));
  visit.world.runner.cancel(pipeline);
  return json(pipelineFull(visit.world, pipeline));
}

export const unplayable = badRequest('Unplayable Job');
