// What /gitlab understands about subscriptions, in all spellings of the earlier plugin.

import type { AnswerVerb } from '../../../ci/command.ts';
import type { Parameter, Verb } from '../../../ci/grammar.ts';
import { addSubscription, deleteSubscription, listSubscriptions, subscribe } from './subscriptions.ts';

const place: Parameter = {
  name: 'project',
  form: 'group[/project]',
  required: true,
  help: 'A project, a group with all below it, or any address in it',
  suggestions: 'places',
};
const wanted: Parameter = {
  name: 'features',
  required: false,
  rest: true,
  help: 'With commas; merges,issues,tag when left out; label:"name" chooses',
  suggestions: 'features',
};
const subscribed: Parameter = { ...place, help: 'As in the list', suggestions: 'subscribed' };

const summary = 'What this channel is told of: list, add, delete';
const examples = ['add city/api', 'add city pipeline,merges', 'add city/api merges,issues,label:"bug","to do"'];
const below: readonly Verb[] = [
  { name: 'list', summary: 'What this channel is told of' },
  {
    name: 'add',
    summary: 'Tell this channel of a project or a whole group; again to change what of it',
    parameters: [place, wanted],
    changes: 'subscribe',
    examples,
  },
  { name: 'delete', summary: 'End it', parameters: [subscribed], changes: 'subscribe', examples: ['delete city/api'] },
];

export const subscriptionVerbs: readonly Verb[] = [
  { name: 'subscriptions', summary, verbs: below },
  {
    name: 'subscription',
    summary: 'The same as subscriptions',
    verbs: below.map((verb) => ({ ...verb, sameAs: `subscriptions ${verb.name}` })),
  },
  {
    name: 'subscribe',
    summary: 'The same as subscriptions; with a project, add',
    parameters: [
      { ...place, form: 'list|add|delete|group[/project]', suggestions: 'subscribing' },
      {
        name: 'more',
        form: 'group[/project]|features',
        required: false,
        rest: true,
        help: 'A project, or features with commas',
        suggestions: 'subscribing-more',
      },
    ],
    changes: 'subscribe',
    shows: ['', 'list'],
    sameAs: 'subscriptions add',
    examples: ['subscribe city/api merges,issues', 'subscribe list', 'subscribe delete city/api'],
  },
  {
    name: 'unsubscribe',
    summary: 'The same as subscriptions delete',
    parameters: [subscribed],
    changes: 'subscribe',
    sameAs: 'subscriptions delete',
    examples: ['unsubscribe city/api'],
  },
];

const all: Readonly<Record<string, AnswerVerb>> = { list: listSubscriptions, add: addSubscription, delete: deleteSubscription };

export const subscriptionAnswers: Readonly<Record<string, AnswerVerb>> = {
  ...Object.fromEntries(
    ['subscriptions', 'subscription'].flatMap((top) => Object.entries(all).map(([name, answer]) => [`${top} ${name}`, answer])),
  ),
  subscribe,
  unsubscribe: deleteSubscription,
};
