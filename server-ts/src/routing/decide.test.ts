import { expect, test } from '@jest/globals';
import type { GateAnalysis } from '../ci/gate.ts';
import { subjectKey, toChannelId } from '../ci/ids.ts';
import { merge } from '../ci/merge.ts';
import { modelIdentity } from '../ci/pipeline-history.ts';
import type { Status } from '../ci/pipeline.ts';
import type { ActVerb } from '../ci/review.ts';
import type { PipelineState } from '../ci/state.ts';
import type { SubjectState } from '../ci/subject.ts';
import type { Past } from '../ci/trend.ts';
import { createRouting, type Question } from './decide.ts';
import { holdIn, perChannel } from './destination.ts';
import type { Mute, Notify, Route, Rules, Subscription } from './rules.ts';

const every: readonly Status[] = ['created', 'pending', 'running', 'success', 'warning', 'failed', 'canceled', 'skipped', 'manual'];
const { decide } = createRouting();

const rules = (more: Partial<Rules> = {}): Rules => ({
  routes: [],
  notify: { pipelines: 'finish' },
  thread: 'details',
  mutes: [],
  ...more,
});
const route = (more: Partial<Route>): Route => ({
  match: {},
  to: [{ kind: 'named', channel: 'routed' }],
  continue: false,
  line: 1,
  ...more,
});
const mute = (more: Partial<Mute>): Mute => ({ id: 'm', what: 'user', pattern: '@Ada', ...more });
const subscription = (more: Partial<Subscription> = {}): Subscription => ({
  id: 's1',
  number: 1,
  channelId: toChannelId('subscribed'),
  creatorId: 'u1',
  provider: 'lab',
  project: 'team/**',
  events: [],
  createdAt: 0,
  ...more,
});

function pipeline(status: Status, finishedAt?: number): PipelineState {
  const ref = { kind: 'branch', name: 'main' } as const;
  const times = finishedAt === undefined ? {} : { finishedAt };
  const snapshot = {
    number: '1',
    url: 'https://ci.example/1',
    ref,
    status,
    stages: [],
    triggeredBy: { name: 'Ada', username: 'ada' },
    ...times,
  };
  return merge(undefined, { kind: 'pipeline', pipeline: modelIdentity, snapshot, jobs: [] });
}

const subject = { key: subjectKey('lab', 'default', 'x', '1'), provider: 'lab', connection: 'default', project: modelIdentity.project };

function gate(...statuses: readonly GateAnalysis['status'][]): SubjectState {
  const [first, ...more] = statuses.map((status, age) => ({ id: String(age), at: 100 - age, status, url: '', conditions: [] }));
  if (first === undefined) throw new Error('a gate has an analysis');
  return { kind: 'gate', subject, analyses: [first, ...more] };
}

function deployment(status: Exclude<Status, 'warning'>): SubjectState {
  return { kind: 'deployment', subject, deployment: { id: '1', status, environment: 'production' } };
}

function issue(verb: ActVerb, confidential = false): SubjectState {
  const snapshot = { title: 'A', url: '', state: 'open', draft: false, labels: [], assignees: [], reviewers: [], confidential } as const;
  return { kind: 'issue', subject, number: '1', snapshot, acts: [{ id: '1', verb }] };
}

function past(...statuses: readonly Status[]): Past {
  return statuses.map((status, age) => ({ key: subject.key, number: '0', status, at: 50 - age, failedJobs: [], failedTests: [] }));
}

/** `room speaks`, in order. */
function said(state: SubjectState, more: Partial<Question> = {}): readonly string[] {
  const question: Question = { state, hosted: false, past: [], rules: rules(), subscriptions: [], mutes: [], now: 0, ...more };
  return decide(question).map(({ room, speak, holdUntil }) => {
    const name = room.kind === 'purpose' ? room.purpose : room.kind === 'named' ? room.channel : room.id;
    return `${name} ${speak ? (holdUntil === undefined ? 'speaks' : 'waits') : 'is silent'}`;
  });
}

function speaksAt(notify: Notify, history: Past = []): readonly Status[] {
  return every.filter(
    (status) => said(pipeline(status), { rules: rules({ notify: { pipelines: notify } }), past: history })[0] === 'builds speaks',
  );
}

test('by default a pipeline speaks when it concludes; waiting for a person is a conclusion', () => {
  expect(speaksAt('finish')).toEqual(['success', 'warning', 'failed', 'canceled', 'manual']);
});

