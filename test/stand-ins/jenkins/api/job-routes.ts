// What can be asked of a job, and done to it.
import type { Cause } from '../builds.ts';
import { fullNameOf, pathOf, type Job } from '../items.ts';
import { valuesOf } from '../parameters.ts';
import { errorPage, failure, html, notFound, nothing, oops, page, redirect, text, escapeHtml, type Answer } from './answer.ts';
import { exported, isApi, may, need, needPost, absolute, type Visit } from './visit.ts';
import { findBuild, jobBean } from './job-beans.ts';
import { buildRoute } from './build-routes.ts';
import { jobRuns } from './wfapi.ts';
import { configOf, takeConfig } from './config.ts';

/** `rest`: what follows the job's name in the address. */
export function jobRoute(visit: Visit, job: Job, rest: readonly string[]): Answer {
  const [first = '', ...further] = rest;
  if (rest.length === 0) return visit.method === 'DELETE' ? deleteJob(visit, job) : jobPage(visit, job);
  if (isApi(rest)) return exported(visit, jobBean(visit, job));
  const build = findBuild(job, first);
  if (build !== undefined) return buildRoute(visit, build, further);
  if (first === 'wfapi') return job.kind === 'pipeline' ? jobRuns(visit, job, further) : notFound(visit.uri);
  // Stapler lets go what follows a web method: clients do ask for `build/api/json`.
  const act = acts[first];
  return act === undefined ? notFound(visit.uri) : act(visit, job);
}

type Act = (visit: Visit, job: Job) => Answer;

const acts: Readonly<Record<string, Act>> = {
  build: askBuild,
  buildWithParameters: askBuildWithParameters,
  enable: (visit, job) => setDisabled(visit, job, false),
  disable: (visit, job) => setDisabled(visit, job, true),
  doDelete: deleteJob,
  'config.xml': (visit, job) => (visit.method === 'POST' ? takeConfig(visit, job) : configOf(visit, job)),
  polling: (visit, job) => (may(visit, 'Job/Build') ? jobPage(visit, job) : notFound(visit.uri)),
  description: (visit, job) => (visit.method === 'POST' ? setDescription(visit, job) : text(job.description ?? '')),
};

function jobPage(visit: Visit, job: Job): Answer {
  const rows = job.builds
    .slice(0, 20)
    .map(({ number, result }) => `<li><a href="${absolute(visit, pathOf(job))}${number}/">#${number}</a> ${result ?? 'running'}</li>`);
  return html(
    page(fullNameOf(job), `<h1 class="job-index-headline page-headline">${escapeHtml(fullNameOf(job))}</h1><ul>${rows.join('')}</ul>`),
  );
}

export function causeOf({ visitor: { person } }: Visit): Cause {
  return { kind: 'person', name: person?.name ?? 'anonymous', fullName: person?.fullName ?? 'anonymous' };
}

/** `5`, `5sec`, `0sec`; undefined for the job's own. */
function delayOf({ given }: Visit): number | undefined {
  const digits = /^\d+/u.exec(given.get('delay') ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

const notBuildable = ({ uri }: Visit, job: Job) => errorPage(409, `${fullNameOf(job)} is not buildable`, uri);

/** `_doBuild` of a parameterised job reads `json={"parameter":[{"name","value"}]}`; other jobs read nothing. */
function askBuild(visit: Visit, job: Job): Answer {
  if (job.disabled) return notBuildable(visit, job);
  if (job.parameters.length > 0 && visit.method !== 'POST') return html(page('Build', '<h1>This build requires parameters:</h1>'), 405);
  needPost(visit);
  need(visit, 'Job/Build');
  if (job.parameters.length === 0) return enqueue(visit, job, new Map(), 201);
  const submitted = visit.given.get('json');
  if (submitted === null) return errorPage(400, 'Nothing is submitted', visit.uri);
  const given = submittedValues(submitted);
  return given === undefined ? errorPage(400, 'Nothing is submitted', visit.uri) : enqueue(visit, job, given, 201);
}

/** Values out of `{"parameter":[{"name":"A","value":"b"}]}`, or of one object in place of the list. Undefined when it is no JSON. */
export function submittedValues(json: string): ReadonlyMap<string, string> | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    const parameter = typeof parsed === 'object' && parsed !== null && 'parameter' in parsed ? parsed.parameter : [];
    const list: unknown[] = Array.isArray(parameter) ? parameter : [parameter];
    return new Map(
      list.flatMap((each) =>
        typeof each === 'object' && each !== null && 'name' in each ? [[String(each.name), 'value' in each ? String(each.value) : '']] : [],
      ),
    );
  } catch {
    return undefined;
  }
}

function askBuildWithParameters(visit: Visit, job: Job): Answer {
  if (visit.method !== 'POST') return html(page('Build', '<h1>You must use POST method to trigger builds</h1>'), 405, { Allow: 'POST' });
  need(visit, 'Job/Build');
  if (job.disabled) return notBuildable(visit, job);
  if (job.parameters.length === 0) return errorPage(400, `${fullNameOf(job)} is not parameterized`, visit.uri);
  const names = new Set(job.parameters.map(({ name }) => name));
  return enqueue(visit, job, new Map([...visit.given].filter(([name]) => names.has(name))), 303);
}

/** `again`: the status when the same waits already. */
function enqueue(visit: Visit, job: Job, given: ReadonlyMap<string, string>, again: 201 | 303): Answer {
  const values = valuesOf(job.parameters, given);
  if ('problem' in values) return oops();
  const { item, isNew } = visit.site.controller.queue.add(job, values, causeOf(visit), delayOf(visit));
  return redirect(absolute(visit, `queue/item/${item.id}/`), isNew ? 201 : again);
}

function setDisabled(visit: Visit, job: Job, disabled: boolean): Answer {
  needPost(visit);
  need(visit, 'Job/Configure');
  if (job.parent.kind === 'multibranch') return failure('Branch jobs are enabled and disabled by their multibranch project');
  job.disabled = disabled;
  visit.site.controller.changed();
  return redirect(absolute(visit, pathOf(job)));
}

function deleteJob(visit: Visit, job: Job): Answer {
  if (visit.method !== 'DELETE') needPost(visit);
  need(visit, 'Job/Delete');
  const { queue } = visit.site.controller;
  for (const item of queue.waiting()) if (item.job === job) queue.cancel(item);
  for (const build of job.builds) build.stopping.abort('kill');
  job.parent.items.delete(job.name);
  return visit.method === 'DELETE' ? nothing(204) : redirect(absolute(visit, pathOf(job.parent)));
}

function setDescription(visit: Visit, job: Job): Answer {
  need(visit, 'Job/Configure');
  job.description = visit.given.get('description') ?? '';
  return nothing(204);
}
