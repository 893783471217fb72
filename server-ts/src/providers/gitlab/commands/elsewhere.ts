// Words of the earlier GitLab plugin whose work is done by another command here: they say which.

import type { AnswerVerb } from '../../../ci/command.ts';
import type { Verb } from '../../../ci/grammar.ts';
import { say } from '../../../ci/words.ts';
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
};

export const elsewhereVerbs: readonly Verb[] = Object.entries(all).map(([name, { summary }]) => ({
  name,
  summary,
  parameters: [{ name: 'words', form: '…', required: false, rest: true, help: 'As in the earlier plugin' }],
}));

export const elsewhere: Readonly<Record<string, AnswerVerb>> = Object.fromEntries(
  Object.entries(all).map(([name, { words }]) => [name, async ({ connection: { url } }) => ({ text: words(url) })]),
);
