// /gitlab issue create: a form for a new issue, with the labels, people and milestones of its project.

import type { Answer, AnswerCall, AnswerVerb, AskedCall, Field, PostSeen } from '../../../ci/command.ts';
import type { Verb } from '../../../ci/grammar.ts';
import { withSource, type IssueChoices } from '../../../ci/issues.ts';
import { link, say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { createIssue, readChoices } from '../api/issues.ts';
import { listProjects, type GitLabProject } from '../api/projects.ts';
import { issues } from '../issues.ts';
import { channelProject, findProject, type Signed } from './find-project.ts';
import { placeOf } from './followed.ts';

/** Projects that are offered, the most active first. */
const MOST_PROJECTS = 300;
const LONGEST_TITLE = 255;

export const issueVerb: Verb = {
  name: 'issue',
  summary: 'Create an issue',
  verbs: [
    {
      name: 'create',
      summary: 'Create an issue by a form; in a thread, of its first message',
      parameters: [{ name: 'title', required: false, rest: true, help: 'What it is about' }],
      flags: [{ name: 'project', help: 'Its project; the channel’s own, or asked for, when left out', value: 'group/project' }],
      changes: 'issue',
      examples: ['create The lamp flickers', 'create "The lamp flickers" --project city/lamps'],
    },
  ],
};

export const createByForm: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const title = asked.words.join(' ').trim().slice(0, LONGEST_TITLE);
  const named = asked.flags.get('project');
  const path = typeof named === 'string' ? named : await channelProject(asked);
  const filled = { title, description: '' };
  const post = await asked.post?.();
  return path === undefined ? askProject(post, filled, reach) : askIssue(post, await findProject(asked, path, reach), filled, reach);
};

/** The project was chosen; now what it knows can be offered. */
export const projectChosen: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const { project } = await placeOf({ args: { project: asked.fields['project'] ?? '', pipeline: '0' } }, reach);
  return askIssue(await postOf(asked), project, filledIn(asked.fields), reach);
};

export const issueFilled: AnswerCall = async (asked) => {
  const { title, description } = filledIn(asked.fields);
  if (title === '') return fault('title', 'What is it about?');
  if (title.length > LONGEST_TITLE) return fault('title', `At most ${LONGEST_TITLE} letters.`);
  const reach = await asked.as();
  const { project } = await placeOf({ args: { ...asked.args, pipeline: '0' } }, reach);
  const [labels, assignees] = [linesOf(asked.fields['labels']), linesOf(asked.fields['assignees'])];
  const milestone = asked.fields['milestone'] ?? '';
  const wish = { project: project.id, title, labels, assignees, ...(milestone !== '' && { milestone }) };
  const post = await postOf(asked);
  const made = await createIssue({ ...wish, description: withSource(description, post?.permalink) }, reach);
  return { text: say`Created ${link(made.reference, made.url)}: ${made.title}` };
};

interface Filled {
  readonly title: string;
  readonly description: string;
}

async function askProject(post: PostSeen | undefined, { title }: Filled, reach: Signed): Promise<Answer> {
  const all = (await listProjects(reach, MOST_PROJECTS)).filter(({ archived }) => !archived);
  if (all.length === 0)
    throw new CiError(
      'CI_GITLAB_NO_PROJECT',
      'You are a member of no project in GitLab.',
      'Ask to be added to one, or name it with `--project`.',
    );
  return {
    text: say`A new issue is described in a form.`,
    form: {
      title: 'New issue',
      submit: 'Next',
      fields: [
        { kind: 'choice', name: 'project', label: 'Project', choices: all.map(({ id, path }) => ({ label: path, value: id })) },
        ...textFields({ title, description: quoted(post) }),
      ],
      call: { name: 'issue-project', args: argsOf(post) },
    },
  };
}

async function askIssue(post: PostSeen | undefined, project: GitLabProject, filled: Filled, reach: Signed): Promise<Answer> {
  const choices = await readChoices(project.id, reach);
  const description = filled.description === '' ? quoted(post) : filled.description;
  return {
    text: say`A new issue of ${link(project.path, project.url)} is described in a form.`,
    form: {
      title: 'New issue',
      introduction: say`${project.path}`,
      submit: 'Create',
      fields: [...textFields({ title: filled.title, description }), ...choiceFields(choices)],
      call: { name: 'issue-filled', args: { ...argsOf(post), project: project.id } },
    },
  };
}

/** Dialogs know no thread: the post goes with them, and is read again as the person. */
function argsOf(post: PostSeen | undefined): AskedCall['args'] {
  return post === undefined ? {} : { post: post.id };
}

async function postOf({ args, post }: AskedCall): Promise<PostSeen | undefined> {
  const id = args['post'] ?? '';
  return id === '' ? undefined : post?.(id);
}

function textFields({ title, description }: Filled): readonly Field[] {
  return [
    { kind: 'text', name: 'title', label: 'Title', ...(title !== '' && { value: title }) },
    { kind: 'lines', name: 'description', label: 'Description', optional: true, ...(description !== '' && { value: description }) },
  ];
}

/** Of what there is none of, no field. */
function choiceFields({ labels, people, milestones }: IssueChoices): readonly Field[] {
  const all: readonly Field[] = [
    { kind: 'choices', name: 'labels', label: 'Labels', optional: true, choices: labels.map((name) => ({ label: name, value: name })) },
    {
      kind: 'choices',
      name: 'assignees',
      label: 'Assignees',
      optional: true,
      choices: people.map(({ id, name, username }) => ({ label: name === username ? name : `${name} (${username})`, value: id })),
    },
    {
      kind: 'choice',
      name: 'milestone',
      label: 'Milestone',
      optional: true,
      choices: milestones.map(({ id, title }) => ({ label: title, value: id })),
    },
  ];
  return all.filter((field) => !('choices' in field) || field.choices.length > 0);
}

function filledIn(fields: Readonly<Record<string, string>>): Filled {
  return { title: (fields['title'] ?? '').trim(), description: fields['description'] ?? '' };
}

function linesOf(text = ''): readonly string[] {
  return text.split('\n').filter((each) => each !== '');
}

function quoted(post: PostSeen | undefined): string {
  return post === undefined || post.message.trim() === '' ? '' : issues.quote(post.message);
}

function fault(field: string, words: string): Answer {
  return { text: say``, faults: { [field]: words } };
}
