// /gitlab release: the latest release of a project, and a form that makes the next one.

import type { Answer, AnswerCall, AnswerVerb } from '../../../ci/command.ts';
import { block, join, link, say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import type { GitLabProject } from '../api/projects.ts';
import { commitsSince, createRelease, lastCommits, latestRelease, type Release } from '../api/releases.ts';
import { findProject, type Signed } from './find-project.ts';
import { placeOf } from './followed.ts';
import { ago } from './times.ts';

const MOST_NOTES = 100;
/** Letters of the notes that are shown. */
const LONGEST = 800;

export const release: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const project = await findProject(asked, asked.values.get('project'), reach);
  const latest = await latestRelease(project.id, reach);
  const buttons = [{ label: 'New release …', call: { name: 'release', args: { project: project.id, pipeline: '0' } } }];
  if (latest === undefined) return { text: say`**${link(project.path, project.url)}** has no releases yet.`, buttons };
  const { tag_name: tag, name = tag, released_at: at, author, description = '', upcoming_release: upcoming } = latest;
  const by = author?.name ?? author?.username;
  const when = upcoming ? 'is planned' : `was released ${ago(at, asked.now)}`;
  const head = say`${pageOf(project, latest)} of **${project.path}** ${when}${by === undefined ? '' : ` by ${by}`}.${name === tag ? '' : ` ${name}`}`;
  const notes = description.length > LONGEST ? `${description.slice(0, LONGEST)} …` : description;
  return { text: notes === '' ? head : join([head, block(notes)]), buttons };
};

/** The form, with what came since the latest release as its notes. */
export const askRelease: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const { project } = await placeOf(asked, reach);
  const { defaultBranch: ref } = project;
  if (ref === undefined) throw new CiError('CI_GITLAB_EMPTY', `${project.path} has no branch yet.`, 'Push something first.');
  const latest = await latestRelease(project.id, reach);
  const notes = await notesOf(project, latest?.tag_name, ref, reach);
  const tag = latest === undefined ? 'v1.0.0' : nextTag(latest.tag_name);
  return {
    text: say`A new release of ${link(project.path, project.url)} is described in a form.`,
    form: {
      title: 'New release',
      introduction: say`${project.path}${latest === undefined ? '' : `, after ${latest.tag_name}`}`,
      submit: 'Release',
      fields: [
        { kind: 'text', name: 'tag', label: 'Tag', value: tag, help: 'Made if it is not there.' },
        { kind: 'text', name: 'ref', label: 'Branch or commit', value: ref, help: 'Where a new tag is made.' },
        { kind: 'text', name: 'name', label: 'Name', optional: true, help: 'The tag when left empty.' },
        { kind: 'lines', name: 'notes', label: 'Notes', optional: true, ...(notes !== '' && { value: notes }) },
      ],
      call: { name: 'release-filled', args: { project: project.id, pipeline: '0' } },
    },
  };
};

export const releaseFilled: AnswerCall = async (asked) => {
  const { fields, person } = asked;
  const [tag, ref] = [(fields['tag'] ?? '').trim(), (fields['ref'] ?? '').trim()];
  if (tag === '' || /[\s~^:?*[\\]/.test(tag)) return fault('tag', 'A tag has no spaces and none of ~ ^ : ? * [ \\.');
  if (ref === '') return fault('ref', 'On which branch or commit?');
  const reach = await asked.as();
  const { project } = await placeOf(asked, reach);
  const what = { tag, ref, name: (fields['name'] ?? '').trim(), notes: (fields['notes'] ?? '').trim() };
  const made = await createRelease(project.id, what, reach).catch((error: unknown) => {
    if (error instanceof CiError && (error.code === 'CI_GITLAB_CONFLICT' || error.code === 'CI_GITLAB_REJECTED')) return error;
    throw error;
  });
  if (made instanceof CiError) return fault('tag', made.message);
  return { text: say`${`@${person.username}`} released ${pageOf(project, made)} of **${project.path}**.`, inChannel: true };
};

function fault(field: string, words: string): Answer {
  return { text: say``, faults: { [field]: words } };
}

function pageOf({ url }: GitLabProject, { tag_name: tag, _links: links }: Release) {
  return link(tag, links?.self ?? `${url}/-/releases/${encodeURIComponent(tag)}`);
}

/** One line for each commit that is no merge, the newest first. */
async function notesOf({ id }: GitLabProject, last: string | undefined, ref: string, reach: Signed): Promise<string> {
  const commits = last === undefined ? await lastCommits(id, ref, reach, 20) : (await commitsSince(id, last, ref, reach)).toReversed();
  return commits
    .filter(({ parent_ids: parents }) => parents.length < 2)
    .slice(0, MOST_NOTES)
    .map(({ title = '', author_name: author }) => `* ${title}${author === undefined ? '' : ` (${author})`}`)
    .join('\n');
}

/** `v1.4.9` → `v1.4.10`: its last number and one. */
function nextTag(tag: string): string {
  return tag.replace(/(\d{1,9})(\D*)$/, (_all, digits: string, rest: string) => `${Number(digits) + 1}${rest}`);
}
