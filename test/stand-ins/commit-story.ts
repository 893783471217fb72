// What happens around one commit besides its pipeline: a build elsewhere, a quality gate, an image that is published.

import { sendImage, sendRevision } from './artifactory/send.ts';
import { sendNotification, sendStep, type StepBuild } from './jenkins/send.ts';
import type { Answer } from './post.ts';
import { sendGate } from './sonarqube/send.ts';

export interface StoryTarget {
  /** `…/plugins/ci-command-center/webhooks`. */
  readonly hooksUrl: string;
  readonly secret: string;
  /** Where the links of all the systems lead. */
  readonly pagesUrl?: string;
  /** Builds the images in a Jenkins that tells of it itself; resolves when that is over. Otherwise it is only told of. */
  readonly buildImages?: (story: CommitStory) => Promise<void>;
}

export interface CommitStory {
  /** `city/api`. */
  readonly project: string;
  readonly branch: string;
  readonly sha: string;
  readonly message: string;
  /** Number of the Jenkins build; the image's version ends with it. */
  readonly number: number;
  /** A failing commit fails its tests and its gate, and publishes nothing. */
  readonly passes: boolean;
  /** Waits so many of the story's seconds; does not wait when left out. */
  readonly pause?: (seconds: number) => Promise<void>;
}

/** Resolves with every answer, in the order of the story. */
export async function tellCommit({ hooksUrl, secret, pagesUrl, buildImages }: StoryTarget, story: CommitStory): Promise<readonly Answer[]> {
  const to = (provider: string) => ({ hookUrl: `${hooksUrl}/${provider}`, secret });
  const place = pagesUrl === undefined ? {} : { url: pagesUrl };
  const { pause = () => Promise.resolve() } = story;
  const build = { ...buildOf(story), ...place };
  const answers: Answer[] = [];
  const built = buildImages?.(story);
  if (built === undefined) answers.push(await sendNotification(to('jenkins'), 'STARTED', build));
  await pause(3);
  if (built === undefined) answers.push(await sendStep(to('jenkins'), { ...build, stages: [{ name: 'package', status: 'RUNNING' }] }));
  await pause(6);
  answers.push(await sendGate(to('sonarqube'), { ...gateOf(story), ...place }));
  await pause(3);
  if (built === undefined) {
    answers.push(await sendStep(to('jenkins'), endOf(story, build)));
    answers.push(await sendNotification(to('jenkins'), 'FINALIZED', endOf(story, build)));
  }
  await built;
  if (!story.passes) return answers;
  const image = { image: story.project, tag: `1.4.${story.number}`, ...place };
  // Deployed together with its properties, an artifact is told of twice, in any order.
  answers.push(await sendRevision(to('artifactory'), image, story.sha), await sendImage(to('artifactory'), 'pushed', image));
  return answers;
}

function buildOf({ project, branch, sha, message, number }: CommitStory) {
  return { job: `${project}-images`, number, branch, sha, message, startedAt: new Date() };
}

function endOf({ passes }: CommitStory, build: ReturnType<typeof buildOf>): StepBuild {
  const failures = passes ? [] : ['city.ImageTest.startsWithoutNetwork'];
  const smoke = passes ? ({ status: 'SUCCESS' } as const) : ({ status: 'FAILURE', reason: 'script returned exit code 1' } as const);
  return {
    ...build,
    result: passes ? 'SUCCESS' : 'FAILURE',
    seconds: 12,
    stages: [
      { name: 'package', status: 'SUCCESS', seconds: 8 },
      { name: 'smoke test', seconds: 4, ...smoke },
    ],
    tests: { total: 42, failures },
  };
}

function gateOf({ project, branch, sha, passes }: CommitStory) {
  const coverage = {
    metric: 'new_coverage',
    operator: 'LESS_THAN',
    value: passes ? '91.4' : '61.2',
    threshold: '80',
    fails: !passes,
  } as const;
  const key = project.replaceAll('/', '-');
  return { key, name: project, branch, sha, gate: passes ? 'OK' : 'ERROR', conditions: [coverage] } as const;
}
