// From an address to what answers it, walking down as Stapler does.
import { isFolder, pathOf, type Folder } from '../items.ts';
import { errorPage, html, loginPage, notFound, nothing, page, redirect, signIn, escapeHtml, type Answer } from './answer.ts';
import { queueItemBean } from './build-beans.ts';
import { Bean } from './bean.ts';
import { configOf, createItem, takeConfig } from './config.ts';
import { itemBean, viewBean } from './job-beans.ts';
import { jobRoute } from './job-routes.ts';
import { computerBean, computersBean, hudsonBean, personBean, pluginsBean, whoAmIBean } from './root-beans.ts';
import { absolute, exported, isApi, maySee, need, needPost, visibleItems, type Visit } from './visit.ts';

/** Addresses that need no permission at all. */
export function openRoute(visit: Visit): Answer | undefined {
  const [first, ...rest] = visit.segments;
  if (first === 'login') return loginPage(visit.site.context);
  if (first === 'whoAmI') return isApi(rest) ? exported(visit, whoAmIBean(visit)) : html(page('Who Am I?', '<h1>Who Am I?</h1>'));
  return undefined;
}

export function route(visit: Visit): Answer {
  const { controller } = visit.site;
  const [first = '', ...rest] = visit.segments;
  if (visit.segments.length === 0) return html(page('Dashboard', listOf(visit, controller.root)));
  if (isApi(visit.segments)) return exported(visit, hudsonBean(visit));
  switch (first) {
    case 'job':
    case 'view':
    case 'createItem':
      return folderRoute(visit, controller.root, visit.segments);
    case 'queue':
      return queueRoute(visit, rest);
    case 'computer':
      return computerRoute(visit, rest);
    case 'pluginManager':
      need(visit, 'Overall/Administer');
      return isApi(rest) ? exported(visit, pluginsBean(visit)) : notFound(visit.uri);
    case 'me':
      // `Jenkins.getMe`: nobody is nobody here.
      if (visit.visitor.person === undefined) return signIn(visit.site.context, visit.uri, '');
      return personRoute(visit, visit.visitor.person?.name ?? '', rest);
    case 'user':
      return personRoute(visit, rest[0] ?? '', rest.slice(1));
    case 'safeRestart':
    case 'restart':
      return restart(visit);
    case 'quietDown':
    case 'cancelQuietDown':
      return quietDown(visit, first === 'quietDown');
    default:
      return notFound(visit.uri);
  }
}

function listOf(visit: Visit, folder: Folder): string {
  const rows = visibleItems(visit, folder).map(
    (item) => `<li><a href="${absolute(visit, pathOf(item))}">${escapeHtml(item.name)}</a></li>`,
  );
  return `<ul>${rows.join('')}</ul>`;
}

function folderRoute(visit: Visit, folder: Folder, rest: readonly string[]): Answer {
  const [first = '', second, ...further] = rest;
  if (rest.length === 0) return visit.method === 'DELETE' ? deleteFolder(visit, folder) : html(page(folder.name, listOf(visit, folder)));
  if (isApi(rest)) return exported(visit, itemBean(visit, folder));
  if (first === 'job' && second !== undefined) {
    const item = folder.items.get(second);
    if (item === undefined || !maySee(visit, item)) return notFound(visit.uri);
    return isFolder(item) ? folderRoute(visit, item, further) : jobRoute(visit, item, further);
  }
  if (first === 'view' && second !== undefined) {
    if (isApi(further)) return exported(visit, viewBean(visit, folder));
    return further[0] === 'job' || further[0] === 'createItem' || further.length === 0
      ? folderRoute(visit, folder, further)
      : notFound(visit.uri);
  }
  if (rest.length > 1) return notFound(visit.uri);
  if (first === 'createItem') return createItem(visit, folder);
  if (first === 'doDelete' && folder.kind !== 'root') return deleteFolder(visit, folder);
  if (first === 'configure') return html(page('Configure', '<h1>Configure</h1>'));
  if (first === 'config.xml' && folder.kind !== 'root')
    return visit.method === 'POST' ? takeConfig(visit, folder) : configOf(visit, folder);
  return notFound(visit.uri);
}

function deleteFolder(visit: Visit, folder: Folder): Answer {
  if (visit.method !== 'DELETE') needPost(visit);
  need(visit, 'Job/Delete');
  folder.parent?.items.delete(folder.name);
  return visit.method === 'DELETE' ? nothing(204) : redirect(absolute(visit, folder.parent === undefined ? '' : pathOf(folder.parent)));
}

function queueRoute(visit: Visit, rest: readonly string[]): Answer {
  const { queue } = visit.site.controller;
  const [first, id = '', ...further] = rest;
  if (isApi(rest)) {
    const items = () =>
      queue
        .waiting()
        .filter(({ job }) => maySee(visit, job))
        .map((item) => queueItemBean(visit, item));
    return exported(visit, new Bean('hudson.model.Queue', { 1: { discoverableItems: [], items } }));
  }
  if (first === 'cancelItem') return cancelItem(visit);
  const item = first === 'item' ? queue.find(Number(id)) : undefined;
  if (item === undefined || !maySee(visit, item.job)) return notFound(visit.uri);
  if (isApi(further)) return exported(visit, queueItemBean(visit, item));
  return notFound(visit.uri);
}

/** `Queue.doCancelItem`: what has left cannot be cancelled, and what is forgotten was never there. */
function cancelItem(visit: Visit): Answer {
  needPost(visit);
  const { queue, people } = visit.site.controller;
  const id = visit.given.get('id') ?? '';
  const item = queue.find(Number(id));
  if (item === undefined || !maySee(visit, item.job)) return errorPage(404, `Provided id (${id}) not found`, visit.uri);
  if (!people.may(visit.visitor.person, 'Job/Cancel')) return errorPage(422, `Item for id (${id}) is not cancellable`, visit.uri);
  if (item.leftAt !== undefined) return errorPage(500, `Could not cancel run for id ${id}`, visit.uri);
  queue.cancel(item);
  return nothing(204);
}

function computerRoute(visit: Visit, rest: readonly string[]): Answer {
  if (isApi(rest)) return exported(visit, computersBean(visit));
  const [name, ...further] = rest;
  const wanted = name === '(built-in)' || name === '(master)' ? '' : name;
  const node = visit.site.controller.nodes.find((each) => each.name === wanted);
  return node !== undefined && isApi(further) ? exported(visit, computerBean(visit, node)) : notFound(visit.uri);
}

function personRoute(visit: Visit, name: string, rest: readonly string[]): Answer {
  const bean = personBean(visit, name);
  if (bean === undefined) return notFound(visit.uri);
  return isApi(rest) ? exported(visit, bean) : html(page(name, `<h1>${escapeHtml(name)}</h1>`));
}

function restart(visit: Visit): Answer {
  need(visit, 'Overall/Administer');
  if (visit.method !== 'POST') return html(page('Restart', '<h1>Are you sure?</h1>'), visit.method === 'GET' ? 200 : 405);
  const { controller, restartSeconds } = visit.site;
  // The answer is sent first.
  setTimeout(() => void controller.restart(restartSeconds), 5);
  return redirect(absolute(visit, ''));
}

function quietDown(visit: Visit, on: boolean): Answer {
  needPost(visit);
  need(visit, 'Overall/Administer');
  visit.site.controller.quietDown(on ? 'Restart' : undefined);
  return redirect(absolute(visit, ''));
}
