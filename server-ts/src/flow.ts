// The sentence the plugin performs with the news of one subject: merge → route → render → deliver.
import { endedSilence } from './ci/alerts.ts';
import type { CiEvent } from './ci/event.ts';
import type { ChannelId, SubjectKey } from './ci/ids.ts';
import type { SubjectState } from './ci/subject.ts';
import type { Deliver, News } from './delivery/index.ts';
import type { FollowedChannel, Standing, Standings } from './follow/index.ts';
import type { Named } from './identity/index.ts';
import type { Clock } from './platform/clock.ts';
import { render } from './rendering/render.ts';
import type { RenderContext } from './rendering/rendered.ts';
import type { Decide } from './routing/decide.ts';
import { holdIn, perChannel, type ChannelDestination, type Destination } from './routing/destination.ts';
import type { Mute, Room, Rules, Subscription } from './routing/rules.ts';
import type { Deliveries, History, Learning, Scene, Scenes } from './storage/index.ts';

/** What the configuration and the channels ask for, as it is now. */
export interface Wishes {
  readonly rules: Rules;
  readonly subscriptions: readonly Subscription[];
  readonly mutes: readonly Mute[];
}

export interface FlowPorts {
  readonly subjects: Pick<Learning, 'learn'> & Pick<Scenes, 'scene'>;
  readonly history: Pick<History, 'note'>;
  /** Asks to show a subject again: now, or at that time. */
  readonly refresh: Deliveries['refresh'];
  wishes(): Promise<Wishes>;
  readonly decide: Decide;
  /** Undefined when there is no such channel to post to; the administrators have been told then. */
  channelOf(room: Room): Promise<ChannelId | undefined>;
  context(): Omit<RenderContext, 'quiet'>;
  readonly deliver: Deliver;
  /** Runs that were started or are watched from chat. */
  readonly following: Standings;
  /** Whom it concerns is noted, to be told in their own time. */
  noteForPeople?(happened: Pick<Scene, 'host'> & { readonly state: SubjectState; readonly events: readonly CiEvent[] }): Promise<void>;
  /** Calls those who are known here by their names. Never rejects. */
  readonly named: Named;
  /** Asks to find out why jobs failed. Cheap when all is known. */
  investigate(scene: Scene): Promise<void>;
  readonly now: Clock;
}

/** Takes the news of one subject, however many deliveries brought them, or none to show it again. */
export type Flow = (key: SubjectKey, events: readonly CiEvent[]) => Promise<void>;

/** Rejects when Mattermost or the database did not take it: telling the same again then repeats nothing. */
export function createFlow(ports: FlowPorts): Flow {
  return async (key, events) => {
    const told = await ports.subjects.learn(events, ports.now());
    await Promise.all(told.filter((other) => other !== key).map((other) => showAlone(ports, other)));
    if (events.length > 0 && !told.includes(key)) return;
    const scene = await look(ports, key);
    // Forgotten for its age since somebody asked to show it again.
    if (scene === undefined) return;
    // A verdict is read by those that come later, so its note need not come before the post; but nothing is left under way when one fails.
    const done = await Promise.allSettled([ports.history.note(scene.subject, scene.findings), tell(ports, key, scene, events.length > 0)]);
    for (const each of done) if (each.status === 'rejected') throw each.reason;
    await Promise.all([noteForPeople(ports, scene, events), ports.investigate(scene)]);
  };
}

async function noteForPeople(
  { noteForPeople: note }: FlowPorts,
  { subject: { state }, host }: Scene,
  events: readonly CiEvent[],
): Promise<void> {
  if (events.length > 0) await note?.({ state, events, ...(host !== undefined && { host }) });
}

/** A card that is drawn anew because of another subject (`told` is false) refreshes nobody. */
async function tell(ports: FlowPorts, key: SubjectKey, scene: Scene, told: boolean): Promise<void> {
  if (told) await Promise.all(scene.refresh.map((other) => ports.refresh(other)));
  await show(ports, key, scene, told);
}

