// The verbs of /ci.

import { interests } from '../ci/interest.ts';
import { templateNames } from '../rendering/template-names.ts';
import type { Grammar, Parameter, Verb } from '../ci/grammar.ts';
import { intentVerbs } from './intent-verbs.ts';

const status = {
  name: 'status',
  summary: "This channel's latest pipelines",
  parameters: [
    { name: 'project', required: false, help: 'Path of the project, or any address in it' },
    { name: 'branch', required: false, help: 'Branch or tag' },
  ],
  examples: ['status', 'status platform/api main'],
} as const satisfies Verb;

const subscribe = {
  name: 'subscribe',
  summary: 'Tell this channel of a project, a job or a whole group',
  parameters: [
    { name: 'provider', required: true, help: 'The CI system' },
    { name: 'project', form: 'project|job|group/**', required: true, help: 'Path or address of the project; * in a name, ** over many' },
  ],
  flags: [
    { name: 'branch', help: 'Only these branches or tags: a pattern, or several with commas', value: 'glob' },
    {
      name: 'event',
      help: `What to tell of, with commas: ${interests.join(', ')}, or all`,
      value: 'a,b',
      choices: ['all', ...interests],
    },
    { name: 'label', help: 'Of what has labels, only what has one of these: a pattern, or several with commas', value: 'name' },
    {
      name: 'notify',
      help: 'When to speak: live (from the start), finish, failures, changes (broken and fixed), after:3 (failures in a row)',
      value: 'live|finish|failures|changes|after:N',
      choices: ['live', 'finish', 'failures', 'changes', 'after:3'],
    },
    {
      name: 'thread',
      help: 'Details in the thread, what matters in the channel too (broadcast), or everything in the channel (flat)',
      value: 'details|broadcast|flat',
      choices: ['details', 'broadcast', 'flat'],
    },
    { name: 'connection', help: 'Only from the CI system of this name in the configuration', value: 'name' },
  ],
  changes: 'subscribe',
  examples: [
    'subscribe gitlab platform/api',
    'subscribe gitlab platform/** --branch main,release/* --notify changes',
    'subscribe jenkins deploy/api --event pipeline,deployment --thread flat',
  ],
} as const satisfies Verb;

const subscriptions = { name: 'subscriptions', summary: 'What this channel is told of' } as const satisfies Verb;

const unsubscribe = {
  name: 'unsubscribe',
  summary: 'End a subscription of this channel',
  parameters: [{ name: 'n', required: true, help: 'Its number in /ci subscriptions' }],
  changes: 'subscribe',
  examples: ['unsubscribe 2'],
} as const satisfies Verb;

const mute = {
  name: 'mute',
  summary: 'Do not tell this channel of a user, a project or a branch; `mute list`, `mute off <n>`',
  parameters: [
    { name: 'what', form: 'user|project|branch', required: true, help: '@user, a project’s path, or branch:pattern' },
    { name: 'for', required: false, rest: true, help: 'How long: 30m, 2h, 1d, 1w; until it is taken back when not said' },
  ],
  changes: 'mute',
  shows: ['list'],
  examples: ['mute platform/api 2h', 'mute @renovate-bot', 'mute branch:dependabot/** 1w', 'mute list', 'mute off 1'],
} as const satisfies Verb;

const route = {
  name: 'route',
  summary: 'Where news would go',
  verbs: [
    {
      name: 'test',
      summary: 'Where an event would go, and why',
      parameters: [
        { name: 'event', form: 'event…', required: true, rest: true, help: 'The event, then what is known of it as name=value' },
      ],
      examples: ['test event=pipeline provider=gitlab project=platform/api branch=main status=failed'],
    },
  ],
} as const satisfies Verb;

const template = {
  name: 'template',
  summary: 'The templates of the configuration',
  verbs: [
    {
      name: 'test',
      summary: 'Show what a template makes of an example',
      parameters: [{ name: 'name', required: true, help: 'Its name in the configuration', choices: templateNames }],
      examples: ['test pipeline.finished'],
    },
  ],
} as const satisfies Verb;

const flaky = {
  name: 'flaky',
  summary: 'Jobs that failed and then passed on the same commit',
  parameters: [{ name: 'project', required: false, help: 'Path of the project, or any address in it' }],
  examples: ['flaky', 'flaky platform/api'],
} as const satisfies Verb;

const doctor = {
  name: 'doctor',
  summary: 'What works, what does not, and what to do; `doctor deliveries`, `doctor replay <id|all>`',
  parameters: [
    { name: 'part', form: 'deliveries|replay', required: false, help: 'Deliveries that were given up, or try them again' },
    { name: 'which', form: 'id|all', required: false, help: 'Which to try again' },
  ],
  changes: 'administer',
  shows: ['', 'deliveries'],
  examples: ['doctor', 'doctor deliveries', 'doctor replay all'],
} as const satisfies Verb;

