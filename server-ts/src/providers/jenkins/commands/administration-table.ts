// Logs, artifacts, tests and administration: verbs and calls by name, for the table of all.

import type { AnswerCall, AnswerVerb } from '../../../ci/command.ts';
import type { Parameter, Verb } from '../../../ci/grammar.ts';
import { askNewJob, createJob } from './create-job.ts';
import { askDelete, doDelete } from './delete-job.ts';
import { chooseArtifacts, getArtifacts, postArtifacts } from './get-artifacts.ts';
import { getLog, openLog } from './get-log.ts';
import { tellPlugins } from './plugins.ts';
import { askSafeRestart, doSafeRestart, isBack } from './safe-restart.ts';
import { disable, enable } from './switch-job.ts';
import { testResults } from './test-results.ts';

const job: Parameter = { name: 'job', required: true, help: 'folder/job, a branch with its slashes, or an address', suggestions: 'jobs' };
const build: Parameter = { name: 'build', required: false, help: 'Number of the build; the last one without' };
const flags = [{ name: 'connection', help: 'Name of the Jenkins, where there are several', value: 'name' }] as const;

export const administrationVerbs: readonly Verb[] = [
  {
    name: 'get-log',
    summary: 'The log of a build: its end, all of it as a file, live in the sidebar',
    parameters: [job, build],
    flags,
    examples: ['get-log deploy/api', 'get-log deploy/api 14'],
  },
  {
    name: 'get-artifacts',
    summary: 'The files that a build kept; those you choose are posted',
    parameters: [
      job,
      build,
      { name: 'pattern', form: 'pattern…', required: false, rest: true, help: 'Post these at once: *.jar, reports/**, a name' },
    ],
    flags,
    examples: ['get-artifacts deploy/api', 'get-artifacts deploy/api 14 *.jar'],
  },
  {
    name: 'test-results',
    summary: 'Tests of a build: numbers, what failed anew, what was fixed',
    parameters: [job, build],
    flags,
    examples: ['test-results deploy/api 14'],
  },
  { name: 'enable', summary: 'Let a job be built again', parameters: [job], flags, examples: ['enable deploy/api'] },
  { name: 'disable', summary: 'Keep a job from being built', parameters: [job], flags, examples: ['disable deploy/api'] },
  { name: 'delete', summary: 'Delete a job; asks first', parameters: [job], flags, examples: ['delete deploy/old'] },
  {
    name: 'createjob',
    summary: 'Create a job from config.xml or as a copy; opens a form',
    parameters: [{ name: 'job', required: false, help: 'Its name, with folders' }],
    flags,
    examples: ['createjob', 'createjob team/app/nightly'],
  },
  { name: 'plugins', summary: 'Installed plugins, and which have newer versions', flags },
  { name: 'safe-restart', summary: 'Restart Jenkins when its builds have ended; asks first', flags },
];

export const administrationAnswers: Readonly<Record<string, AnswerVerb>> = {
  'get-log': getLog,
  'get-artifacts': getArtifacts,
  'test-results': testResults,
  enable,
  disable,
  delete: askDelete,
  createjob: askNewJob,
  plugins: tellPlugins,
  'safe-restart': askSafeRestart,
};

export const administrationCalls: Readonly<Record<string, AnswerCall>> = {
  'open-log': openLog,
  'choose-artifacts': chooseArtifacts,
  'post-artifacts': postArtifacts,
  'delete-job': doDelete,
  'create-job': createJob,
  'safe-restart': doSafeRestart,
  'is-back': isBack,
};
