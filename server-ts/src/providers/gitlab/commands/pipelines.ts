// /gitlab pipelines run, with the form of what the ref declares, and /gitlab pipelines list.

import type { Answer, AnswerCall, AnswerVerb, Asked, AskedVerb } from '../../../ci/command.ts';
import { formatDuration } from '../../../ci/duration.ts';
import type { Instant } from '../../../ci/pipeline.ts';
import { code, join, link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { nearest } from '../../../platform/nearest.ts';
import { readDeclared, type Declared } from '../api/declared.ts';
import { listPipelines, startPipeline, type GitLabPipeline } from '../api/pipelines.ts';
import { listBranches, type GitLabProject } from '../api/projects.ts';
import { mergeRequestNumber } from '../parts.ts';
import { isAddress, readAddress } from '../project-address.ts';
import { fieldsOf, filledIn, hasQuestions, missing, valuesOf, type Given } from './declared-values.ts';
import { channelProject, findProject, type Signed } from './find-project.ts';
import { follow, numberIn, placeOf } from './followed.ts';
import { splitWords, type Pairs } from './pairs.ts';
import { ago, lookOf } from './times.ts';

const MOST = 10;
const MOST_BRANCHES = 1000;

export const runPipeline: AnswerVerb = async (asked) => {
  const { names, pairs } = splitWords(asked.words);
  const reach = await asked.as();
  const { typed, ref: said } = await readNames(asked, names);
  const project = await findProject(asked, typed, reach);
  const ref = said ?? project.defaultBranch;
  if (ref === undefined) throw empty(project);
  const declared = await readDeclared(project.path, ref, reach);
  const given = valuesOf(pairs, declared);
  const silent = asked.flags.get('defaults') === true;
  const asks = Object.keys(pairs).length === 0 ? hasQuestions(declared) || said === undefined : missing(given, declared).length > 0;
  return asks && !silent ? askFor(project, ref, declared, pairs) : start(asked, project, { ref, ...given }, reach);
};

/** The form was submitted. The branch may be another one than it was made for: what that one declares counts. */
export const runFilled: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const { project } = await placeOf({ args: { ...asked.args, pipeline: '0' } }, reach);
  const ref = (asked.fields['ref'] ?? '').trim();
  const declared = await readDeclared(project.path, ref || (asked.args['ref'] ?? ''), reach);
  const { given, faults } = filledIn(asked.fields, declared);
  if (Object.keys(faults).length > 0) return { text: say`Some values cannot be sent.`, faults };
  return start(asked, project, { ref, ...given }, reach);
};

export const listThem: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const { typed, ref } = await readNames(asked, asked.words);
  const project = await findProject(asked, typed, reach);
  const all = await listPipelines(project.id, reach, MOST, ref === undefined ? {} : { ref });
  const of = ref === undefined ? say`**${link(project.path, project.url)}**` : say`**${link(project.path, project.url)}** on ${ref}`;
  const buttons = [{ label: 'Run a pipeline …', call: { name: 'run', args: { project: project.id, ref: ref ?? '' } } }];
  if (all.length === 0) return { text: say`${of} has no pipelines yet.`, buttons };
  const head = [say`Last pipelines of ${of}`, say``, say`| pipeline | status | ref | when | why |`, say`| --- | --- | --- | --- | --- |`];
  return { text: join([...head, ...all.map((each) => rowOf(each, asked.now))]), buttons };
};

/** The button below the list: always with the form. */
export const askRun: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const { project } = await placeOf({ args: { project: numberIn(asked.args, 'project'), pipeline: '0' } }, reach);
  const ref = asked.args['ref'] || project.defaultBranch;
  if (ref === undefined) throw empty(project);
  return askFor(project, ref, await readDeclared(project.path, ref, reach), {});
};

/** One word alone is a ref where the channel has exactly one project, and is none of another one's. */
async function readNames(asked: AskedVerb, names: readonly string[]): Promise<{ readonly typed?: string; readonly ref?: string }> {
  const [first, second] = names;
  if (names.length > 2)
    throw new CiError('CI_GITLAB_TOO_MANY', `${names[2] ?? ''} is one word too many.`, 'Put quotes around a name that has spaces.');
  if (first === undefined) return {};
  if (second !== undefined) return { typed: first, ref: second.replace(/^refs\/(?:heads|tags)\//, '') };
  if (isAddress(first)) {
    const ref = readAddress(first, asked.connection.url)?.ref;
    return { typed: first, ...(ref !== undefined && { ref }) };
  }
  const own = await channelProject(asked);
  const isProject = own === undefined || own.toLowerCase() === first.toLowerCase();
  return isProject ? { typed: first } : { ref: first };
}

function askFor(project: GitLabProject, ref: string, declared: Declared, pairs: Pairs): Answer {
  return {
    text: say`A pipeline of ${link(project.path, project.url)} is asked for in a form.`,
    form: {
      title: 'Run a pipeline',
      introduction: say`${project.path}`,
      submit: 'Run',
      fields: fieldsOf(ref, declared, pairs),
      call: { name: 'run-filled', args: { project: project.id, ref } },
    },
  };
}

async function start(asked: Asked, project: GitLabProject, what: Given & { readonly ref: string }, reach: Signed): Promise<Answer> {
  try {
    const pipeline = await startPipeline(project.id, what, reach);
    return { text: await hint(asked, project), follow: follow(reach.connection, project, pipeline.id, 'started') };
  } catch (error) {
    throw await refusal(error, project, what.ref, reach);
  }
}

/** Where the channel hears of the project by this pipeline only. */
async function hint({ hears }: Asked, { path }: GitLabProject): Promise<Words> {
  const heard = (await hears?.(path).catch(() => true)) ?? true;
  if (heard) return say``;
  return say`This pipeline is shown here until its end. Of others of ${path} this channel hears nothing: ${code(`/gitlab subscriptions add ${path} pipeline`)} changes that.`;
}

/** A branch that is not there is said by name, with the nearest. */
async function refusal(error: unknown, project: GitLabProject, ref: string, reach: Signed): Promise<unknown> {
  if (!(error instanceof CiError) || error.code !== 'CI_GITLAB_REJECTED' || !/reference not found/i.test(error.message)) return error;
  const names = await branchNames(project, reach);
  const meant = nearest(ref, names) ?? names.find((name) => name.toLowerCase().includes(ref.toLowerCase()));
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return new CiError(
    'CI_GITLAB_NO_REF',
    `${project.path} has no branch or tag ${ref}.${question}`,
    'Type the name of a branch or a tag that is there.',
    error,
  );
}

async function branchNames({ id }: GitLabProject, reach: Signed): Promise<readonly string[]> {
  try {
    return (await listBranches(id, reach, MOST_BRANCHES)).map(({ name }) => name);
  } catch {
    return [];
  }
}

function rowOf({ id, web_url: page, status, ref = '', updated_at: at, duration, source = '' }: GitLabPipeline, now: Instant): Words {
  const number = mergeRequestNumber(ref);
  const took = duration === undefined ? '' : `, took ${formatDuration(duration)}`;
  const why = source.replace(/_event$/, '').replaceAll('_', ' ');
  return say`| ${link(`#${id}`, page)} | ${lookOf(status)} | ${number === undefined ? ref : `!${number}`} | ${ago(at, now)}${took} | ${why} |`;
}

function empty({ path }: GitLabProject): CiError {
  return new CiError('CI_GITLAB_EMPTY', `${path} has no branch yet.`, 'Push something first.');
}
