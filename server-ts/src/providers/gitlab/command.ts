// The table of /gitlab: each verb and each call with what answers it.

import type { AskedVerb, ProviderCommand } from '../../ci/command.ts';
import { cardButtons, subjectButtons } from './card-buttons.ts';
import { administration, administrationActs, administrationCalls } from './commands/administration.ts';
import * as request from './commands/approve-request.ts';
import { approveCall, deploy, deployCall, rollback } from './commands/deploy.ts';
import { gitlabGrammar } from './commands/grammar.ts';
import { createByForm, issueFilled, projectChosen } from './commands/issue.ts';
import * as job from './commands/job.ts';
import { mergeRequests } from './commands/merge-requests.ts';
import * as pipeline from './commands/pipeline.ts';
import { askRun, listThem, runFilled, runPipeline } from './commands/pipelines.ts';
import { askRelease, release, releaseFilled } from './commands/release.ts';
import { runners } from './commands/runners.ts';
import { subscriptionAnswers } from './commands/subscription-grammar.ts';
import { createSubscriptionSuggestions } from './subscription-suggestions.ts';
import { createSuggestions } from './suggestions.ts';

export const command: ProviderCommand = {
  grammar: gitlabGrammar,
  verbs: {
    'pipelines run': runPipeline,
    'pipelines list': listThem,
    'pipeline retry': pipeline.retry,
    'pipeline cancel': pipeline.cancel,
    'job play': job.play,
    'job retry': job.retry,
    'job cancel': job.cancel,
    'job log': job.log,
    deploy,
    rollback,
    runners,
    mr: mergeRequests,
    release,
    'issue create': createByForm,
    ...administration,
    ...subscriptionAnswers,
  },
  calls: {
    ...administrationCalls,
    run: askRun,
    'run-filled': runFilled,
    retry: pipeline.retryCall,
    cancel: pipeline.cancelCall,
    play: job.playCall,
    'play-list': job.playList,
    log: job.openLog,
    deploy: deployCall,
    approve: approveCall,
    'approve-request': request.approveRequest,
    'unapprove-request': request.unapproveRequest,
    'merge-request': request.mergeRequest,
    release: askRelease,
    'release-filled': releaseFilled,
    'issue-project': projectChosen,
    'issue-filled': issueFilled,
  },
  acts: {
    ...administrationActs,
    run: 'pipelines run',
    'run-filled': 'pipelines run',
    retry: 'pipeline retry',
    cancel: 'pipeline cancel',
    play: 'job play',
    'play-list': 'job play',
    log: 'job log',
    deploy: 'deploy',
    approve: { name: 'approve', changes: 'approve' },
    'approve-request': { name: 'mr.approve', changes: 'approve' },
    'unapprove-request': { name: 'mr.unapprove', changes: 'approve' },
    'merge-request': { name: 'mr.merge', changes: 'merge' },
    release: 'release',
    'release-filled': 'release',
    'issue-project': 'issue create',
    'issue-filled': 'issue create',
  },
  unaddressed: ['setup', 'instance list', 'instance install', 'instance uninstall', 'instance set-default'],
  suggestions() {
    const all = createSuggestions();
    return { ...all, ...createSubscriptionSuggestions(all.projects) };
  },
  addressIn: ({ words }: Pick<AskedVerb, 'words'>) => words.find((word) => /^https?:\/\//i.test(word)),
  cardButtons,
  subjectButtons,
};
