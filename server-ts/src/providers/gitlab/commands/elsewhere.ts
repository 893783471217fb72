// Words of the earlier GitLab plugin whose work is done by another command here: they say which.

import type { AnswerVerb } from '../../../ci/command.ts';
import type { Verb } from '../../../ci/grammar.ts';
import { link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';

interface Elsewhere {
  readonly summary: string;
  /** `url`: of this GitLab, empty when it is not set. */
  readonly words: (url: string) => Words;
}

const subscriptions: Elsewhere = {
  summary: 'What this channel is told of: see /ci subscribe',
  words: () =>
    say`What a channel is told of is set with \`/ci subscribe gitlab <group/project>\`, with \`group/**\` for all of a group; \`/ci subscriptions\` lists it, and \`/ci unsubscribe <number>\` ends it. \`/ci help subscribe\` says more.`,
};

const all: Readonly<Record<string, Elsewhere>> = {
  subscriptions,
  subscription: subscriptions,
  subscribe: subscriptions,
  unsubscribe: subscriptions,
  todo: {
    summary: 'Where your to-dos are',
    words: (url) =>
      say`Your to-dos are in GitLab: ${link('To-Do List', page(url, '/dashboard/todos'))}. They cannot be listed from here yet.`,
  },
  settings: {
    summary: 'Direct messages and reminders',
    words: () => say`There are no direct messages or reminders yet, so there is nothing to switch. \`/ci mute\` quiets a channel.`,
  },
};

export const elsewhereVerbs: readonly Verb[] = Object.entries(all).map(([name, { summary }]) => ({
  name,
  summary,
  parameters: [{ name: 'words', form: '…', required: false, rest: true, help: 'As in the earlier plugin' }],
}));

export const elsewhere: Readonly<Record<string, AnswerVerb>> = Object.fromEntries(
  Object.entries(all).map(([name, { words }]) => [name, async ({ connection: { url } }) => ({ text: words(url) })]),
);

function page(url: string, path: string): string | undefined {
  return url === '' ? undefined : `${url}${path}`;
}
