// /gitlab subscriptions list, add and delete, with the earlier plugin's other spellings: what this channel is told of.

import type { Answer, AnswerVerb, AskedVerb } from '../../../ci/command.ts';
import type { ChannelSubscription, SubscriptionWish } from '../../../ci/channel-subscriptions.ts';
import { code, join, link, say, type Words } from '../../../ci/words.ts';
import { asProblem, CiError } from '../../../platform/errors.ts';
import { nearest } from '../../../platform/nearest.ts';
import { isSameAddress, listHooks } from '../api/hooks.ts';
import { doubled, features, interestsOf, readFeatures, wordOf, type Wanted } from './features.ts';
import { findOwner, pathIn } from './find-owner.ts';

export const listSubscriptions: AnswerVerb = async ({ subscriptions }) => {
  const all = await subscriptions.list();
  if (all.length === 0)
    return { text: say`This channel has no subscriptions of GitLab. \`/gitlab subscriptions add <group/project> [features]\` makes one.` };
  return {
    text: join([
      say`Subscriptions of this channel:`,
      ...all.map((each) => say`- **${each.number}** ${describe(each)}${each.by === undefined ? '' : ` · by ${each.by}`}${standing(each)}`),
      say`\`/gitlab subscriptions delete <project>\` ends one; \`/ci subscriptions\` lists those of all CI systems.`,
    ]),
  };
};

export const addSubscription: AnswerVerb = (asked) => add(asked, asked.words[0] ?? '', asked.words.slice(1).join(' '));

export const deleteSubscription: AnswerVerb = (asked) => remove(asked, asked.words[0] ?? '');

/** `subscribe list|add|delete …`, and as it was at first: `subscribe <project> [features]`. */
export const subscribe: AnswerVerb = async (asked) => {
  const [first = '', second = '', ...rest] = asked.words;
  switch (first.toLowerCase()) {
    case 'list':
    case '':
      return listSubscriptions(asked);
    case 'add':
      return add(asked, second, rest.join(' '));
    case 'delete':
      return remove(asked, second);
    default:
      return add(asked, first, [second, ...rest].join(' '));
  }
};

/** What is wrong with the features is said before anybody is asked for anything. */
async function add(asked: AskedVerb, typed: string, said: string): Promise<Answer> {
  if (typed === '') throw nameless();
  const wanted = readFeatures(said);
  const wish = { events: interestsOf(wanted.features), labels: wanted.labels };
  const { subscription, made } = await addFound(asked, typed, wish);
  const { number, standing: how } = subscription;
  const done = made
    ? say`${asked.person.username} subscribed this channel to ${describe(subscription)}.`
    : say`${asked.person.username} changed subscription ${number} of this channel: ${describe(subscription)}.`;
  const twice = doubled(wanted.features);
  return {
    inChannel: true,
    text: join([
      done,
      ...(twice.length === 0 ? [] : [say`${code('merges')} tells what ${code(twice.join(', '))} would, so that adds nothing.`]),
      ...(how === 'archived' ? [say`The project is archived: nothing will come of it until that is taken back.`] : []),
      ...(await hookHint(asked, subscription, wanted)),
    ]),
  };
}

/** As it was typed; where there is nothing by that name, what the person may have meant by it. */
async function addFound(asked: AskedVerb, typed: string, wish: Omit<SubscriptionWish, 'project'>) {
  const project = patternIn(typed, asked.connection.url);
  try {
    return await asked.subscriptions.add({ ...wish, project });
  } catch (error) {
    if (asProblem(error).code !== 'CI_SUBSCRIPTION_UNKNOWN' || /[*?]/.test(project)) throw error;
    // Throws with the nearest names when it finds none.
    const { path } = await findOwner(asked, typed, await asked.as());
    if (path.toLowerCase() === project.toLowerCase()) throw error;
    return asked.subscriptions.add({ ...wish, project: path });
  }
}

