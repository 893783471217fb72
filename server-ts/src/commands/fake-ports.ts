// For tests only: the other rooms as the commands see them, in memory.

import type { PipelineView } from '@ci-command-center/contract';
import { toChannelId, toDeliveryId } from '../ci/ids.ts';
import { say as words } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';
import { createRouting } from '../routing/decide.ts';
import type { StoredMute, StoredSubscription } from '../subscriptions/subscription.ts';
import { runCiCommand } from './ci-command.ts';
import type { CiPorts, ConnectionInfo, DeadDelivery } from './ports.ts';
import type { Reply } from './reply.ts';

export const here = { channelId: toChannelId('c1'), userId: 'u1' };

const base = 'https://chat.example/plugins/ci-command-center/webhooks';

export const lab: ConnectionInfo = { provider: 'lab', title: 'Lab', name: 'default', url: 'https://ci.example', webhook: `${base}/lab` };
export const gate: ConnectionInfo = {
  provider: 'gate',
  title: 'Gate',
  name: 'default',
  url: 'https://gate.example',
  webhook: `${base}/gate`,
};

/** Everything is empty and everybody may everything. */
export function fakePorts(pipelines: readonly PipelineView[] = []): CiPorts {
  return {
    recentPipelines: async ({ project, branch }) =>
      pipelines.filter(
        (pipeline) => (project ?? pipeline.project.path) === pipeline.project.path && (branch ?? pipeline.ref.name) === pipeline.ref.name,
      ),
    connections: () => [lab, gate],
    problems: () => [],
    checkUp: async () => ({ connections: [], around: [] }),
    people: {
      refusal: async () => undefined,
      idOf: async (name) => (name === 'alice' ? 'u1' : undefined),
      isAdministrator: async () => true,
      names: async (ids) => new Map(ids.map((id) => [id, id === 'u1' ? 'alice' : 'bob'])),
    },
    subscriptions: fakeSubscriptions(),
    mutes: fakeMutes(),
    deliveries: fakeDeliveries([]),
    templates: () => ({}),
    routeTest: () => ({
      routing: createRouting(),
      providers: ['lab', 'gate'],
      rules: { routes: [], notify: { pipelines: 'finish' }, thread: 'details', mutes: [] },
      subscriptions: [],
      mutes: [],
      now: 300_000,
    }),
    heard: async () => [],
    flaky: async () => [],
    otherCommands: () => [{ trigger: 'lab', summary: 'Drive the lab' }],
    keys: { create: never, list: async () => [], revoke: never },
    audit: { find: async () => [], likesOf: (action) => [action], channelNames: async () => new Map() },
    linkedAccounts: async () => 2,
    whoAmI: async () => words`- Lab: not connected.`,
    manual: (page) => `https://chat.example/docs/${page}`,
    about: () => ({ version: '0.1.0', runtime: 'Node.js 24.21.0' }),
    now: () => 300_000,
  };
}

function fakeSubscriptions(): CiPorts['subscriptions'] {
  let all: readonly StoredSubscription[] = [];
  let last = 0;
  return {
    inChannel: async (channel) => all.filter(({ channelId }) => channelId === channel),
    async subscribe(wish) {
      const known = all.find(
        ({ channelId, provider, connection, project }) =>
          channelId === wish.channelId && provider === wish.provider && connection === wish.connection && project === wish.project,
      );
      const number = known?.number ?? (last += 1);
      const subscription = { ...wish, id: `s${number}`, number };
      all = [...all.filter((each) => each !== known), subscription];
      return { subscription, made: known === undefined };
    },
    async unsubscribe(channel, number) {
      const found = all.find((each) => each.channelId === channel && each.number === number);
      all = all.filter((each) => each !== found);
      return found;
    },
  };
}

function fakeMutes(): CiPorts['mutes'] {
  let all: readonly StoredMute[] = [];
  let last = 0;
  return {
    inChannel: async (channel, now) => all.filter(({ channelId, until }) => channelId === channel && (until ?? Infinity) > now),
    async mute(wish) {
      const mute = { ...wish, id: 'm', number: (last += 1) };
      all = [...all, mute];
      return mute;
    },
    async unmute(channel, number) {
      const found = all.find((each) => each.channelId === channel && each.number === number);
      all = all.filter((each) => each !== found);
      return found;
    },
  };
}

export function fakeDeliveries(given: readonly DeadDelivery[]): CiPorts['deliveries'] {
  let dead = given;
  return {
    counts: async () => ({ pending: 2, dead: dead.length, oldestPending: 299_000 }),
    dead: async ({ limit }) => dead.slice(0, limit),
    async replay(which) {
      const before = dead.length;
      dead = which === 'all' ? [] : dead.filter(({ id }) => !which.includes(id));
      return before - dead.length;
    },
    lastOf: async (provider) => (provider === 'lab' ? 240_000 : undefined),
  };
}

export const deadDelivery: DeadDelivery = {
  id: toDeliveryId('01890f3c-0000-7000-8000-000000000001'),
  provider: 'lab',
  connection: 'default',
  receivedAt: 0,
  attempts: 140,
  reason: 'The server answered @all 500.',
};

/** What one person types in one channel, one command after the other. */
export async function say(ports: CiPorts, ...commands: readonly [string, ...string[]]): Promise<Reply> {
  let reply: Reply = { text: '' };
  for (const command of commands) reply = await runCiCommand(command, here, ports);
  return reply;
}

export function refusingPorts(): CiPorts {
  const ports = fakePorts();
  return {
    ...ports,
    people: { ...ports.people, refusal: async () => 'Whoever may change the header may.', isAdministrator: async () => false },
    mutes: { ...ports.mutes, mute: never },
    subscriptions: { ...ports.subscriptions, subscribe: never, unsubscribe: never },
    deliveries: { ...ports.deliveries, dead: never, replay: never },
    problems: () => [new CiError('CI_CONFIG_KEY', 'Secret detail.', 'Mend it.')],
  };
}

const never = async (): Promise<never> => {
  throw new Error('It must not be asked');
};
