// The sentence the plugin performs with the news of one subject: merge → route → render → deliver.
import { endedSilence } from './ci/alerts.ts';
import { subjectOf, type CiEvent } from './ci/event.ts';
import type { ChannelId, SubjectKey } from './ci/ids.ts';
import { merge } from './ci/merge.ts';
import type { SubjectState } from './ci/subject.ts';
import type { Deliver } from './delivery/index.ts';
import type { Clock } from './platform/clock.ts';
import { render } from './rendering/render.ts';
import type { RenderContext } from './rendering/rendered.ts';
import type { Decide } from './routing/decide.ts';
import { perChannel, type ChannelDestination, type Destination } from './routing/destination.ts';
import type { Mute, Room, Rules, Subscription } from './routing/rules.ts';
import type { Deliveries, History, Scene, Scenes, Subjects } from './storage/index.ts';

/** What the configuration and the channels ask for, as it is now. */
export interface Wishes {
  readonly rules: Rules;
  readonly subscriptions: readonly Subscription[];
  readonly mutes: readonly Mute[];
}

export interface FlowPorts {
  readonly subjects: Pick<Subjects, 'merge'> & Pick<Scenes, 'scene'>;
  readonly history: Pick<History, 'note'>;
  /** Asks to show a subject again: now, or at that time. */
  readonly refresh: Deliveries['refresh'];
  wishes(): Promise<Wishes>;
  readonly decide: Decide;
  /** Undefined when there is no such channel to post to; the administrators have been told then. */
  channelOf(room: Room): Promise<ChannelId | undefined>;
  context(): Omit<RenderContext, 'quiet'>;
  readonly deliver: Deliver;
  /** Asks to find out why jobs failed. Cheap when all is known. */
  investigate(scene: Scene): Promise<void>;
  readonly now: Clock;
}

/** Takes the news of one subject, however many deliveries brought them, or none to show it again. */
export type Flow = (key: SubjectKey, events: readonly CiEvent[]) => Promise<void>;

/** Rejects when Mattermost or the database did not take it: telling the same again then repeats nothing. */
export function createFlow(ports: FlowPorts): Flow {
  return async (key, events) => {
    await learn(ports, events);
    const scene = await look(ports, key);
    // Forgotten for its age since somebody asked to show it again.
    if (scene === undefined) return;
    await ports.history.note(scene.subject, scene.findings);
    // A card that is drawn anew because of another subject refreshes nobody.
    if (events.length > 0) await Promise.all(scene.refresh.map((other) => ports.refresh(other)));
    await show(ports, key, scene);
    await ports.investigate(scene);
  };
}

async function learn({ subjects, now }: FlowPorts, events: readonly CiEvent[]): Promise<void> {
  const [first, ...more] = events;
  if (first === undefined) return;
  const change = (known: SubjectState | undefined): SubjectState => more.reduce((state, event) => merge(state, event), merge(known, first));
  await subjects.merge(subjectOf(first).key, change, now());
}

/** Nothing outside tells that a silence has run out: it is learned when its group is looked at again. */
async function look(ports: FlowPorts, key: SubjectKey): Promise<Scene | undefined> {
  const scene = await ports.subjects.scene(key);
  const state = scene?.subject.state;
  const ended = state?.kind === 'alerts' ? endedSilence(state, ports.now()) : undefined;
  if (ended === undefined) return scene;
  await learn(ports, [ended]);
  return ports.subjects.scene(key);
}

async function show(ports: FlowPorts, key: SubjectKey, scene: Scene): Promise<void> {
  const { subject, joined, past, superseded, findings, host } = scene;
  const wishes = await ports.wishes();
  const decided = ports.decide({
    state: subject.state,
    hosted: host !== undefined,
    past,
    superseded,
    ...wishes,
    now: ports.now(),
    changedAt: subject.updatedAt,
  });
  const quiet = decided.length > 0 && decided.every((destination) => destination.quiet);
  const rendered = render({ ...subject, joined, past, findings }, { ...ports.context(), quiet });
  const { destinations, missing } = await locate(ports, decided);
  const { again } = await ports.deliver({ subject: key, ...rendered, destinations });
  if (again !== undefined) await ports.refresh(key, again);
  // What was said elsewhere by now is not said again when this comes back.
  if (missing !== undefined) throw missing.reason;
}

interface Located {
  readonly destinations: readonly ChannelDestination[];
  /** The first of the rooms that cannot be had now, which must not keep the others waiting. */
  readonly missing: PromiseRejectedResult | undefined;
}

async function locate({ channelOf }: FlowPorts, decided: readonly Destination[]): Promise<Located> {
  const asked = await Promise.allSettled(
    decided.map(async (destination) => ({ destination, channelId: await channelOf(destination.room) })),
  );
  const found = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  return {
    destinations: perChannel(found.flatMap(({ destination, channelId }) => (channelId === undefined ? [] : [{ destination, channelId }]))),
    missing: asked.find((each) => each.status === 'rejected'),
  };
}
