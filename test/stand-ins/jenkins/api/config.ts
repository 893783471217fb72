// `config.xml` of jobs and folders: told, taken, and made into new items.
import { fullNameOf, isFolder, pathOf, findItem, type Folder, type Item, type Job } from '../items.ts';
import type { ParameterDefinition } from '../parameters.ts';
import { errorPage, escapeHtml, failure, nothing, oops, redirect, text, type Answer } from './answer.ts';
import { absolute, may, need, needPost, type Visit } from './visit.ts';

const xmlType = { 'Content-Type': 'application/xml;charset=utf-8' } as const;

/** Whoever may configure may read it; others need Job/ExtendedRead. */
export function configOf(visit: Visit, item: Item): Answer {
  if (!may(visit, 'Job/Configure')) need(visit, 'Job/ExtendedRead');
  return text(item.config ?? madeUp(item), xmlType);
}

function madeUp(item: Item): string {
  const root = isFolder(item) ? 'com.cloudbees.hudson.plugins.folder.Folder' : item.kind === 'pipeline' ? 'flow-definition' : 'project';
  const disabled = isFolder(item) ? '' : `\n  <disabled>${item.disabled}</disabled>`;
  return `<?xml version='1.1' encoding='UTF-8'?>\n<${root}>\n  <description>${escapeHtml(item.description ?? '')}</description>${disabled}\n</${root}>`;
}

export function takeConfig(visit: Visit, item: Item): Answer {
  need(visit, 'Job/Configure');
  const xml = visit.body.toString();
  if (rootOf(xml) === undefined) return oops();
  item.config = xml;
  if (!isFolder(item)) applyConfig(item, xml);
  visit.site.controller.changed();
  return nothing();
}

/** Name of the outermost element; undefined when it is not closed as it was opened. */
function rootOf(xml: string): string | undefined {
  const name = /^(?:<\?xml[^>]*\?>)?(?:\s|<!--[\s\S]*?-->)*<([\w.-]+)[\s/>]/u.exec(xml)?.[1];
  return name !== undefined && (xml.trimEnd().endsWith(`</${name}>`) || /\/>\s*$/u.test(xml)) ? name : undefined;
}

const elementOf = (xml: string, name: string): string | undefined => new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'u').exec(xml)?.[1];

const unescapeXml = (raw: string) =>
  raw.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');

/** As far as the stand-in goes: description, disabled and simple parameters. */
function applyConfig(job: Job, xml: string): void {
  const description = elementOf(xml, 'description');
  if (description !== undefined) job.description = unescapeXml(description);
  job.disabled = elementOf(xml, 'disabled') === 'true';
  const parameters = [...xml.matchAll(/<hudson\.model\.(String|Text|Boolean|Choice|Password)ParameterDefinition>([\s\S]*?)<\/hudson/gu)];
  job.parameters = parameters.map(([, kind = '', inner = '']) => parameterOf(kind, inner));
}

function parameterOf(kind: string, xml: string): ParameterDefinition {
  const base = { name: unescapeXml(elementOf(xml, 'name') ?? ''), description: unescapeXml(elementOf(xml, 'description') ?? '') };
  const value = unescapeXml(elementOf(xml, 'defaultValue') ?? '');
  if (kind === 'Boolean') return { ...base, kind: 'boolean', value: value === 'true' };
  if (kind === 'Choice')
    return { ...base, kind: 'choice', choices: [...xml.matchAll(/<string>(.*?)<\/string>/gu)].map(([, each = '']) => unescapeXml(each)) };
  if (kind === 'Password') return { ...base, kind: 'password' };
  return { ...base, kind: kind === 'Text' ? 'text' : 'string', value };
}

const folderMode = 'com.cloudbees.hudson.plugins.folder.Folder';

/** `createItem?name=x` with XML, `mode=…Folder` as the form sends it, or `mode=copy&from=y`. */
export function createItem(visit: Visit, folder: Folder): Answer {
  needPost(visit);
  need(visit, 'Job/Create');
  const name = visit.given.get('name')?.trim() ?? '';
  const mode = visit.given.get('mode');
  const fault = nameFault(folder, name, visit.given.has('name'));
  if (fault !== undefined) return failure(fault);
  if (folder.kind === 'multibranch') return errorPage(405, 'Method Not Allowed', visit.uri);
  if (mode === 'copy') return copy(visit, folder, name);
  if (mode !== null) return byForm(visit, folder, name, mode);
  if (visit.contentType === '') return failure('No Content-Type header set');
  if (!/^(?:application|text)\/xml/u.test(visit.contentType)) return failure('No mode given');
  const xml = visit.body.toString();
  const root = rootOf(xml);
  if (root === undefined) return oops();
  const kind = kindOf(root);
  if (kind === undefined) return oops();
  add(visit, folder, name, kind).config = xml;
  const made = folder.items.get(name);
  if (made !== undefined && !isFolder(made)) applyConfig(made, xml);
  return nothing();
}

/** `Jenkins.checkGoodName` and `ItemGroupMixIn`. */
function nameFault(folder: Folder, name: string, given: boolean): string | undefined {
  if (!given) return "Query parameter 'name' is required";
  if (name === '') return 'No name is specified';
  if (name === '.' || name === '..') return `A name cannot be ‘${name}’`;
  const unsafe = /[?*/\\%!@#$^&|<>[\]:;]/u.exec(name)?.[0];
  if (unsafe !== undefined) return `‘${unsafe}’ is an unsafe character`;
  return folder.items.has(name) ? `A job already exists with the name ‘${name}’` : undefined;
}

function kindOf(root: string): Job['kind'] | 'folder' | undefined {
  if (root === 'project') return 'freestyle';
  if (root === 'flow-definition') return 'pipeline';
  return root === folderMode ? 'folder' : undefined;
}

function add(visit: Visit, folder: Folder, name: string, kind: Job['kind'] | 'folder'): Item {
  if (kind === 'folder') {
    const made: Folder = { kind: 'folder', name, parent: folder, items: new Map() };
    folder.items.set(name, made);
    return made;
  }
  const above = fullNameOf(folder);
  return visit.site.controller.addJob(above === '' ? name : `${above}/${name}`, { kind });
}

function byForm(visit: Visit, folder: Folder, name: string, mode: string): Answer {
  const kinds: Readonly<Record<string, Job['kind'] | 'folder'>> = {
    [folderMode]: 'folder',
    'hudson.model.FreeStyleProject': 'freestyle',
    'org.jenkinsci.plugins.workflow.job.WorkflowJob': 'pipeline',
  };
  const kind = kinds[mode];
  if (kind === undefined) return failure(`No item type ‘${mode}’ is known`);
  const made = add(visit, folder, name, kind);
  return redirect(`${absolute(visit, pathOf(made))}configure`);
}

function copy(visit: Visit, folder: Folder, name: string): Answer {
  const from = visit.given.get('from') ?? '';
  const source = findItem(folder, from) ?? findItem(visit.site.controller.root, from);
  if (source === undefined || isFolder(source)) return failure(from === '' ? 'Specify which job to copy' : `No such job: ${from}`);
  const { kind, parameters, script } = source;
  const above = fullNameOf(folder);
  const made = visit.site.controller.addJob(above === '' ? name : `${above}/${name}`, { kind, parameters, script });
  return redirect(`${absolute(visit, pathOf(made))}configure`);
}
