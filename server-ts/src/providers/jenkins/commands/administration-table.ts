// Logs, artifacts, tests and administration: what answers each verb and call, for the table of all.

import type { CallAct } from '../../../ci/act.ts';
import type { AnswerCall, AnswerVerb } from '../../../ci/command.ts';
import { askNewJob, createJob } from './create-job.ts';
import { askDelete, doDelete } from './delete-job.ts';
import { chooseArtifacts, getArtifacts, postArtifacts } from './get-artifacts.ts';
import { getLog, openLog } from './get-log.ts';
import { tellPlugins } from './plugins.ts';
import { askSafeRestart, doSafeRestart, isBack } from './safe-restart.ts';
import { disable, enable } from './switch-job.ts';
import { testResults } from './test-results.ts';

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

export const administrationActs: Readonly<Record<string, CallAct>> = {
  'open-log': 'get-log',
  'choose-artifacts': 'get-artifacts',
  'post-artifacts': 'get-artifacts',
  'delete-job': 'delete',
  'create-job': 'createjob',
  'safe-restart': 'safe-restart',
  'is-back': { name: 'safe-restart.is-back' },
};
