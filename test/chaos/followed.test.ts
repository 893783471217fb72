// The Mattermost server itself is killed in the middle of a build that is followed: it comes back to the same post.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { bundle } from '../../build/bundle.ts';
import { thisPlatform } from '../../build/bundle/platform.ts';
import { startEmbedded, type Embedded } from '../../build/embedded/index.ts';
import { untilWell } from '../../build/embedded/plugin.ts';
import { pollUntil } from '../../build/embedded/poll.ts';
import { restClient } from '../../build/embedded/rest.ts';
import type { CardPost } from '../server/channel.ts';
import type { ServerSeen } from '../server/index.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(240_000);

const state: { server?: Embedded; desk?: JenkinsDesk } = {};

beforeAll(async () => {
  // The database of the other tests is not ours.
  delete process.env['DATABASE_URL'];
  const platform = thisPlatform();
  if (!platform) throw new Error('The plugin does not run on this machine.');
  const [path = ''] = await bundle([platform]);
  const server = await startEmbedded({
    people: ['alice'],
    plugin: { WebhookSecret: 'made-up-webhook-secret-0123456789', Team: 'ci-demo' },
  });
  state.server = server;
  await server.installPlugin(path);
  // It is active before its tables are there.
  await untilWell(server.url);
  state.desk = await openDesk(seen(server), 'followed', { people: { alice: developer } });
}, 600_000);

afterAll(async () => {
  await state.desk?.close().catch(() => undefined);
  await state.server?.stop();
}, 60_000);

function seen({ url, team, users, mmctl }: Embedded): ServerSeen {
  const as = (username: string): ReturnType<ServerSeen['as']> => {
    const { id = '', token = '' } = users[username] ?? {};
    return { ...restClient(url, token), id };
  };
  return { url, team, users: { ...users }, as, mmctl };
}

test('in the queue and while the build runs', async () => {
  const { server, desk } = state;
  if (server === undefined || desk === undefined) throw new Error('no server');
  const { jenkins, people, channel } = desk;
  const script = {
    stages: [
      { name: 'build', log: ['compiling'] },
      { name: 'test', hold: 'lunch' },
    ],
  };
  // Eight seconds of ours: the server is down meanwhile.
  jenkins.job('city/api', { quietSeconds: 800, script });
  const card = (text: RegExp): Promise<CardPost> =>
    pollUntil(
      `a card like ${text}`,
      async () => {
        const all = await channel.cards().catch(() => []);
        expect(all.length).toBeLessThanOrEqual(1);
        return all.find(({ message }) => text.test(message));
      },
      { limit: 60_000, every: 200 },
    );
  await people['alice']?.type('/jenkins build city/api');
  const queued = await card(/queued by alice/);
  await server.restart('SIGKILL');
  const started = await card(/#1 started/);
  await server.restart('SIGKILL');
  (await jenkins.held('city/api', 'lunch')).release('lunch');
  const over = await card(/#1 passed/);
  expect([started.id, over.id]).toEqual([queued.id, queued.id]);
});