/** What answers it is made in setup/. */
const setup = {
  name: 'setup',
  summary: 'Set all of it up, step by step, in your direct messages; for administrators',
  parameters: [{ name: 'part', form: 'import', required: false, help: 'What other plugins left here, to import it', choices: ['import'] }],
  changes: 'administer',
  shows: ['', 'import'],
  examples: ['setup', 'setup import'],
} as const satisfies Verb;

const system = { name: 'system', form: 'provider', required: false, help: 'The CI system; not needed where there is only one' } as const;
const atConnection = { name: 'connection', help: 'Name of the CI system, where there are several', value: 'name' } as const;

const connect = {
  name: 'connect',
  summary: 'Link your account in a CI system; asks privately for what it needs',
  parameters: [system],
  flags: [atConnection],
  examples: ['connect'],
} as const satisfies Verb;

const disconnect = {
  name: 'disconnect',
  summary: 'Remove your token of a CI system from here',
  parameters: [system],
  flags: [atConnection],
  examples: ['disconnect'],
} as const satisfies Verb;

const whoami = { name: 'whoami', summary: 'Who you are in the CI systems' } as const satisfies Verb;

const apiKey = {
  name: 'api-key',
  summary: 'Keys for programs; only system administrators',
  verbs: [
    {
      name: 'create',
      summary: 'Make a key for a program; it is shown once, to you alone',
      parameters: [
        { name: 'name', required: true, help: 'What it is called here, as in the audit' },
        {
          name: 'intents',
          form: 'intent[,intent]|reports|*',
          required: true,
          help: 'What it is for: intents with commas, reports, or * for all',
        },
      ],
      flags: [{ name: 'expires', help: 'How long it is valid; a year when not said', value: '90d' }],
      examples: ['create deployer ship,rollback --expires 90d', 'create metrics reports'],
      changes: 'administer',
    },
    { name: 'list', summary: 'Which keys there are, what for, until when, and when each was last used' },
    {
      name: 'revoke',
      summary: 'Take a key away, at once',
      parameters: [{ name: 'name', required: true, help: 'What it is called in /ci api-key list' }],
      examples: ['revoke deployer'],
      changes: 'administer',
    },
  ],
} as const satisfies Verb;

const audit = {
  name: 'audit',
  summary: 'Who did what from here, and who was refused what; everybody else than administrators sees their own',
  flags: [
    { name: 'user', help: 'Only of this person', value: '@name' },
    { name: 'since', help: 'Only since then: 2d, 12h, or a date', value: '2d|2026-01-31' },
    { name: 'action', help: 'Only of this kind: its name, a pattern of it, or a plain word as deploy', value: 'jenkins.*' },
  ],
  examples: ['audit', 'audit --since 2d --action deploy', 'audit --user @alice --action jenkins.*'],
} as const satisfies Verb;

const about = { name: 'about', summary: 'Version of this plugin' } as const satisfies Verb;

const explained = [
  status,
  subscribe,
  subscriptions,
  unsubscribe,
  mute,
  route,
  template,
  flaky,
  ...intentVerbs,
  connect,
  disconnect,
  whoami,
  setup,
  doctor,
  apiKey,
  audit,
  about,
] as const;

const help = {
  name: 'help',
  summary: 'What the commands do',
  parameters: [{ name: 'verb', required: false, help: 'The command to explain', choices: explained.map(({ name }) => name) }],
  examples: ['help status', 'help subscribe'],
} as const satisfies Verb;

export const ciGrammar = {
  trigger: 'ci',
  summary: 'See your CI pipelines in this channel',
  verbs: [...explained, help],
} as const satisfies Grammar;

/** Those that answer with text only; the others are made in `own-command.ts`. */
export type CiVerb = Exclude<(typeof ciGrammar)['verbs'][number]['name'], (typeof intentVerbs)[number]['name'] | 'setup'>;

/** The same with the CI systems there are offered while somebody types; `connectable`: in which people can link accounts. */
export function withProviders(grammar: Grammar, providers: readonly string[], connectable: readonly string[]): Grammar {
  const choices = new Map([
    ['provider', providers],
    ['system', connectable],
  ]);
  const complete = (parameter: Parameter): Parameter => {
    const known = choices.get(parameter.name);
    return known === undefined || known.length === 0 ? parameter : { ...parameter, choices: known };
  };
  const offer = (verb: Verb): Verb => (verb.parameters === undefined ? verb : { ...verb, parameters: verb.parameters.map(complete) });
  return { ...grammar, verbs: grammar.verbs.map(offer) };
}
