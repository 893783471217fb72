// The verbs of /ci.

import type { Grammar, Verb } from './grammar.ts';

const status = {
  name: 'status',
  summary: "This channel's latest pipelines",
  parameters: [
    { name: 'project', required: false, help: 'Path of the project, or any address in it' },
    { name: 'branch', required: false, help: 'Branch or tag' },
  ],
  examples: ['status', 'status platform/api main'],
} as const satisfies Verb;

const about = { name: 'about', summary: 'Version of this plugin' } as const satisfies Verb;

const help = {
  name: 'help',
  summary: 'What the commands do',
  parameters: [{ name: 'verb', required: false, help: 'The command to explain', choices: [status.name, about.name] }],
  examples: ['help status'],
} as const satisfies Verb;

export const ciGrammar = {
  trigger: 'ci',
  summary: 'See your CI pipelines in this channel',
  verbs: [status, about, help],
} as const satisfies Grammar;

export type CiVerb = (typeof ciGrammar)['verbs'][number]['name'];
