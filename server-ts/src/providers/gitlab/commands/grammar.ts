// The verbs of /gitlab about pipelines, jobs, deployments and releases. Those about accounts and `help` are added to them.

import type { Change } from '../../../ci/change.ts';
import type { Flag, Grammar, Parameter, Verb } from '../../../ci/grammar.ts';
import { administrationVerbs } from './administration-grammar.ts';
import { issueVerb } from './issue.ts';
import { subscriptionVerbs } from './subscription-grammar.ts';

const connection: Flag = { name: 'connection', help: 'Which GitLab, where there are several', value: 'name' };
const flags: readonly Flag[] = [connection];

const project: Parameter = {
  name: 'project',
  required: true,
  help: 'group/project, or any address in it; may be left out in a channel of one project',
  suggestions: 'projects',
};
const maybeProject: Parameter = {
  ...project,
  required: false,
  help: 'group/project, or any address in it; the channel’s own when left out',
};
const ref: Parameter = { name: 'ref', required: false, help: 'Branch or tag', suggestions: 'branches' };
const environment: Parameter = { name: 'environment', required: false, help: 'Where it runs: production', suggestions: 'environments' };
const values: Parameter = { name: 'values', form: 'KEY=value…', required: false, rest: true, help: 'Inputs and variables' };
const pipeline: Parameter = {
  name: 'pipeline',
  form: 'id|url',
  required: true,
  help: 'Number or address of the pipeline',
  suggestions: 'pipelines',
};
const job: Parameter = { name: 'job', form: 'id|url', required: true, help: 'Number or address of the job', suggestions: 'jobs' };

const changing = (changes: Change, verb: Verb): Verb => ({ ...verb, changes });

const verb = (name: string, summary: string, parameters: readonly Parameter[], examples: readonly string[]): Verb => ({
  name,
  summary,
  parameters,
  flags,
  examples,
});

const pipelines: Verb = {
  name: 'pipelines',
  summary: 'Run a pipeline, or list the last ones',
  verbs: [
    {
      ...verb(
        'run',
        'Run a pipeline on a branch or tag, and show it here until its verdict',
        [project, ref, values],
        ['run city/api main', 'run city/api main REGION=eu DRY_RUN=true', 'run city/api main --defaults'],
      ),
      flags: [{ name: 'defaults', help: 'Ask for nothing: what is not given has its default' }, connection],
      changes: 'build',
    },
    verb(
      'list',
      'The last pipelines of a project or one of its branches',
      [maybeProject, { ...ref, name: 'branch' }],
      ['list city/api main'],
    ),
  ],
};

const verbs: readonly Verb[] = [
  pipelines,
  {
    name: 'pipeline',
    summary: 'Retry or cancel a pipeline',
    verbs: [
      changing('retry', verb('retry', 'Run its failed and cancelled jobs again', [pipeline, maybeProject], ['retry 4711 city/api'])),
      changing('cancel', verb('cancel', 'Stop it', [pipeline, maybeProject], ['cancel 4711 city/api'])),
    ],
  },
  {
    name: 'job',
    summary: 'Play, retry or cancel a job, or read its log',
    verbs: [
      changing(
        'play',
        verb(
          'play',
          'Begin a job that waits for a person',
          [job, { ...values, help: 'Its project; variables' }],
          ['play 815 city/api REGION=eu'],
        ),
      ),
      changing('retry', verb('retry', 'Run it again', [job, maybeProject], ['retry 815 city/api'])),
      changing('cancel', verb('cancel', 'Stop it', [job, maybeProject], ['cancel 815 city/api'])),
      verb('log', 'Its log: the end, all of it as a file, live in the sidebar', [job, maybeProject], ['log 815 city/api']),
    ],
  },
  changing(
    'deploy',
    verb(
      'deploy',
      'Deploy to an environment, or approve it; says what would happen and asks',
      [project, environment, ref],
      ['deploy city/api production', 'deploy city/api staging main'],
    ),
  ),
  changing(
    'deploy',
    verb(
      'rollback',
      'Deploy again what ran in an environment before; asks first',
      [project, environment],
      ['rollback city/api production'],
    ),
  ),
  verb('runners', 'What runs the jobs', [maybeProject], ['runners city/api']),
  verb('mr', 'Open merge requests with their pipelines and approvals', [maybeProject], ['mr city/api']),
  changing('release', verb('release', 'The latest release, and a form for the next one', [maybeProject], ['release city/api'])),
  issueVerb,
  ...subscriptionVerbs,
  ...administrationVerbs,
];

export const gitlabGrammar: Grammar = { trigger: 'gitlab', summary: 'Run pipelines, jobs and deployments in GitLab', verbs };
