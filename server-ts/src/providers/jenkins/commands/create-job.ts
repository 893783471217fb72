// /jenkins createjob: a form with name and config.xml; folders that are missing are made.

import type { Answer, AnswerCall, AnswerVerb, Form } from '../../../ci/command.ts';
import type { Reach } from '../../../ci/account.ts';
import { link, say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { copyItem, createFolder, createItem, exists } from '../api/administration.ts';
import { jobPath } from '../api/build-path.ts';
import { readableName } from '../job-address.ts';
import { findJob } from './find-job.ts';
import { faultInName, faultInXml, partsOf } from './new-job.ts';

export const askNewJob: AnswerVerb = async (asked) => {
  await asked.as();
  return { text: say`A new job is described in a form.`, form: form(asked.values.get('job') ?? '') };
};

export const createJob: AnswerCall = async (asked) => {
  const { fields, person } = asked;
  const names = partsOf(fields['JobName'] ?? '');
  const xml = fields['ConfigXml'] ?? '';
  const from = (fields['CopyOf'] ?? '').trim().replace(/^["“”]|["“”]$/g, '');
  const faults = faultsIn(names, xml, from);
  if (faults !== undefined) return faults;
  const reach = await asked.as();
  const [folder, name] = [names.slice(0, -1), names.at(-1) ?? ''];
  if (await exists(names.join('/'), reach)) return fault('JobName', 'There is a job or folder of this name already.');
  const source = from === '' ? undefined : await findJob(from, reach).catch(faultOf('CopyOf'));
  if (typeof source === 'object') return source;
  const made = await makeFolders(folder, reach);
  if (source === undefined) await createItem(folder, name, xml.trim(), reach);
  else await copyItem(folder, name, source, reach);
  const url = `${reach.connection.url}/${jobPath(names.join('/'))}/`;
  const folders = made.length === 0 ? '' : `, with the folder${made.length === 1 ? '' : 's'} ${made.join(', ')}`;
  const copied = source === undefined ? '' : ` It is a copy of ${readableName(source)}; Jenkins builds it after it was saved once there.`;
  return { text: say`${`@${person.username}`} created the job ${link(names.join('/'), url)}${folders}.${copied}`, inChannel: true };
};

function form(name: string): Form {
  return {
    title: 'New job',
    submit: 'Create job',
    introduction: say`Give its \`config.xml\`, or a job to copy.`,
    fields: [
      {
        kind: 'text',
        name: 'JobName',
        label: 'Job name',
        help: 'With folders: team/app/nightly. Missing folders are made.',
        ...(name !== '' && { value: name }),
      },
      { kind: 'lines', name: 'ConfigXml', label: 'config.xml', help: 'As <address of a job>/config.xml shows it.', optional: true },
      { kind: 'text', name: 'CopyOf', label: 'Copy of', help: 'Full name of a job, instead of config.xml.', optional: true },
    ],
    call: { name: 'create-job', args: {} },
  };
}

function faultsIn(names: readonly string[], xml: string, from: string): Answer | undefined {
  const name = faultInName(names);
  const config = from === '' ? faultInXml(xml) : xml.trim() === '' ? undefined : 'Either config.xml or a job to copy, not both.';
  if (name === undefined && config === undefined) return undefined;
  return { text: say``, faults: { ...(name !== undefined && { JobName: name }), ...(config !== undefined && { ConfigXml: config }) } };
}

function faultOf(field: string): (error: unknown) => Answer {
  return (error) => {
    if (error instanceof CiError && /NO_JOB|FOLDER/.test(error.code)) return fault(field, error.message);
    throw error;
  };
}

function fault(field: string, words: string): Answer {
  return { text: say``, faults: { [field]: words } };
}

/** Names of those that were made. */
async function makeFolders(folder: readonly string[], reach: Reach): Promise<readonly string[]> {
  const made: string[] = [];
  for (const [index, name] of folder.entries()) {
    const above = folder.slice(0, index);
    if (made.length === 0 && (await exists([...above, name].join('/'), reach))) continue;
    await createFolder(above, name, reach);
    made.push([...above, name].join('/'));
  }
  return made;
}
