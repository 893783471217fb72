import { afterEach, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { fakeWorld, lab, place } from '../answers/fake-world.ts';
import { askedOf, createAnswering, type Task } from '../answers/index.ts';
import type { AuditRecord } from '../audit/index.ts';
import type { Grammar } from '../ci/grammar.ts';
import type { HttpAnswer } from '../ci/http.ts';
import { say } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';
import { createDeliveryIds } from '../storage/delivery-id.ts';
import {
  createMeters,
  createMetricsHook,
  createMetricsPage,
  createState,
  meterAnswering,
  meterAudit,
  meterHttp,
  meterIntake,
  meterWork,
} from './index.ts';
import type { StatePorts } from './state.ts';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

function world(ports: Partial<StatePorts> = {}) {
  const registry = new Registry();
  const meters = createMeters(registry);
  const state = createState(registry, {
    counts: async () => ({ pending: 3, dead: 1, oldestPending: 40_000 }),
    linkedAccounts: async () => 7,
    isStorageUp: () => true,
    now: () => 100_000,
    version: '1.2.3',
    runtime: '24.0.0',
    ...ports,
  });
  stops.push(state.stop);
  let token = 'made-up-token';
  const page = createMetricsPage({ registry, state, token: () => token });
  const get = (authorization?: string) =>
    page.request('/metrics', authorization === undefined ? {} : { headers: { Authorization: authorization } });
  const lines = async (start: string): Promise<readonly string[]> =>
    (await (await get('Metrics made-up-token')).text()).split('\n').filter((line) => line.startsWith(`ci_command_center_${start}`));
  return { registry, meters, state, get, lines, become: (text: string) => (token = text) };
}

test('only who has the token is given the metrics, and nobody while there is none', async () => {
  const { get, become } = world();
  expect((await get('Bearer made-up-token')).headers.get('Content-Type')).toContain('text/plain');
  for (const wrong of [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer made-up-toke',
    'Basic made-up-token',
    'made-up-token',
    'Bearer made-up-token x',
  ])
    expect(await (await get(wrong)).json()).toMatchObject({ code: 'CI_METRICS_TOKEN' });
  become('');
  for (const any of [undefined, 'Bearer ', 'Bearer made-up-token']) expect((await get(any)).status).toBe(404);
});

test('the queue, the database and the process are read when they are asked for', async () => {
  const { lines } = world();
  expect(await lines('queue')).toEqual(['ci_command_center_queue_deliveries 3', 'ci_command_center_queue_oldest_seconds 60']);
  expect(await lines('dead')).toEqual(['ci_command_center_dead_deliveries 1']);
  expect(await lines('linked')).toEqual(['ci_command_center_linked_accounts 7']);
  expect(await lines('build')).toEqual(['ci_command_center_build_info{version="1.2.3",node="24.0.0"} 1']);
  const [memory] = await lines('process_resident');
  expect(Number(memory?.split(' ')[1])).toBeGreaterThan(10e6);
});

test('while the database is away what it would tell has no value, and the page is there', async () => {
  let up = true;
  const { lines } = world({
    isStorageUp: () => up,
    counts: async () => (up ? { pending: 2, dead: 0 } : Promise.reject(new Error('away'))),
  });
  expect(await lines('queue')).toEqual(['ci_command_center_queue_deliveries 2', 'ci_command_center_queue_oldest_seconds 0']);
  up = false;
  expect(await lines('storage')).toEqual(['ci_command_center_storage_up 0']);
  expect([await lines('queue'), await lines('dead'), await lines('linked')]).toEqual([[], [], []]);
});

test('deliveries are counted by what their sender was answered; names that nobody has are one', async () => {
  const { meters, lines } = world();
  const answers: Readonly<Record<string, () => Response>> = {
    some: () => Response.json({ status: 'accepted' }, { status: 202 }),
    again: () => Response.json({ status: 'duplicate' }),
    quiet: () => Response.json({ status: 'ignored', reason: 'x' }),
  };
  const intake = meterIntake(async ({ url }) => answers[url.split('/').at(-1) ?? '']?.() ?? new Response(null, { status: 404 }), meters, [
    'some',
    'again',
    'quiet',
  ]);
  for (const name of ['some', 'some', 'again', 'quiet', 'x1', 'x2', '"} 1'])
    await intake(new Request(`http://plugin/webhooks/${name}`), '');
  const said = await intake(new Request('http://plugin/webhooks/again'), '');
  expect(await said.json()).toEqual({ status: 'duplicate' });
  expect(await lines('deliveries_total')).toEqual([
    'ci_command_center_deliveries_total{provider="some",outcome="accepted"} 2',
    'ci_command_center_deliveries_total{provider="again",outcome="duplicate"} 2',
    'ci_command_center_deliveries_total{provider="quiet",outcome="ignored"} 1',
    'ci_command_center_deliveries_total{provider="other",outcome="unknown"} 3',
  ]);
});

test('what was told is timed from its receipt; what told nothing, or is tried again, is not', async () => {
  const { meters, lines } = world();
  const nextId = createDeliveryIds(() => 1_000_000);
  const of = (id = nextId()) =>
    ({ id, provider: 'some', connection: 'default', content: { kind: 'raw', headers: {}, query: '', body: new Uint8Array() } }) as const;
  const [told, silent] = [of(), of()];
  let fails = true;
  const work = meterWork(
    async () => (fails ? Promise.reject(new Error('later')) : [{ id: silent.id, reason: 'x' }]),
    meters,
    () => 1_000_040,
  );
  await expect(work('key', [told, silent])).rejects.toThrow('later');
  fails = false;
  await work('key', [told, silent]);
  await work('key', []);
  expect(await lines('delivery_to_post_seconds_sum')).toEqual(['ci_command_center_delivery_to_post_seconds_sum{provider="some"} 0.04']);
  expect(await lines('delivery_to_post_seconds_count')).toEqual(['ci_command_center_delivery_to_post_seconds_count{provider="some"} 1']);
});

const answer = (status: number): HttpAnswer => ({ status, headers: new Headers(), text: '', cut: false });

test('requests are counted by the CI system whose address they begin with', async () => {
  const { meters, lines } = world();
  const statuses = new Map([
    ['/limited', 429],
    ['/broken', 502],
    ['/refused', 403],
  ]);
  const http = meterHttp(
    async (address) => {
      const { pathname } = new URL(address);
      if (pathname.endsWith('/away')) throw new CiError('CI_HTTP_REFUSED', 'No.', 'Wait.');
      return answer(statuses.get(pathname.slice(pathname.lastIndexOf('/'))) ?? 200);
    },
    meters,
    () => [
      { provider: 'one', url: 'https://ci.test' },
      { provider: 'two', url: 'https://ci.test/two/' },
      { provider: 'none', url: '' },
    ],
  );
  await http('https://ci.test/x?token=secret');
  for (const path of ['', '/limited', '/broken', '/refused']) await http(`https://ci.test/two${path}`);
  await expect(http('https://ci.test/two/away')).rejects.toThrow('No.');
  await http('https://ci.test.evil/x');
  const written = await lines('provider_requests_total');
  expect(written).toEqual([
    'ci_command_center_provider_requests_total{provider="one",outcome="ok"} 1',
    ...['ok', 'limited', 'failed', 'refused', 'unreachable'].map(
      (outcome) => `ci_command_center_provider_requests_total{provider="two",outcome="${outcome}"} 1`,
    ),
    'ci_command_center_provider_requests_total{provider="other",outcome="ok"} 1',
  ]);
});

const grammar = (trigger: string, verbs: Grammar['verbs']): Grammar => ({ trigger, summary: '', verbs });

const done: Task['perform'] = async () => ({ text: say`Done.` });
const one = (trigger: string, verb: string, outcome: string, count = 1): string =>
  `ci_command_center_commands_total{trigger="${trigger}",verb="${verb}",outcome="${outcome}"} ${count}`;

test('commands are counted by verb and how they were answered; whatever else is typed makes no label', async () => {
  const { meters, lines } = world();
  const { ports } = fakeWorld();
  const names = {
    own: grammar('ci', [{ name: 'status', summary: '' }]),
    of: (name: string) =>
      name === 'lab'
        ? {
            grammar: grammar('lab', [{ name: 'runs', summary: '', verbs: [{ name: 'start', summary: '' }] }]),
            calls: new Map([['retry', 1]]),
          }
        : undefined,
  };
  const answering = meterAnswering(createAnswering(ports), meters, names);
  const ask = (what: string, perform: Task['perform'], prepare: Task['prepare'] = () => askedOf(ports, place, lab)) =>
    answering.answer({
      place,
      what,
      provider: 'lab',
      connectTo: undefined,
      deed: { act: 'lab.status', from: 'command', values: {}, does: () => false },
      prepare,
      perform,
      made: () => ({ kind: 'call', provider: 'lab', connection: 'default', call: { name: 'retry', args: {} } }),
    });
  const refusal = new CiError('CI_X', 'No.', 'Ask.');
  await ask('runs start', done);
  await ask('call retry', () => Promise.reject(refusal));
  await ask('call retry', done, () => Promise.reject(refusal));
  await ask('call __proto__', () => Promise.reject(new Error('surprise')));
  await ask('glpat-made-up', done);
  await answering.reply(place, 'status', async () => ({ message: 'Fine.' }));
  await answering.reply(place, '/lab help', async () => ({ message: 'Help.' }));
  expect(await lines('commands_total')).toEqual([
    one('lab', 'runs start', 'answered'),
    one('lab', 'call retry', 'refused', 2),
    one('lab', 'other', 'failed'),
    one('lab', 'other', 'answered'),
    one('ci', 'status', 'answered'),
    one('lab', 'help', 'answered'),
  ]);
  expect((await lines('command_seconds_count')).length).toBe(2);
});

test('the hook for Mattermost’s own metrics port gives the same without a token', async () => {
  const { registry, state } = world();
  expect(await (await createMetricsHook({ registry, state })()).text()).toContain('ci_command_center_storage_up 1');
});

test('measuring a delivery costs microseconds', async () => {
  const { meters } = world();
  const taken = new Response(null, { status: 202 });
  const bare = async (): Promise<Response> => taken;
  const metered = meterIntake(bare, meters, ['some']);
  const request = new Request('http://plugin/webhooks/some');
  const rounds = 20_000;
  const time = async (intake: typeof bare | typeof metered): Promise<number> => {
    const begun = performance.now();
    for (let at = 0; at < rounds; at += 1) await intake(request, '');
    return ((performance.now() - begun) * 1000) / rounds;
  };
  await time(metered);
  const [without, within] = [await time(bare), await time(metered)];
  // About 2 µs of the 4,000 that a delivery takes in all (docs/benchmarks.md); a loaded machine is given room.
  expect(within - without).toBeLessThan(100);
});

test('what people and programs did is counted as the audit notes it, and noted all the same', async () => {
  const { meters, lines } = world();
  const noted: AuditRecord[] = [];
  const { note } = meterAudit({ note: (record) => void noted.push(record) }, meters);
  const record = { act: 'ci.mute', userId: 'u1', what: '', values: {}, at: 0, milliseconds: 1 } as const;
  note({ ...record, from: 'command', outcome: 'done' });
  note({ ...record, from: 'button', outcome: 'refused', code: 'CI_PERMISSION_DENIED' });
  note({ ...record, from: 'button', outcome: 'refused', code: 'CI_PERMISSION_DENIED' });
  expect(noted).toHaveLength(3);
  expect(await lines('acts_total')).toEqual([
    'ci_command_center_acts_total{from="command",outcome="done"} 1',
    'ci_command_center_acts_total{from="button",outcome="refused"} 2',
  ]);
});
