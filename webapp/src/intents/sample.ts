// Runbooks and runs as the server would send them, for tests.
import type { IntentView, RunView } from '@ci-command-center/contract';

export const ship: IntentView = {
  name: 'ship',
  description: 'Ship one version',
  kind: 'rollout',
  parameters: [
    { name: 'version', type: 'string', required: true, pattern: '^\\d+\\.\\d+$', help: 'As it is tagged' },
    { name: 'replicas', type: 'number', required: false, default: '2', min: 1, max: 9 },
    { name: 'region', type: 'choice', required: true, choices: ['eu', 'us'], default: 'eu' },
    { name: 'migrate', type: 'boolean', required: false, default: 'true' },
    { name: 'pin', type: 'secret', required: true },
  ],
  labels: ['deploy'],
  steps: ['jenkins.build deploy/api', 'post to builds'],
  approval: { count: 2, from: 'team administrators' },
};

export function sampleRun(change: Partial<RunView> = {}): RunView {
  return {
    id: 'r7',
    intent: 'ship',
    revision: 1,
    state: 'running',
    by: { name: 'Alice Meyer', mention: 'alice' },
    values: [
      { name: 'version', value: '1.2' },
      { name: 'region', value: 'us' },
      { name: 'pin', value: '••••' },
    ],
    steps: [
      { name: 'build', status: 'running', text: 'started #14' },
      { name: 'post', status: 'created' },
    ],
    createdAt: 1000,
    ...change,
  };
}
