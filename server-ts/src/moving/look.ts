// Looks at what the earlier plugins kept, and at what of it is here.

import { toChannelId } from '../ci/ids.ts';
import type { Mover, SurveyPorts } from './ports.ts';
import { survey, type Survey } from './survey.ts';

export interface Found extends Survey {
  readonly mover: Mover;
  /** It runs. */
  readonly isActive: boolean;
}

/** Undefined where that plugin never was here, or kept nothing. */
export async function lookAt(mover: Mover, ports: SurveyPorts): Promise<Found | undefined> {
  const kept = await ports.kept(mover.earlier);
  if (kept === undefined) return undefined;
  const contents = mover.earlier.read(kept);
  const ids = [...new Set(contents.subscriptions.map(({ channelId }) => toChannelId(channelId)))];
  const [channels, subscriptions] = await Promise.all([
    Promise.all(ids.map(async (id) => [id, await ports.channel(id)] as const)),
    ids.length === 0 ? [] : ports.subscribed(),
  ]);
  const { provider } = mover;
  const found = survey(contents, { provider, connections: ports.connections(provider), subscriptions, channels: new Map(channels) });
  const isEmpty = found.connections.length === 0 && found.subscriptions.length === 0 && found.unread.length === 0;
  return isEmpty && !kept.isActive ? undefined : { ...found, mover, isActive: kept.isActive };
}

export async function lookAtAll(ports: SurveyPorts): Promise<readonly Found[]> {
  const all = await Promise.all(ports.movers.map((mover) => lookAt(mover, ports)));
  return all.flatMap((found) => (found === undefined ? [] : [found]));
}

/** What would come along, if it was asked for. */
export function wanting({ connections, subscriptions }: Survey): { readonly connections: number; readonly subscriptions: number } {
  return {
    connections: connections.filter(({ standing }) => standing !== 'here').length,
    subscriptions: subscriptions.filter(({ standing }) => standing === 'new').length,
  };
}
