// What CI jobs report stands on the card of their pipeline, in the post and live; a figure out of its limits is told to the alerts channel.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { ask, openKeys, pluginPath, type KeyMaker } from '../server/machine.ts';
import { pipelineNews, tell, untilTold, type PipelineNews } from '../server/news.ts';

jest.setTimeout(200_000);

/** Milliseconds: the alerts channel hears of one kind of thing once a minute, and another story may have told of a figure. */
const ALERTED = 75_000;

let server: TestServer;
let builds: TestChannel;
let alerts: TestChannel;
let keys: KeyMaker;
let key: string;

const run = Date.now() % 900_000;
const project = `reports/app-${run}`;
const counter = { id: 97_000_000 + run };
const next = (): number => (counter.id += 1);

beforeAll(async () => {
  server = await testServer();
  [builds, alerts] = [await openChannel(server, 'builds', 'bob'), await openChannel(server, 'alerts', 'bob')];
  keys = await openKeys(server, builds.id);
  key = await keys.make(`reports-${run}`, 'reports');
});
afterAll(() => keys.close());

const news = (id: number, status: PipelineNews['status'], branch = 'main') => tell(server, pipelineNews({ id, project, branch, status }));

async function report(about: object, figures: object): Promise<void> {
  const { status, json } = await ask(server, '/api/v1/reports', { 'X-API-Key': key }, { provider: 'gitlab', project, ...about, figures });
  expect({ status, json }).toEqual({ status: 202, json: { status: 'accepted' } });
}

const list = z.object({ pipelines: z.array(z.looseObject({ number: z.string(), figures: z.array(z.unknown()).default([]) })) });

/** The figures of a pipeline in the web app's view, once there are some that `fit`. */
function figuresOf(id: number, fit: (figures: readonly unknown[]) => boolean): Promise<readonly unknown[]> {
  return pollUntil(
    `figures of ${id}`,
    async () => {
      const answer = await server.as('bob').get(`${pluginPath}/api/v1/pipelines?channel_id=${builds.id}`);
      const figures = list.parse(answer).pipelines.find(({ number }) => number === String(id))?.figures ?? [];
      return fit(figures) ? figures : undefined;
    },
    { limit: 20_000 },
  );
}

// First, as it is told at once then.
test('a figure that leaves its limits is told to the alerts channel once, and once more when it is within them', async () => {
  const name = `hit_rate_${run}`;
  const words = name.replaceAll('_', ' ');
  const said = async (): Promise<string[]> =>
    (await alerts.posts())
      .flatMap(({ props }) => props.attachments.flatMap(({ text }) => text.split('\n')))
      .filter((line) => line.includes(words));
  const measured = async (value: number, branch?: string): Promise<void> => {
    const id = next();
    await news(id, 'success', branch);
    await untilTold(server);
    await report({ pipeline: id }, { [name]: { value, unit: '%', min: 80 } });
    await figuresOf(id, ({ length }) => length > 0);
  };
  await measured(85);
  await measured(71);
  await pollUntil('the breach', async () => ((await said()).length > 0 ? true : undefined), { limit: ALERTED });
  await measured(70);
  // Another branch mends nothing on this one.
  await measured(90, 'feature');
  await measured(88);
  const told = await pollUntil('the end', async () => ((await said()).length > 1 ? said() : undefined), { limit: ALERTED });
  expect(told).toHaveLength(2);
  expect(told[0]).toMatch(/^✗ hit rate .* is out of its limits: 71 % \(at least 80 %\), says \[\S*#\S*\d+\]\(https:/);
  expect(told[1]).toMatch(/^✓ hit rate .* is within its limits again: 88 %/);
});

test('figures stand on the card, live while it runs and in the post when it is over; the newest of each name counts', async () => {
  const id = next();
  await news(id, 'running');
  await report({ pipeline: id }, { cache_hit_rate: { value: 71, unit: '%', min: 80 }, image_size: { value: 120, unit: 'MB' } });
  const live = await figuresOf(id, ({ length }) => length === 2);
  expect(live).toEqual([
    { name: 'cache_hit_rate', value: 71, unit: '%', min: 80, breached: true },
    { name: 'image_size', value: 120, unit: 'MB', breached: false },
  ]);
  await report({ pipeline: String(id) }, { image_size: { value: 118.5, unit: 'MB' } });
  await figuresOf(id, (figures) => JSON.stringify(figures).includes('118.5'));
  await news(id, 'success');
  await untilTold(server);
  const [card, ...more] = (await builds.cards()).filter(({ props }) => props.ci_pipeline.number === String(id));
  expect(more).toEqual([]);
  expect(card?.props.attachments[0]?.text).toContain('**Figures:** ✗ cache hit rate 71 % (at least 80 %) · image size 118.5 MB');
});

test('a report that comes before the news of its pipeline waits for it; by its commit the newest pipeline is meant', async () => {
  const [id, again] = [next(), next()];
  const sha = id.toString(16).padStart(40, 'b');
  await report({ pipeline: id }, { bundle: { value: 1 } });
  await tell(server, pipelineNews({ id, project, branch: 'main', status: 'success', sha }));
  expect(await figuresOf(id, ({ length }) => length > 0)).toMatchObject([{ name: 'bundle', value: 1 }]);
  await tell(server, pipelineNews({ id: again, project, branch: 'main', status: 'success', sha }));
  await untilTold(server);
  await report({ sha: sha.toUpperCase() }, { bundle: { value: 2 } });
  expect(await figuresOf(again, ({ length }) => length > 0)).toMatchObject([{ name: 'bundle', value: 2 }]);
});

/** The shell scripts of docs/api.md, as GitLab CI and Jenkins hand them to a shell. */
function scripts(): readonly string[] {
  const page = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8');
  const yaml = /```yaml\n[\s\S]*?script:\n {4}- \|\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const groovy = /sh '''\n([\s\S]*?)'''/.exec(page)?.[1] ?? '';
  // In a text of Groovy two backslashes are one.
  return [yaml, groovy.replaceAll(String.raw`\\`, '\\')];
}

test('the examples of the documentation work as they stand there', async () => {
  const id = next();
  await news(id, 'success');
  await untilTold(server);
  for (const [at, script] of scripts().entries()) {
    const env = {
      PATH: process.env['PATH'],
      CI_COMMAND_CENTER_URL: `${server.url}${pluginPath}`,
      CI_COMMAND_CENTER_KEY: key,
      CI_JOB_ID: `${id}-${at}`,
      CI_PROJECT_PATH: project,
      CI_PIPELINE_ID: String(id),
      BUILD_TAG: `jenkins-${id}`,
      JOB_NAME: `team/app-${run}`,
      BUILD_NUMBER: '7',
      CACHE_HIT_RATE: '87.5',
    };
    const { stdout } = await promisify(execFile)('sh', ['-ec', script], { env });
    expect(JSON.parse(stdout)).toEqual({ status: 'accepted' });
  }
  expect(await figuresOf(id, ({ length }) => length > 0)).toEqual([
    { name: 'cache_hit_rate', value: 87.5, unit: '%', min: 80, breached: false },
  ]);
});
