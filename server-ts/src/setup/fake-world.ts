// A Mattermost with administrators and one CI system, for tests of the setup.

import type { Answer } from '../ci/command.ts';
import type { SetupGuide } from '../ci/setup.ts';
import { toChannelId } from '../ci/ids.ts';
import { code, say } from '../ci/words.ts';
import type { Connection } from '../ci/connection.ts';
import { fakeSurroundings } from '../ci/fake-surroundings.ts';
import { ownConnection } from '../commands/own-command.ts';
import type { PostContent } from '../delivery/index.ts';
import type { ConnectionSeen, SetupPorts } from './ports.ts';
import type { Log } from '../platform/log.ts';
import { setupCommand } from './setup-command.ts';
import { fresh, type SetupMemory, type SetupState } from './state.ts';
import { createWizard, type Wizard } from './wizard.ts';

export const SECRET = 'made-up-secret-of-the-setup';
export const administrators = [
  { id: 'ada', username: 'ada' },
  { id: 'bea', username: 'bea' },
];

export interface World {
  readonly ports: SetupPorts;
  state: SetupState;
  /** By identity, in the order in which they were made. */
  readonly posts: Map<string, { readonly channel: string; content: PostContent }>;
  readonly connections: ConnectionSeen[];
  people: typeof administrators;
  /** Posts that came after the newest one of ours. */
  later: number;
  now: number;
  site: string;
  /** One more process of the same installation. */
  node(): Node;
}

export interface Node {
  readonly wizard: Wizard;
  /** Types `/ci setup`, or clicks or sends what has that name. */
  does(userId: string, call?: string, args?: Readonly<Record<string, string>>, fields?: Readonly<Record<string, string>>): Promise<Answer>;
}

const quiet = (): void => undefined;
const log: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet, child: () => log };

const guide: SetupGuide = {
  purpose: 'builds',
  address: { help: 'Its address.', placeholder: 'https://lab.example' },
  parts: [{ part: 'token', label: 'Token', help: 'A token.', optional: true }],
  ways: [
    {
      name: 'paste',
      label: 'By hand',
      run: async ({ hook }) => ({ text: say`Paste it.`, pastes: [{ title: 'lab.yml', language: 'yaml', text: `secret: ${hook.secret}` }] }),
    },
  ],
};

function unused(): never {
  throw new Error('not asked for here');
}

export function createWorld(): World {
  const posts: World['posts'] = new Map();
  const connections: ConnectionSeen[] = [];
  const memory: SetupMemory = {
    load: async () => world.state,
    async change(edit) {
      // Others may be faster.
      await Promise.resolve();
      const state = edit(world.state);
      if (state === undefined) return { state: world.state, changed: false };
      world.state = state;
      return { state, changed: true };
    },
  };
  const put = async (_provider: string, wish: { readonly name: string; readonly url: string }): Promise<Connection> => {
    const connection = { provider: 'lab', name: wish.name, url: wish.url, webhookSecrets: [SECRET] };
    connections.push({ connection });
    return connection;
  };
  const ports: SetupPorts = {
    memory,
    posts: {
      channelOf: async (userId) => `dm-${userId}`,
      async create(channel, content) {
        world.later = 0;
        const id = `post${posts.size}`;
        posts.set(id, { channel, content });
        return id;
      },
      async edit(id, content) {
        const post = posts.get(id);
        if (post !== undefined) post.content = content;
        return post !== undefined;
      },
      remove: async (id) => void posts.delete(id),
      isNear: async () => world.later < 4,
    },
    people: { administrators: async () => world.people, nameOf: async (userId) => userId },
    channels: {
      look: async () => ({
        team: { id: 't', name: 'city', title: 'City' },
        names: { builds: 'b', reviews: 'r', alerts: 'a' },
        found: ['b', 'r', 'a'],
      }),
      teams: unused,
      makeTeam: unused,
      choose: unused,
      join: unused,
      open: unused,
      announce: unused,
    },
    systems: {
      all: async () => [{ provider: 'lab', title: 'Lab', guide, connections }],
      place: (connection) => ({ connection, hook: { url: 'https://chat.example/webhooks/lab', secret: SECRET }, redirects: [] }),
      own: () => undefined,
      as: unused,
      check: async () => [{ code: 'CI_LAB_OLD', level: 'wrong', message: 'It is old.', remedy: 'Renew it.' }],
      desk: { put, remove: unused, prefer: unused, reach: unused, uses: unused, keepHooks: unused },
    },
    site: () => world.site,
    more: async () => {
      throw new Error('The database is not there yet.');
    },
    doctor: async () => '- ✓ fine',
    now: () => world.now,
    log,
  };
  const world: World = {
    ports,
    state: fresh,
    posts,
    connections,
    people: administrators,
    later: 0,
    now: 1_000,
    site: 'https://chat.example',
    node: () => createNode(world),
  };
  return world;
}

function createNode(world: World): Node {
  const wizard = createWizard(world.ports);
  const { answers, calls } = setupCommand(world.ports, wizard, async () => ({ text: say`${code('imported')}` }));
  return {
    wizard,
    async does(userId, call, args = {}, fields = {}) {
      const name = call ?? 'setup-start';
      const verb = answers['setup'];
      const asked = {
        person: { userId, username: userId, timezone: 'UTC' },
        channelId: toChannelId(`dm-${userId}`),
        connection: ownConnection,
        connections: [ownConnection],
        as: unused,
        now: 1_000,
        heard: false,
        ...fakeSurroundings,
        isAdministrator: async () => world.people.some(({ id }) => id === userId),
      };
      const click = calls[name];
      if (click === undefined || verb === undefined) throw new Error(`no call ${name}`);
      return call === undefined ? verb({ ...asked, values: new Map(), words: [], flags: new Map() }) : click({ ...asked, args, fields });
    },
  };
}