/** Another run of the same number: it is drawn in a turn of its own. */
async function showAlone({ subjects, refresh }: FlowPorts, key: SubjectKey): Promise<void> {
  const around = (await subjects.scene(key))?.refresh ?? [];
  await Promise.all([key, ...around].map((each) => refresh(each)));
}

/** Nothing outside tells that a silence has run out: it is learned when its group is looked at again. */
async function look(ports: FlowPorts, key: SubjectKey): Promise<Scene | undefined> {
  const scene = await ports.subjects.scene(key);
  const state = scene?.subject.state;
  const ended = state?.kind === 'alerts' ? endedSilence(state, ports.now()) : undefined;
  if (ended === undefined) return scene;
  await ports.subjects.learn([ended], ports.now());
  return ports.subjects.scene(key);
}

async function show(ports: FlowPorts, key: SubjectKey, scene: Scene, told: boolean): Promise<void> {
  const { subject, joined, past, findings } = scene;
  const standing = await stand(ports, scene, told);
  const decided = await decide(ports, scene, standing.channels);
  const { destinations, missing } = await locate(ports, decided);
  const holds = await clear(ports, scene, standing, destinations);
  // One of the runs whose number was not known is this one.
  if (holds === undefined) return ports.refresh(key);
  const quiet = decided.length > 0 && decided.every((destination) => destination.quiet);
  const { followed } = standing;
  const jobs = destinations.some(({ hears }) => hears?.interests.includes('job'));
  const [state = subject.state, ...beside] = await ports.named([subject.state, ...joined]);
  const rendered = render(
    { ...subject, state, joined: beside, past, findings, ...(followed && { followed }) },
    { ...ports.context(), quiet, jobs },
  );
  const { again } = await ports.deliver({
    subject: key,
    ...rendered,
    ...topicOf(subject.state),
    destinations: holdIn(destinations, holds),
  });
  if (again !== undefined) await ports.refresh(key, again);
  // What was said elsewhere by now is not said again when this comes back.
  if (missing !== undefined) throw missing.reason;
}

/** In which of the sidebar's lists it stands. */
function topicOf({ kind }: SubjectState): Pick<News, 'topic'> {
  if (kind === 'alerts' || kind === 'gate') return { topic: 'alerts' };
  return kind === 'merge-request' ? { topic: 'reviews' } : {};
}

async function decide({ wishes, now, decide: choose }: FlowPorts, scene: Scene, followers: readonly FollowedChannel[]) {
  const { subject, past, superseded, host } = scene;
  return choose({
    state: subject.state,
    hosted: host !== undefined,
    past,
    superseded,
    ...(await wishes()),
    now: now(),
    changedAt: subject.updatedAt,
    ...(followers.length > 0 && { followers }),
  });
}

const nobody: Standing = { channels: [], holds: new Map(), doubts: [] };

async function stand({ following }: FlowPorts, { subject: { state }, follows }: Scene, told: boolean): Promise<Standing> {
  return state.kind === 'pipeline' && follows.length > 0 ? following.stand(state, follows, told) : nobody;
}

/**
 * Until when no card is posted where a run was started whose number is not known yet: it may be this one, and has a post. Undefined
 * when it turns out to be this one.
 */
async function clear(
  { following }: FlowPorts,
  { subject: { state } }: Scene,
  { doubts, holds }: Standing,
  destinations: readonly ChannelDestination[],
): Promise<Standing['holds'] | undefined> {
  const spoken = new Set(destinations.flatMap(({ speak, channelId }) => (speak ? [channelId] : [])));
  const here = doubts.filter(({ channel }) => spoken.has(channel));
  if (here.length === 0 || state.kind !== 'pipeline') return holds;
  const found = await following.findOut(state, here);
  return found.known ? undefined : new Map([...holds, ...found.holds]);
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
