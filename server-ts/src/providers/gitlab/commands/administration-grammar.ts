// The verbs of /gitlab by which it is set up: webhooks, instances, and the steps of the setup.

import type { Flag, Parameter, Verb } from '../../../ci/grammar.ts';
import { optionWords } from './webhook-options.ts';

const connection: Flag = { name: 'connection', help: 'Which GitLab, where there are several', value: 'name' };
const flags: readonly Flag[] = [connection];
const owner: Parameter = {
  name: 'project',
  form: 'group[/project]',
  required: true,
  help: 'A project or a group, or any address in it',
  suggestions: 'projects',
};
const instance: Parameter = { name: 'name', required: true, help: 'As `/gitlab instance list` tells it' };

const webhook: Verb = {
  name: 'webhook',
  summary: 'Webhooks of a project or group: list them, add ours',
  verbs: [
    { name: 'list', summary: 'Where it sends its events', parameters: [owner], flags, examples: ['list city/api'] },
    {
      name: 'add',
      summary: 'Let it send its events here; one that is there is updated',
      parameters: [
        owner,
        {
          name: 'options',
          required: false,
          help: `\`*\` (all, when left out), \`*noSSL\`, or some with commas between: ${optionWords.slice(2).join(', ')}`,
        },
        { name: 'url', required: false, help: 'Ours when left out' },
        { name: 'token', required: false, secret: true, help: 'The connection’s secret when left out' },
      ],
      flags,
      changes: 'administer',
      examples: ['add city/api', 'add city/api PushEvents,PipelineEvents,SSLverification', 'add city'],
    },
  ],
};

const hooks: Verb = {
  name: 'hooks',
  summary: 'Webhooks of all projects',
  verbs: [
    {
      name: 'sync',
      summary: 'Our webhook on all projects that the service token maintains, and on new ones; for administrators',
      flags: [{ name: 'stop', help: 'New projects get none by themselves any more' }, connection],
      changes: 'administer',
      examples: ['sync', 'sync --stop'],
    },
  ],
};

const setup: Verb = {
  name: 'setup',
  summary: 'Set GitLab up, step by step; for administrators',
  parameters: [{ name: 'step', required: false, help: 'One step alone', choices: ['oauth', 'webhook', 'announcement'] }],
  flags,
  changes: 'administer',
  examples: ['setup', 'setup oauth'],
};

const instances: Verb = {
  name: 'instance',
  summary: 'The GitLab servers: list, install, uninstall, choose the default',
  verbs: [
    { name: 'list', summary: 'Which there are' },
    {
      name: 'install',
      summary: 'Add one; for administrators',
      parameters: [{ ...instance, required: false, help: 'One word' }],
      changes: 'administer',
    },
    { name: 'uninstall', summary: 'Take one away; asks first; for administrators', parameters: [instance], changes: 'administer' },
    {
      name: 'set-default',
      summary: 'Which one is meant where none is named; for administrators',
      parameters: [instance],
      changes: 'administer',
    },
  ],
};

export const administrationVerbs: readonly Verb[] = [webhook, hooks, setup, instances];
