// `/projects/:id/jobs…` of REST v4: jobs, their logs and artifacts, and what people do with them.
import { logOf } from '../log.ts';
import { levels } from '../people.ts';
import type { Project } from '../projects.ts';
import { isOver, newestJobs, type Job } from '../state.ts';
import { forbidden, invalid, json, missing, type Answer } from './answer.ts';
import { inWantedScope, pipelinesOf, unplayable } from './pipeline-routes.ts';
import { paged } from './pages.ts';
import type { Routes } from './route.ts';
import { bridgeShape, jobShape } from './shapes.ts';
import { fail, given, isRecord, levelIn, projectOf, reader, someone, type Visit } from './visit.ts';
import { zipOf } from './zip.ts';

export const jobRoutes: Routes = [
  ['GET', '/projects/:id/jobs', listJobs],
  ['GET', '/projects/:id/jobs/:job_id', (visit) => show(visit, jobOf(visit))],
  ['GET', '/projects/:id/jobs/:job_id/trace', trace],
  ['GET', '/projects/:id/jobs/:job_id/artifacts', archive],
  ['GET', '/projects/:id/jobs/:job_id/artifacts/*path', oneArtifact],
  ['POST', '/projects/:id/jobs/:job_id/retry', retry],
  ['POST', '/projects/:id/jobs/:job_id/cancel', cancel],
  ['POST', '/projects/:id/jobs/:job_id/play', play],
  ['POST', '/projects/:id/jobs/:job_id/erase', erase],
];

function jobOf(visit: Visit, project: Project = reader(visit, 'guest')): Job {
  const id = Number(visit.params['job_id']);
  const jobs = pipelinesOf(visit, project).flatMap((each) => each.jobs);
  return jobs.find((each) => each.id === id) ?? fail(missing());
}

const show = ({ world }: Visit, job: Job, status = 200) =>
  json(job.plan.triggers === undefined ? jobShape(world, job) : bridgeShape(world, job), status);

function listJobs(visit: Visit): Answer {
  const jobs = pipelinesOf(visit, reader(visit, 'guest')).flatMap(newestJobs);
  const shown = inWantedScope(visit, jobs).toSorted((a, b) => b.id - a.id);
  return paged(
    visit,
    shown,
    (each) => jobShape(visit.world, each),
    ({ id }) => id,
  );
}

/** Workhorse and Rack honour one range of bytes. */
function trace(visit: Visit): Answer {
  const job = jobOf(visit);
  const whole = job.startedAt === undefined || job.erasedAt !== undefined ? Buffer.alloc(0) : Buffer.from(logOf(job));
  const headers = { 'Content-Type': 'text/plain', 'Content-Disposition': `infile; filename="${job.id}.log"` };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/u.exec(visit.headers['range'] ?? '') ?? [];
  if (from === undefined) return { status: 200, headers, body: whole };
  const start = Number(from);
  if (start >= whole.length) return { status: 416, headers: { ...headers, 'Content-Range': `bytes */${whole.length}` }, body: '' };
  const end = Math.min(to === undefined || to === '' ? whole.length - 1 : Number(to), whole.length - 1);
  return {
    status: 206,
    headers: { ...headers, 'Content-Range': `bytes ${start}-${end}/${whole.length}` },
    body: whole.subarray(start, end + 1),
  };
}

function artifactsOf(visit: Visit): readonly (readonly [string, string])[] {
  const { plan, status, erasedAt } = jobOf(visit, reader(visit));
  const all = Object.entries(plan.artifacts ?? {});
  return all.length === 0 || status !== 'success' || erasedAt !== undefined ? fail(missing()) : all;
}

function archive(visit: Visit): Answer {
  return {
    status: 200,
    headers: { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment; filename="artifacts.zip"' },
    body: zipOf(artifactsOf(visit)),
  };
}

function oneArtifact(visit: Visit): Answer {
  const found = artifactsOf(visit).find(([path]) => path === visit.params['path']);
  if (found === undefined) return missing();
  return { status: 200, headers: { 'Content-Type': 'application/octet-stream' }, body: found[1] };
}

function retry(visit: Visit): Answer {
  const job = jobOf(visit, projectOf(visit, 'developer'));
  const newest = newestJobs(job.pipeline).includes(job);
  if (!newest || !['success', 'failed', 'canceled'].includes(job.status)) return forbidden('Job is not retryable');
  needDeploy(visit, job);
  void visit.world.runner.retry([job], someone(visit));
  return show(visit, newestJobs(job.pipeline).find(({ plan }) => plan === job.plan) ?? job, 201);
}

function cancel(visit: Visit): Answer {
  const job = jobOf(visit, projectOf(visit, 'developer'));
  if (!isOver(job)) visit.world.runner.cancelJob(job, someone(visit));
  return show(visit, job, 201);
}

/** Protected environments let only those in who may deploy there. */
function needDeploy(visit: Visit, { plan, pipeline }: Job): void {
  const environment = pipeline.project.environments.find(({ name }) => name === plan.environment);
  const level = environment?.protection?.deployLevel ?? levels.developer;
  if (levelIn(visit, pipeline.project) < level) fail(forbidden());
}

function play(visit: Visit): Answer {
  const job = jobOf(visit, projectOf(visit, 'developer'));
  needDeploy(visit, job);
  const isBlocked = visit.world.runner.deployments.of(job)?.status === 'blocked';
  if (job.status !== 'manual' || isBlocked) return unplayable;
  void visit.world.runner.play(job, someone(visit), variablesIn(visit));
  return show(visit, job);
}

function variablesIn(visit: Visit): Record<string, string> | undefined {
  const value = given(visit, 'job_variables_attributes');
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return fail(invalid('job_variables_attributes is invalid'));
  return Object.fromEntries(
    value.map((each: unknown) =>
      isRecord(each) ? [String(each['key']), String(each['value'])] : fail(invalid('job_variables_attributes is invalid')),
    ),
  );
}

function erase(visit: Visit): Answer {
  const job = jobOf(visit, projectOf(visit, 'maintainer'));
  if (!isOver(job) || job.erasedAt !== undefined) return forbidden('Job is not erasable!');
  job.erasedAt = new Date();
  return show(visit, job, 201);
}
