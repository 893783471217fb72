// What could be typed next about subscriptions: features after each comma, projects and the groups they are in, what the channel has.

import type { Suggest, Suggestion } from '../../ci/command.ts';
import { featureNames, features } from './commands/features.ts';

type Names = 'places' | 'features' | 'subscribed' | 'subscribing' | 'subscribing-more';

const words: readonly Suggestion[] = [
  { text: 'list', help: 'What this channel is told of' },
  { text: 'add', help: 'Tell this channel of a project or a group' },
  { text: 'delete', help: 'End a subscription' },
];

/** `projects`: those that the person may see. */
export function createSubscriptionSuggestions(projects: Suggest): Readonly<Record<Names, Suggest>> {
  const places: Suggest = async (asked, typed, before) => withGroups(await projects(asked, typed, before), typed);
  return {
    places,
    features: async (_asked, typed) => suggestFeatures(typed),
    subscribed,
    async subscribing(asked, typed, before) {
      const verbs = words.filter(({ text }) => text.startsWith(typed.toLowerCase()));
      return [...verbs, ...(await places(asked, typed, before))];
    },
    async 'subscribing-more'(asked, typed, before = []) {
      const last = before.at(-1)?.toLowerCase();
      if (last === 'delete') return subscribed(asked, typed, before);
      return last === 'add' ? places(asked, typed, before) : suggestFeatures(typed);
    },
  };
}

/** What the channel has. */
const subscribed: Suggest = async ({ subscriptions }, typed) => {
  const all = await subscriptions.list();
  return all.map(({ project, number }) => ({ text: project, hint: String(number) })).filter(({ text }) => text.includes(typed));
};

/** `merges,iss` → `merges,issues`: what stands there stays, and nothing is offered twice. */
function suggestFeatures(typed: string): readonly Suggestion[] {
  const at = typed.lastIndexOf(',') + 1;
  const [before, begun] = [typed.slice(0, at), typed.slice(at).trim().toLowerCase()];
  const taken = new Set(
    before
      .toLowerCase()
      .split(',')
      .map((word) => word.trim()),
  );
  const known = Object.entries(features).filter(([name]) => name.startsWith(begun) && !taken.has(name));
  const label = 'label:'.startsWith(begun) && featureNames.some((name) => taken.has(name));
  return [
    ...known.map(([name, { help }]) => ({ text: `${before}${name}`, help })),
    ...(label ? [{ text: `${before}label:`, help: 'Only what has this label: label:"name"' }] : []),
  ];
}

/** A group is subscribed to as a whole. */
function withGroups(projects: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const groups = new Set<string>();
  for (const { text } of projects) {
    const names = text.split('/').slice(0, -1);
    for (let depth = 1; depth <= names.length; depth += 1) groups.add(names.slice(0, depth).join('/'));
  }
  const fitting = [...groups].filter((group) => group.toLowerCase().startsWith(typed.trim().toLowerCase()));
  return [...fitting.map((text) => ({ text, help: 'Group, with all below it' })), ...projects];
}