test('each policy speaks of what it is for', () => {
  expect(speaksAt('live')).toEqual(every.filter((status) => status !== 'skipped'));
  expect(speaksAt('failures')).toEqual(['failed']);
  expect(speaksAt('changes')).toEqual(['failed']);
  expect(speaksAt('changes', past('canceled', 'failed', 'success'))).toEqual(['success', 'warning']);
  expect(speaksAt({ after: 3 }, past('failed', 'success'))).toEqual([]);
  expect(speaksAt({ after: 3 }, past('failed', 'skipped', 'failed', 'success'))).toEqual(['failed']);
  expect(speaksAt({ after: 3 }, past('failed', 'failed', 'failed'))).toEqual(['success', 'warning']);
  expect(speaksAt({ after: 3 }, past('failed', 'failed'))).toEqual(['failed']);
});

test('a deployment speaks when it concludes, with live from when it runs', () => {
  expect([deployment('created'), deployment('running'), deployment('success')].map((state) => said(state)[0])).toEqual([
    'builds is silent',
    'builds is silent',
    'builds speaks',
  ]);
  const live = rules({ routes: [route({ notify: 'live' })] });
  expect(said(deployment('running'), { rules: live })).toEqual(['routed speaks']);
  expect(said(deployment('running'), { rules: rules({ notify: { pipelines: 'live' } }) })).toEqual(['builds is silent']);
});

test('a gate speaks when it failed, and of its end where changes are asked for', () => {
  expect([gate('failed'), gate('error'), gate('passed'), gate('none'), gate('passed', 'failed')].map((state) => said(state)[0])).toEqual([
    'alerts speaks',
    'alerts speaks',
    'alerts is silent',
    'alerts is silent',
    'alerts is silent',
  ]);
  const changes = rules({ routes: [route({ notify: 'changes' })] });
  const fixes = [gate('passed', 'none', 'failed'), gate('passed', 'passed', 'failed'), gate('failed', 'failed')];
  expect(fixes.map((state) => said(state, { rules: changes })[0])).toEqual(['routed speaks', 'routed is silent', 'routed is silent']);
});

test('what is shown on another card speaks only where its kind was asked for by name, a failed gate among the alerts', () => {
  const wide = rules({ routes: [route({ match: { project: ['team/**'] } })] });
  const named = rules({ routes: [route({ match: { event: ['deployment', 'quality_gate', 'pipeline'] } })] });
  const hosted = true;
  expect(said(deployment('success'), { hosted })).toEqual(['builds is silent']);
  expect(said(deployment('success'), { hosted, rules: wide })).toEqual(['routed is silent']);
  expect(said(deployment('success'), { hosted, rules: named })).toEqual(['routed speaks']);
  expect(said(gate('failed'), { hosted })).toEqual(['alerts speaks']);
  expect(said(gate('failed'), { hosted, rules: wide })).toEqual(['routed is silent', 'alerts speaks']);
  expect(said(gate('failed'), { hosted, rules: named })).toEqual(['routed speaks']);
  expect(said(pipeline('failed'), { hosted, rules: named })).toEqual(['routed is silent']);
  expect(said(deployment('success'), { hosted, subscriptions: [subscription({ events: ['deployment'] })] })).toEqual([
    'builds is silent',
    'subscribed speaks',
  ]);
});

test('an issue of which only a reaction was heard gets no card; a confidential one only where a route names issues', () => {
  expect(said(issue('reacted'))).toEqual(['reviews is silent']);
  expect(said(issue('commented'))).toEqual(['reviews speaks']);
  const subscriptions = [subscription({ events: ['issue'] })];
  expect(said(issue('opened', true), { subscriptions })).toEqual(['reviews is silent']);
  expect(said(issue('opened', true), { subscriptions: [subscription({ events: ['confidential_issue'] })] })).toEqual([
    'reviews is silent',
    'subscribed speaks',
  ]);
  expect(said(issue('opened', true), { rules: rules({ routes: [route({ match: { event: ['issue'] } })] }) })).toEqual(['routed speaks']);
});

test('the first route that matches wins, unless it goes on; what none matches goes to the default room', () => {
  const routes = [
    route({ match: { branch: ['release/*'] }, to: [{ kind: 'named', channel: 'releases' }] }),
    route({ match: { project: ['TEAM/*'] }, to: [{ kind: 'named', channel: 'one' }], continue: true }),
    route({ match: { author: ['ad?'] }, to: [{ kind: 'named', channel: 'two' }], notify: 'failures' }),
    route({ to: [{ kind: 'named', channel: 'three' }] }),
  ];
  expect(said(pipeline('success'), { rules: rules({ routes }) })).toEqual(['one speaks', 'two is silent']);
  expect(said(pipeline('success'), { rules: rules({ routes: routes.slice(0, 1) }) })).toEqual(['builds speaks']);
  expect(said(pipeline('success'), { rules: rules({ routes: [route({ to: [] })] }) })).toEqual([]);
});

