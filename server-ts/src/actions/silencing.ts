// Sets and ends the silence of an alert group in its system, and remembers who did.

import type { AlertGroupState, SilenceSeen } from '../ci/alerts.ts';
import type { Connection } from '../ci/connection.ts';
import type { ChannelId, SubjectKey } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import { CiError } from '../platform/errors.ts';
import { activeSilence } from '../rendering/actions.ts';
import type { ActionPorts, Person } from './ports.ts';
import { writeMoment } from './until.ts';

/** Milliseconds that the clocks of two nodes may differ: looked at too early, the silence would still seem to hold. */
const CLOCK_MARGIN = 2000;

/** Somebody who may act on this group, here. */
export interface Actor {
  readonly userId: string;
  readonly person: Person;
  readonly channelId: ChannelId;
  readonly group: AlertGroupState;
  readonly connection: Connection;
}

export interface Asker {
  readonly userId: string;
  readonly channelId: ChannelId;
  readonly key: SubjectKey;
}

/** Throws CI_ACTION_FORBIDDEN and CI_ACTION_UNKNOWN; a channel that does not show the group learns nothing of it. */
export async function permit(ports: ActionPorts, { userId, channelId, key }: Asker): Promise<Actor> {
  const [person, may, state] = await Promise.all([ports.person(userId), ports.mayPost(userId, channelId), ports.shown(key, channelId)]);
  if (person === undefined || !may)
    throw new CiError(
      'CI_ACTION_FORBIDDEN',
      'Only members of this channel who may write in it can do this.',
      'Ask a member to do it, or join.',
    );
  if (state?.kind !== 'alerts')
    throw new CiError('CI_ACTION_UNKNOWN', 'This channel shows no such group of alerts.', 'Use the buttons of a post that is still there.');
  const { provider, connection: name } = state.subject;
  const connection = ports.connection(provider, name);
  if (connection === undefined)
    throw new CiError('CI_ACTION_UNKNOWN', `The connection ${name} is not configured any more.`, 'Ask an administrator to add it again.');
  return { userId, person, channelId, group: state, connection };
}

/** Answers a sentence for the person. Throws CiErrors of the provider. */
export async function silence(ports: ActionPorts, actor: Actor, until: Instant, comment: string): Promise<string> {
  const { group, connection, person } = actor;
  const now = ports.now();
  const active = activeSilence(group, now);
  if (active !== undefined)
    return `These alerts are silenced already, by ${active.by} until ${writeMoment(active.until, person.timezone)}.`;
  const ask = ports.provider(connection.provider)?.silence;
  if (ask === undefined) throw unable(ports, connection);
  const by = person.username;
  const request = { group, from: now, until, by, comment: comment.trim() || `Set in Mattermost by ${by}` };
  const id = await ask(request, connection, ports.http(connection));
  const { subject } = group;
  ports.log.info('A silence was set', {
    user: by,
    userId: actor.userId,
    channel: actor.channelId,
    subject: subject.key,
    silence: id,
    until,
  });
  await keep(ports, { kind: 'silence', subject, silence: { id, by, at: now, until, expired: false } });
  return `Silenced until ${writeMoment(until, person.timezone)}.`;
}

/** As {@link silence}. */
export async function expire(ports: ActionPorts, actor: Actor): Promise<string> {
  const { group, connection, person } = actor;
  const now = ports.now();
  const active = activeSilence(group, now);
  if (active === undefined) return 'These alerts are not silenced from here any more.';
  const ask = ports.provider(connection.provider)?.expireSilence;
  if (ask === undefined) throw unable(ports, connection);
  await ask(active.id, connection, ports.http(connection));
  const { subject } = group;
  ports.log.info('A silence was ended', {
    user: person.username,
    userId: actor.userId,
    channel: actor.channelId,
    subject: subject.key,
    silence: active.id,
  });
  const ended = { ...active, by: person.username, at: Math.max(now, active.at), expired: true };
  await keep(ports, { kind: 'silence', subject, silence: ended });
  return 'The silence has ended.';
}

/** The card changes when it is learned, and once more when the silence ends by itself. */
async function keep(ports: ActionPorts, event: SilenceSeen): Promise<void> {
  try {
    await ports.learn(event);
    if (!event.silence.expired) await ports.showAgain(event.subject.key, event.silence.until + CLOCK_MARGIN);
  } catch (error) {
    const done = event.silence.expired ? 'ended' : 'set';
    throw new CiError(
      'CI_ACTION_NOT_KEPT',
      `The silence was ${done}, but this post could not be renewed.`,
      'Look in the system that sent the alerts for what holds now.',
      error,
    );
  }
}

function unable(ports: ActionPorts, { provider }: Connection): CiError {
  const title = ports.provider(provider)?.title ?? provider;
  return new CiError('CI_ACTION_UNSUPPORTED', `Alerts of ${title} cannot be silenced from here.`, 'Silence them where they come from.');
}
