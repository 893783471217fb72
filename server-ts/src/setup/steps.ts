// The steps of the setup as they stand: what is done is seen, not remembered. Pure.

import type { Connection } from '../ci/connection.ts';
import type { ChannelsSeen, ConnectionSeen, SetupFacts, SystemSeen } from './ports.ts';
import type { SetupState } from './state.ts';

export type StepMark = 'done' | 'waiting' | 'skipped' | 'open';

export interface Step {
  /** `channels`, a provider, `announcement`. */
  readonly name: string;
  readonly title: string;
  readonly mark: StepMark;
}

export const CHANNELS = 'channels';
export const ANNOUNCEMENT = 'announcement';
/** After all steps. */
export const END = 'end';

/** What the post shows: a step, and which connection of it; none for one that is yet to be entered. */
export interface Place {
  readonly step: string;
  readonly connection?: string;
}

export function stepsOf(facts: SetupFacts, state: SetupState): readonly Step[] {
  const passed = (step: Step): Step => (step.mark === 'open' && state.skipped.includes(step.name) ? { ...step, mark: 'skipped' } : step);
  const steps: readonly Step[] = [
    { name: CHANNELS, title: 'Team and channels', mark: hasChannels(facts.channels) ? 'done' : 'open' },
    ...facts.systems.map((system) => ({ name: system.provider, title: system.title, mark: markOf(system) })),
    { name: ANNOUNCEMENT, title: 'Announcement', mark: state.announced === undefined ? 'open' : 'done' },
  ];
  return steps.map(passed);
}

export function hasChannels({ team, names, found }: ChannelsSeen): boolean {
  return team !== undefined && [names.builds, names.reviews, names.alerts].every((name) => found.includes(name));
}

function markOf({ connections }: SystemSeen): StepMark {
  const used = connections.filter((each) => !isUnused(each));
  if (used.length === 0) return 'open';
  return used.every(({ heard }) => heard !== undefined) ? 'done' : 'waiting';
}

/** Nothing was entered for it and nothing came: it is there because it needs no address. */
export function isUnused({ connection, heard }: ConnectionSeen): boolean {
  return heard === undefined && connection.url === '' && connection.name === 'default';
}

/** What was chosen, else the first step that is open, else what only waits for its first delivery, else the end. */
export function placeOf(facts: SetupFacts, state: SetupState): Place {
  const steps = stepsOf(facts, state);
  const [chosen = '', connection] = (state.at ?? '').split('/');
  if (chosen === END || steps.some(({ name }) => name === chosen)) return { step: chosen, ...(connection !== undefined && { connection }) };
  const next = steps.find(({ mark }) => mark === 'open') ?? steps.find(({ mark }) => mark === 'waiting');
  return { step: next?.name ?? END };
}

/** The next open step behind this one, then before it; the end when there is none. */
export function stepAfter(facts: SetupFacts, state: SetupState, step: string): string {
  const steps = stepsOf(facts, state);
  const at = steps.findIndex(({ name }) => name === step);
  const others = [...steps.slice(at + 1), ...steps.slice(0, Math.max(0, at))];
  return others.find(({ mark }) => mark === 'open')?.name ?? END;
}

/** That connection of the system, or the one that is usually meant. */
export function connectionAt({ connections }: SystemSeen, name: string | undefined): Connection | undefined {
  const meant = name === undefined ? connections[0] : connections.find(({ connection }) => connection.name === name);
  return meant?.connection;
}
