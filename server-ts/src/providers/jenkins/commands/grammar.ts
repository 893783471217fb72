// The verbs of /jenkins. Those about accounts and `help` are added to them.

import type { Change } from '../../../ci/change.ts';
import type { Flag, Grammar, Parameter, Verb } from '../../../ci/grammar.ts';

const connection: Flag = { name: 'connection', help: 'Which Jenkins, where there are several', value: 'name' };
const flags: readonly Flag[] = [connection];

const job: Parameter = {
  name: 'job',
  required: true,
  help: 'Name with its folders, folder/job/branch, in quotes if it has spaces; or its address',
  suggestions: 'jobs',
};
const build: Parameter = { name: 'build', required: false, help: 'Number of the build; the last one when left out' };

const changing = (changes: Change, verb: Verb): Verb => ({ ...verb, changes });

const verb = (name: string, summary: string, parameters: readonly Parameter[] = [], examples: readonly string[] = []): Verb => ({
  name,
  summary,
  ...(parameters.length > 0 && { parameters }),
  flags,
  ...(examples.length > 0 && { examples }),
});

const verbs: readonly Verb[] = [
  {
    ...verb(
      'build',
      'Start a build; asks for its parameters, and shows it here until its verdict',
      [
        job,
        {
          name: 'values',
          form: 'KEY=value…',
          required: false,
          rest: true,
          suggestions: 'values',
          help: 'Parameters; those that are left out have their defaults',
        },
      ],
      [
        'build city/api/main',
        'build deploy/api VERSION=1.2.3 REGION=eu',
        'build "my folder/my job" NOTE="two words"',
        'build deploy/api --defaults',
      ],
    ),
    flags: [{ name: 'defaults', help: 'Ask for nothing: what is not given has its default' }, connection],
    changes: 'build',
  },
  changing(
    'cancel',
    verb('abort', 'Stop a build, or take it out of the queue', [job, build], ['abort city/api/main', 'abort city/api/main 14']),
  ),
  verb('watch', 'Show a build here, live, until its verdict', [job, build], ['watch city/api/main', 'watch city/api/main 14']),
  changing(
    'approve',
    verb(
      'input',
      'Answer a build that waits for a person: go on or abort, with what it asks for',
      [job, build],
      ['input city/api/main', 'input city/api/main 14'],
    ),
  ),
  verb('status', 'How Jenkins or one of its jobs is', [{ ...job, required: false }], ['status', 'status city/api/main']),
  verb('builds', 'The last builds of a job', [job], ['builds city/api/main']),
  verb('queue', 'What waits, and why', [], ['queue']),
  verb('nodes', 'The machines that build, and what runs on them', [], ['nodes']),
  verb(
    'get-log',
    'The log of a build: its end, all of it as a file, live in the sidebar',
    [job, build],
    ['get-log city/api/main', 'get-log city/api/main 14'],
  ),
  verb(
    'get-artifacts',
    'The files that a build kept; those you choose are posted',
    [job, build, { name: 'pattern', required: false, rest: true, help: 'Post these at once: *.jar, reports/**, a name' }],
    ['get-artifacts city/api/main', 'get-artifacts city/api/main 14 *.jar'],
  ),
  verb('test-results', 'Tests of a build: numbers, what failed anew, what was fixed', [job, build], ['test-results city/api/main 14']),
  changing('administer', verb('enable', 'Let a job be built again', [job], ['enable city/api/main'])),
  changing('administer', verb('disable', 'Keep a job from being built', [job], ['disable city/api/main'])),
  changing('administer', verb('delete', 'Delete a job; asks first', [job], ['delete city/old-api'])),
  changing(
    'administer',
    verb(
      'createjob',
      'Create a job from config.xml or as a copy; opens a form',
      [{ name: 'job', required: false, help: 'Its name, with folders', suggestions: 'jobs' }],
      ['createjob', 'createjob team/app/nightly'],
    ),
  ),
  verb('plugins', 'Installed plugins, and which have newer versions', [], ['plugins']),
  changing('administer', verb('safe-restart', 'Restart Jenkins when its builds have ended; asks first', [], ['safe-restart'])),
];

export const jenkinsGrammar: Grammar = { trigger: 'jenkins', summary: 'Build, watch and look after jobs in Jenkins', verbs };
