// The verbs of /ci about intents and their runs. What answers them is made in intents/.

import type { Verb } from '../ci/grammar.ts';

const intents = {
  name: 'intents',
  summary: 'The runbooks that can be run here',
  parameters: [{ name: 'intent', required: false, help: 'Only this one, with all it takes', suggestions: 'suggestions/ci/intent' }],
  examples: ['intents', 'intents ship'],
} as const satisfies Verb;

const run = {
  name: 'run',
  summary: 'Run a runbook; asks for the values that are missing',
  parameters: [
    { name: 'intent', required: true, help: 'Its name in /ci intents', suggestions: 'suggestions/ci/intent' },
    {
      name: 'values',
      form: 'name=value…',
      required: false,
      rest: true,
      help: 'What it takes; secret values are asked for in a dialog',
      suggestions: 'suggestions/ci/value',
    },
  ],
  flags: [
    { name: 'for', help: 'Address of the merge request or commit that it is run for', value: 'url' },
    { name: 'dry-run', help: 'Only show each call that it would make' },
  ],
  examples: ['run ship version=1.2.3', 'run ship version=1.2.3 region=us --dry-run'],
} as const satisfies Verb;

const approve = {
  name: 'approve',
  summary: 'Agree to a run that waits for it',
  parameters: [
    { name: 'id', required: true, help: 'Of the run, as its card and /ci history tell it' },
    { name: 'reason', required: false, rest: true, help: 'Why; shown on its card' },
  ],
  examples: ['approve k3f9x2mq', 'approve k3f9x2mq looked at the changes'],
} as const satisfies Verb;

const reject = {
  name: 'reject',
  summary: 'Refuse a run that waits for approval',
  parameters: [
    { name: 'id', required: true, help: 'Of the run, as its card and /ci history tell it' },
    { name: 'reason', required: false, rest: true, help: 'Why; shown on its card' },
  ],
  examples: ['reject k3f9x2mq not during the fair'],
} as const satisfies Verb;

const history = { name: 'history', summary: 'What was run in this channel, and how it came out' } as const satisfies Verb;

export const intentVerbs = [intents, run, approve, reject, history] as const;
