// What an earlier plugin left behind, as administrators read it before anything is done.

import { code, join, link, say, type Words } from '../ci/words.ts';
import type { Found } from './look.ts';
import type { ConnectionMove, SubscriptionMove } from './survey.ts';

/** Rows of channels, and projects within each. */
const MOST_CHANNELS = 20;
const MOST_PROJECTS = 8;
const MOST_UNREAD = 10;

/** `names`: of channels. */
export function previewWords(found: Found, names: ReadonlyMap<string, string>): Words {
  const { connections, isActive, mover, subscriptions, unread } = found;
  const { title, earlier, connect } = mover;
  return join([
    say`**The other plugin for ${title}** (${code(earlier.id)}, ${isActive ? 'active' : 'not active'})`,
    ...connections.map((each) => connectionRow(each)),
    ...subscriptionRows(subscriptions, names),
    ...unread.slice(0, MOST_UNREAD).map((sentence) => say`⚠ ${sentence}`),
    ...(unread.length > MOST_UNREAD ? [say`… and ${unread.length - MOST_UNREAD} more that cannot be read.`] : []),
    ...(needsHome(found) ? [say`First set up its ${title}; then its subscriptions can be imported.`] : []),
    ...(connect === undefined ? [] : [say`People’s accounts do not come along: each links theirs anew with ${code(connect)}.`]),
    ...(isActive ? [say`When all is here: disable that plugin in System Console → Plugins, so that nothing is told twice.`] : []),
  ]);
}

/** Subscriptions belong to an address that is not here yet. */
export function needsHome({ connections, home, subscriptions }: Found): boolean {
  return home === undefined && connections.length > 0 && subscriptions.some(({ standing }) => standing === 'new');
}

/** Of how many channels. */
function channelsOf(subscriptions: readonly SubscriptionMove[]): number {
  return new Set(subscriptions.map(({ found }) => found.channelId)).size;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function connectionRow({ found: { url, oauth }, name, standing }: ConnectionMove): Words {
  const what = oauth === undefined ? '' : ' with its OAuth application';
  switch (standing) {
    case 'here':
      return say`✓ ${link(url, url)} is set up here as ${code(name)}.`;
    case 'application':
      return say`○ ${link(url, url)} is set up here as ${code(name)}, its OAuth application is not.`;
    case 'new':
      return say`○ ${link(url, url)}${what} would be set up here as ${code(name)}.`;
  }
}

function subscriptionRows(all: readonly SubscriptionMove[], names: ReadonlyMap<string, string>): readonly Words[] {
  const of = (standing: SubscriptionMove['standing']): readonly SubscriptionMove[] => all.filter((each) => each.standing === standing);
  const [fresh, here, archived, gone] = [of('new'), of('here'), of('archived'), of('gone')];
  const rows = [...Map.groupBy(fresh, ({ found }) => found.channelId)];
  return [
    ...(fresh.length === 0
      ? []
      : [say`○ **Would import ${counted(fresh.length, 'subscription')} in ${counted(rows.length, 'channel')}:**`]),
    ...rows.slice(0, MOST_CHANNELS).map(([channel, moves]) => channelRow(names.get(channel) ?? channel, moves)),
    ...(rows.length > MOST_CHANNELS ? [say`  - … and ${counted(rows.length - MOST_CHANNELS, 'channel')} more`] : []),
    ...(here.length === 0 ? [] : [say`✓ ${counted(here.length, 'subscription is', 'subscriptions are')} here already.`]),
    ...stayRow(archived, 'archived', 'Take it out of the archive and look again, if it is wanted.'),
    ...stayRow(gone, 'deleted', ''),
  ];
}

function channelRow(name: string, moves: readonly SubscriptionMove[]): Words {
  const projects = moves.map(({ found }) => found.project);
  const rest = projects.length > MOST_PROJECTS ? ` and ${projects.length - MOST_PROJECTS} more` : '';
  return say`  - ${name}: ${join(
    projects.slice(0, MOST_PROJECTS).map((project) => code(project)),
    ', ',
  )}${rest}`;
}

function stayRow(moves: readonly SubscriptionMove[], what: string, next: string): readonly Words[] {
  if (moves.length === 0) return [];
  const channels = channelsOf(moves);
  const where = channels === 1 ? `1 channel that is ${what}` : `${channels} channels that are ${what}`;
  return [say`– ${counted(moves.length, 'subscription stays', 'subscriptions stay')} behind, of ${where}. ${next}`];
}
