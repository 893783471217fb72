// /jenkins get-artifacts: what a build kept, with sizes; what is chosen is posted as files.

import type { Answer, AnswerCall, AnswerVerb, Button, Menu } from '../../../ci/command.ts';
import type { Reach } from '../../../ci/account.ts';
import { join, link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { fetchArtifact, listArtifacts } from '../api/artifacts.ts';
import type { Artifact, Artifacts } from '../api/artifacts.ts';
import { artifactsUrl, fits, matching, MOST_BYTES, MOST_FILES, patternsIn } from './artifact-choice.ts';
import { askedBuild, findBuild, type NamedBuild } from './asked-job.ts';
import { safeFileName } from './file-name.ts';
import { fileSize } from './file-size.ts';

const MOST_SHOWN = 25;
const MOST_CHOICES = 100;

export const getArtifacts: AnswerVerb = async (asked) => {
  const { build, reach } = await askedBuild(asked);
  const artifacts = await listArtifacts(build, reach);
  if (artifacts.all.length === 0) return { text: none(build) };
  const patterns = patternsIn(asked.values.get('pattern') ?? '');
  if (patterns.length === 0) return listing(build, artifacts);
  const chosen = matching(artifacts.all, patterns);
  if (chosen.length === 0) {
    const { text, ...rest } = listing(build, artifacts);
    return { text: join([say`No file of ${build.title} is called ${patterns.join(' ')}.`, text]), ...rest };
  }
  return await post(build, chosen, reach, asked.person.username);
};

/** Of the button (all), the menu (`choice`), or the form (`paths`, a line each). What was named is looked for in the list again. */
export const postArtifacts: AnswerCall = async (asked) => {
  const { args, fields, person } = asked;
  const reach = await asked.as();
  const build = await findBuild(args['job'] ?? '', args['number'] ?? '', reach);
  const { all } = await listArtifacts(build, reach);
  const wanted = args['choice'] === undefined ? fields['paths']?.split('\n') : [args['choice']];
  const chosen = args['all'] === 'true' ? all : all.filter(({ path }) => wanted?.includes(path) === true);
  if (chosen.length === 0 && fields['paths'] !== undefined) return { text: say``, faults: { paths: 'Choose at least one file.' } };
  return await post(build, chosen, reach, person.username);
};

export const chooseArtifacts: AnswerCall = async (asked) => {
  const { args } = asked;
  const reach = await asked.as();
  const build = await findBuild(args['job'] ?? '', args['number'] ?? '', reach);
  const { all } = await listArtifacts(build, reach);
  const choices = all.slice(0, MOST_CHOICES).map((each) => ({ label: labelOf(each), value: each.path }));
  const help = `Up to ${MOST_FILES}, ${fileSize(MOST_BYTES)} together`;
  return {
    text: say`Choose files of ${link(build.title, artifactsUrl(build))}.`,
    form: {
      title: 'Post artifacts',
      submit: 'Post',
      fields: [{ kind: 'choices', name: 'paths', label: 'Files', help, choices }],
      call: { name: 'post-artifacts', args: { job: build.job, number: build.number } },
    },
  };
};

function listing(build: NamedBuild, { all, more }: Artifacts): Answer {
  const shown = all.slice(0, MOST_SHOWN).map(({ path, size }) => say`| ${path} | ${size === undefined ? '' : fileSize(size)} |`);
  const left = all.length - shown.length;
  const rest =
    left === 0 && !more ? [] : [say`… and ${left}${more ? ' or more' : ''} others: ${link('all in Jenkins', artifactsUrl(build))}.`];
  const count = all.length === 1 ? '1 file' : `${all.length}${more ? ' or more' : ''} files`;
  const heading = say`${link(build.title, artifactsUrl(build))} kept ${count}${totalOf(all)}.`;
  const text = join([heading, say``, say`| file | size |`, say`| --- | ---: |`, ...shown, say``, ...rest]);
  const menu = menuOf(build, all);
  return { text, buttons: buttonsOf(build, all, more), ...(menu !== undefined && { menu }) };
}

function totalOf(all: readonly Artifact[]): string {
  const sizes = all.flatMap(({ size }) => size ?? []);
  return sizes.length !== all.length || all.length === 1 ? '' : `, ${fileSize(sizes.reduce((sum, size) => sum + size, 0))} together`;
}

function buttonsOf({ job, number }: NamedBuild, all: readonly Artifact[], more: boolean): readonly Button[] {
  const args = { job, number };
  const whole: readonly Button[] =
    more || !fits(all)
      ? []
      : [
          {
            label: all.length === 1 ? 'Post it here' : `Post all ${all.length} here`,
            style: 'primary',
            call: { name: 'post-artifacts', args: { ...args, all: 'true' } },
          },
        ];
  return all.length === 1 ? whole : [...whole, { label: 'Choose …', call: { name: 'choose-artifacts', args } }];
}

function menuOf({ job, number }: NamedBuild, all: readonly Artifact[]): Menu | undefined {
  if (all.length < 2) return undefined;
  const choices = all.slice(0, MOST_CHOICES).map((each) => ({ label: labelOf(each), value: each.path }));
  return { label: 'Post one here', call: { name: 'post-artifacts', args: { job, number } }, choices };
}

function labelOf({ path, size }: Artifact): string {
  return size === undefined ? path : `${path} (${fileSize(size)})`;
}

/** As many as fit, in their order; the others are named with the way to them. Nothing is written to the disk. */
async function post(build: NamedBuild, chosen: readonly Artifact[], reach: Reach, username: string): Promise<Answer> {
  const files: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  const left: Artifact[] = [];
  let room = MOST_BYTES;
  for (const artifact of chosen) {
    const may = files.length < MOST_FILES && (artifact.size ?? 0) <= room;
    const bytes = may ? await fetchArtifact(build, artifact.path, reach, room) : undefined;
    if (bytes === undefined) left.push(artifact);
    else {
      files.push({ name: nameOf(artifact, chosen), bytes });
      room -= bytes.length;
    }
  }
  if (files.length === 0) throw tooLarge(build, left);
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  const text = say`${`@${username}`} posted ${count} of ${link(build.title, artifactsUrl(build))}.`;
  return { text: left.length === 0 ? text : join([text, leftOut(left, build)]), inChannel: true, files };
}

/** Only the last part of a path, unless several chosen ones share it. */
function nameOf({ name, path }: Artifact, chosen: readonly Artifact[]): string {
  return safeFileName(chosen.filter((each) => each.name === name).length > 1 ? path : name);
}

function leftOut(left: readonly Artifact[], build: NamedBuild): Words {
  const names = left.slice(0, 5).map(labelOf).join(', ');
  const more = left.length > 5 ? ` and ${left.length - 5} others` : '';
  const limits = `${MOST_FILES} files or ${fileSize(MOST_BYTES)}`;
  return say`Too much for one post (${limits}): ${names}${more}. ${link('They are in Jenkins', artifactsUrl(build))}.`;
}

function none(build: NamedBuild): Words {
  return say`${link(build.title, build.url)} kept no files${build.building ? ' so far' : ''}.`;
}

function tooLarge(build: NamedBuild, left: readonly Artifact[]): CiError {
  const [first] = left;
  if (first === undefined)
    return new CiError('CI_JENKINS_NOT_FOUND', `${build.title} has none of these files any more.`, 'Type `/jenkins get-artifacts` again.');
  return new CiError(
    'CI_JENKINS_TOO_LARGE',
    `${labelOf(first)} is too large to post: ${fileSize(MOST_BYTES)} is the most.`,
    `It is in Jenkins: [${build.title.replaceAll(/[[\]()\\]/g, ' ')}](${artifactsUrl(build)}).`,
  );
}
