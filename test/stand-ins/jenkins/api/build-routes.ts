// What can be asked of a build, and done to it.
import { isBuilding, stopBuild, type Build } from '../builds.ts';
import { fullNameOf } from '../items.ts';
import { errorPage, escapeHtml, html, notFound, nothing, page, redirect, text, type Answer } from './answer.ts';
import { buildBean, buildPath } from './build-beans.ts';
import { artifactRoute } from './artifacts.ts';
import { inputRoute } from './inputs.ts';
import { testReportBean } from './test-report.ts';
import { absolute, exported, isApi, need, needPost, type Visit } from './visit.ts';
import { nodeRoute, runRoute } from './wfapi.ts';

export function buildRoute(visit: Visit, build: Build, rest: readonly string[]): Answer {
  const [first = '', ...further] = rest;
  if (rest.length === 0) return buildPage(build);
  if (isApi(rest)) return exported(visit, buildBean(visit, build));
  switch (first) {
    case 'logText':
      return logText(visit, build, further);
    case 'consoleText':
      return text(build.log.text());
    case 'console':
      return html(
        page(`${fullNameOf(build.job)} #${build.number} Console`, `<pre class="console-output">${escapeHtml(build.log.text())}</pre>`),
      );
    case 'testReport':
      return testReport(visit, build, further);
    case 'artifact':
      return artifactRoute(visit, build, further);
    case 'stop':
    case 'term':
    case 'kill':
      return stop(visit, build, first);
    case 'wfapi':
      return build.job.kind === 'pipeline' ? runRoute(visit, build, further) : notFound(visit.uri);
    case 'execution':
      return build.job.kind === 'pipeline' ? nodeRoute(visit, build, further) : notFound(visit.uri);
    case 'input':
      return inputRoute(visit, build, further);
    case 'doDelete':
      return deleteBuild(visit, build);
    case 'submitDescription':
      return describe(visit, build);
    default:
      return notFound(visit.uri);
  }
}

function buildPage(build: Build): Answer {
  const stages = build.stages.map(({ plan, status }) => `<li>${escapeHtml(plan.name)} ${status}</li>`);
  const title = `${fullNameOf(build.job)} #${build.number}`;
  return html(
    page(
      title,
      `<h1 class="build-caption page-headline">${escapeHtml(title)}: ${build.result ?? 'running'}</h1><ul>${stages.join('')}</ul>`,
    ),
  );
}

/** `AnnotatedLargeText.doProgressiveText`: from a byte on; `X-More-Data` while there will be more. */
function logText(visit: Visit, build: Build, rest: readonly string[]): Answer {
  if (rest.length !== 1 || (rest[0] !== 'progressiveText' && rest[0] !== 'progressiveHtml')) return notFound(visit.uri);
  const asked = Number(visit.given.get('start') ?? 0);
  // A start beyond the end begins anew, as the log was truncated.
  const start = Number.isFinite(asked) && asked <= build.log.size ? asked : 0;
  const part = build.log.from(start);
  const headers = { 'X-Text-Size': String(build.log.size), ...(isBuilding(build) && { 'X-More-Data': 'true' }) };
  if (rest[0] === 'progressiveHtml') return html(escapeHtml(part.toString()), 200, headers);
  return text(part, headers);
}

function testReport(visit: Visit, build: Build, rest: readonly string[]): Answer {
  const report = testReportBean(build);
  if (report === undefined) return notFound(visit.uri);
  if (isApi(rest)) return exported(visit, report);
  return rest.length === 0 ? html(page('Test Results', '<h1>Test Results</h1>')) : notFound(visit.uri);
}

function stop(visit: Visit, build: Build, how: 'stop' | 'term' | 'kill'): Answer {
  needPost(visit);
  need(visit, 'Job/Cancel');
  if (build.script.stubborn === true && how !== 'kill')
    build.log.write('Sending interrupt signal to process', 'Click here to forcibly terminate running steps');
  else if (how === 'stop') stopBuild(build, visit.visitor.person);
  else if (isBuilding(build)) build.stopping.abort(how);
  return redirect(absolute(visit, buildPath(build)));
}

function deleteBuild(visit: Visit, build: Build): Answer {
  needPost(visit);
  need(visit, 'Run/Delete');
  if (isBuilding(build)) return errorPage(400, 'Unable to delete a running build', visit.uri);
  build.job.builds = build.job.builds.filter((each) => each !== build);
  return nothing(204);
}

function describe(visit: Visit, build: Build): Answer {
  needPost(visit);
  need(visit, 'Run/Update');
  build.description = visit.given.get('description') ?? '';
  return redirect(absolute(visit, buildPath(build)));
}