async function remove(asked: AskedVerb, typed: string): Promise<Answer> {
  if (typed === '') throw nameless();
  const { subscriptions, connection, person } = asked;
  const project = patternIn(typed, connection.url);
  const removed = await subscriptions.remove(project);
  if (removed === undefined) throw unknown(project, await subscriptions.list());
  const base = removed.project.replace(/\/\*\*$/, '');
  const hooks = `${connection.url}/${base === removed.project ? base : `groups/${base}`}/-/hooks`;
  return {
    inChannel: true,
    text: say`${person.username} ended subscription ${removed.number} of this channel: ${describe(removed)}.${
      connection.url === '' ? '' : say` Where nobody else needs it, ${link('its webhook', hooks)} can go, too.`
    }`,
  };
}

/** Its path, or a pattern over paths; also out of an address. Throws CI_GITLAB_ADDRESS for one of another server. */
function patternIn(typed: string, base: string): string {
  const bare = typed.trim().replace(/^["'“”‘’«»]+|["'“”‘’«»]+$/gu, '');
  const path = pathIn(bare, base);
  if (path === undefined) throw new CiError('CI_GITLAB_ADDRESS', `This is no address at ${base}.`, 'Type the project as `group/project`.');
  if (path === '') throw nameless();
  return path;
}

/** `city/api · merges, issues · label "bug"`. */
function describe({ project, events, labels, branches }: ChannelSubscription): Words {
  const words = [...events].map(wordOf).join(', ');
  const chosen = labels.map((label) => `"${label.replaceAll(/\\(.)/g, '$1')}"`).join(', ');
  return say`${code(project)} · ${words}${chosen === '' ? '' : ` · label ${chosen}`}${branches.length === 0 ? '' : ` · on ${branches.join(', ')}`}`;
}

const standings: Readonly<Record<ChannelSubscription['standing'], string>> = {
  well: '',
  doubtful: ' · who made it cannot be seen to have access',
  stopped: ' · stopped: subscribe again',
  paused: ' · paused',
  archived: ' · archived',
};

function standing({ standing: how }: ChannelSubscription): string {
  return standings[how];
}

/** What never sent anything is silent, and nobody knows why: so it is said at once how its webhook is made. */
async function hookHint(asked: AskedVerb, { project }: ChannelSubscription, wanted: Wanted): Promise<readonly Words[]> {
  const base = project.replace(/\/\*\*$/, '');
  if (/[*?\\]/.test(base)) return [];
  const found = await hookOf(asked, base).catch(() => undefined);
  const make = say`${code(`/gitlab webhook add ${base}`)} makes it, for who may set up webhooks there.`;
  if (found === 'none')
    return (await asked.subscriptions.heard(project)) ? [] : [say`GitLab does not send its events here yet: it needs a webhook. ${make}`];
  if (found !== undefined) {
    const missing = [...new Set(wanted.features.filter((name) => !features[name].triggers.some((trigger) => found.has(trigger))))];
    return missing.length === 0 ? [] : [say`Its webhook does not send what ${code(missing.join(', '))} needs. ${make}`];
  }
  return (await asked.subscriptions.heard(project)) ? [] : [say`Nothing has come from it lately: if it has no webhook yet, ${make}`];
}

/** The events that our webhook of it sends; undefined where this person may not see. */
async function hookOf(asked: AskedVerb, path: string): Promise<ReadonlySet<string> | 'none' | undefined> {
  const reach = await asked.as();
  const { all, more } = await listHooks(await findOwner(asked, path, reach), reach);
  const ours = all.filter(({ url }) => asked.webhook.url !== '' && isSameAddress(url, asked.webhook.url));
  if (ours.length === 0) return more ? undefined : 'none';
  return new Set(ours.flatMap(({ triggers }) => [...triggers]));
}

function nameless(): CiError {
  return new CiError('CI_GITLAB_NO_PROJECT', 'Which project or group?', 'Type `group/project`, `group`, or paste an address.');
}

function unknown(project: string, all: readonly ChannelSubscription[]): CiError {
  const meant = nearest(
    project.toLowerCase(),
    all.map((each) => each.project.toLowerCase()),
  );
  return new CiError(
    'CI_GITLAB_NO_SUBSCRIPTION',
    `This channel is not subscribed to ${project.slice(0, 200)}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    '`/gitlab subscriptions list` lists what there is.',
  );
}