test('a subscription adds to the routes; a channel reached in two ways is told once', () => {
  const question = { state: pipeline('failed'), hosted: false, past: [], rules: rules(), mutes: [], now: 0 };
  const destinations = decide({ ...question, subscriptions: [subscription({ notify: 'changes', thread: 'flat' })] });
  expect(destinations.map(({ why }) => why)).toEqual(['default room', 'subscription 1']);
  const found = destinations.map((destination) => ({ destination, channelId: toChannelId('same') }));
  expect(perChannel(found)).toEqual([
    { channelId: 'same', speak: true, quiet: false, thread: 'details', why: 'default room; subscription 1' },
  ]);
});

test('a mute silences everywhere, or in its own channel, until its time is over', () => {
  const here = { subscriptions: [subscription()], now: 1000 };
  expect(said(pipeline('failed'), { ...here, rules: rules({ mutes: [mute({})] }) })).toEqual(['builds is silent', 'subscribed is silent']);
  expect(said(pipeline('failed'), { ...here, mutes: [mute({ until: 1000 })] })).toEqual(['builds speaks', 'subscribed speaks']);
  const mutes = [mute({ what: 'branch', pattern: 'ma*', channelId: toChannelId('subscribed') })];
  expect(said(pipeline('failed'), { ...here, mutes })).toEqual(['builds speaks', 'subscribed is silent']);
  const [builds] = decide({ state: pipeline('failed'), hosted: false, past: [], rules: rules(), ...here, mutes });
  if (builds === undefined) throw new Error('no destination');
  expect(perChannel([{ destination: builds, channelId: toChannelId('subscribed') }])[0]?.speak).toBe(false);
  expect(perChannel([{ destination: builds, channelId: toChannelId('other') }])[0]?.speak).toBe(true);
});

test('in quiet hours news wait; afterwards only the newest verdict of a branch is said', () => {
  const quiet = rules({ quietHours: { from: 22 * 60, to: 7 * 60, days: [1, 2, 3, 4, 5, 6, 7], daysOff: [], timezone: 'UTC' } });
  const night = Date.UTC(2026, 10, 21, 3);
  const morning = Date.UTC(2026, 10, 21, 7);
  const state = pipeline('failed', night);
  expect(said(state, { rules: quiet, now: night })).toEqual(['builds waits']);
  const [held] = decide({ state, hosted: false, past: [], rules: quiet, subscriptions: [], mutes: [], now: night });
  expect(held?.holdUntil).toBe(morning);
  expect(said(state, { rules: quiet, now: morning })).toEqual(['builds speaks']);
  expect(said(state, { rules: quiet, now: morning, superseded: true })).toEqual(['builds is silent']);
  expect(said(pipeline('failed', morning), { rules: quiet, now: morning, superseded: true })).toEqual(['builds speaks']);
});

test('what names no commit waits a moment for it, unless it is shown on another card by then', () => {
  const state: SubjectState = {
    kind: 'artifact',
    subject,
    artifact: { type: 'file', name: 'app.jar' },
    events: [{ id: '1', action: 'published' }],
  };
  const decided = (more: Partial<Question>) =>
    decide({ state, hosted: false, past: [], rules: rules(), subscriptions: [], mutes: [], now: 50_000, changedAt: 40_000, ...more });
  expect(decided({})).toMatchObject([{ speak: true, holdUntil: 70_000 }]);
  expect(decided({ now: 70_000 })[0]).not.toHaveProperty('holdUntil');
  expect(decided({ hosted: true }).some(({ speak }) => speak)).toBe(false);
  const known: SubjectState = { ...state, artifact: { ...state.artifact, sha: 'a'.repeat(40) } };
  expect(decided({ state: known })[0]).not.toHaveProperty('holdUntil');
});

test('where somebody started it, it is shown whatever rules, mutes, quiet hours and other cards say, and once', () => {
  const here = toChannelId('subscribed');
  const followers = [{ channelId: here, why: 'started here by alice' }];
  const question: Question = {
    state: pipeline('running'),
    hosted: true,
    past: [],
    rules: rules({ mutes: [mute({ what: 'project', pattern: '**' })], notify: { pipelines: 'failures' } }),
    subscriptions: [subscription()],
    mutes: [],
    now: 0,
    followers,
  };
  const found = perChannel(
    decide(question).map((destination) => ({
      destination,
      channelId: toChannelId(destination.room.kind === 'channel' ? destination.room.id : 'other'),
    })),
  );
  expect(found.filter(({ speak }) => speak)).toMatchObject([{ channelId: here, why: expect.stringContaining('started here by alice') }]);
  expect(found.filter(({ channelId }) => channelId === here)).toHaveLength(1);
  expect(holdIn(found, new Map([[here, 500]])).find(({ channelId }) => channelId === here)?.holdUntil).toBe(500);
});
