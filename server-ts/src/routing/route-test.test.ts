import { expect, test } from '@jest/globals';
import { toChannelId } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import { createRouting } from './decide.ts';
import type { Explanation } from './explain.ts';
import { testRoute, type RouteTestPorts } from './route-test.ts';

const channel = toChannelId('c1');
const ports: RouteTestPorts = {
  routing: createRouting(),
  providers: ['lab', 'forge'],
  rules: {
    routes: [
      { match: { branch: ['release/*'] }, to: [{ kind: 'named', channel: 'releases' }], continue: false, line: 3 },
      { match: { project: ['platform/**'], status: ['passed'] }, to: [{ kind: 'named', channel: 'platform' }], continue: true, line: 4 },
      { match: { author: ['*-bot'] }, to: [], continue: false, line: 5 },
      { match: {}, to: [{ kind: 'named', channel: 'rest' }], notify: 'failures', continue: false, line: 6 },
      { match: {}, to: [{ kind: 'named', channel: 'never' }], continue: false, line: 7 },
    ],
    notify: { pipelines: 'finish' },
    thread: 'details',
    mutes: [],
    quietHours: { from: 22 * 60, to: 6 * 60, days: [1, 2, 3, 4, 5, 6, 7], daysOff: [], timezone: 'UTC' },
  },
  subscriptions: [
    { id: 's', number: 7, channelId: channel, creatorId: 'u', provider: 'lab', project: 'other/*', events: [], createdAt: 0 },
    { id: 't', number: 8, channelId: channel, creatorId: 'u', provider: 'lab', project: '**', events: [], createdAt: 0 },
  ],
  mutes: [{ id: 'm', channelId: channel, what: 'project', pattern: 'platform/*' }],
  now: Date.UTC(2026, 10, 21, 12),
};

function explained(text: string): Explanation {
  const answer = testRoute(text.split(' '), ports);
  if (answer instanceof CiError) throw answer;
  return answer;
}

test('each route is told with its outcome and what did not match, then what comes of it', () => {
  const answer = explained('pipeline provider=lab project=platform/api branch=main status=passed at=2026-11-21T23:00Z');
  expect(answer.facts).toMatchObject({ event: 'pipeline', status: 'success', project: 'platform/api', branch: 'main' });
  expect(answer.routes).toMatchObject([
    { line: 3, outcome: 'missed', missed: { key: 'branch', wanted: ['release/*'], found: ['main'] } },
    { line: 4, outcome: 'matched' },
    { line: 5, outcome: 'missed', missed: { key: 'author', wanted: ['*-bot'], found: [] } },
    { line: 6, outcome: 'matched' },
    { line: 7, outcome: 'unreached' },
  ]);
  expect(answer.fallback).toBeUndefined();
  expect(answer.subscriptions).toMatchObject([{ number: 7, missed: { key: 'project' } }, { number: 8 }]);
  expect(answer.subscriptions[1]?.missed).toBeUndefined();
  expect(answer.mutes).toHaveLength(1);
  expect(answer.quietUntil).toBe(Date.UTC(2026, 10, 22, 6));
  expect(answer.destinations.map(({ speak, holdUntil, why }) => [speak, holdUntil === undefined, why])).toEqual([
    [true, false, 'route in line 4'],
    [false, true, 'route in line 6, nothing to say at success (failures)'],
    [false, true, 'subscription 8, muted (project platform/*)'],
  ]);
});

test('an event of which little is told is imagined at its most telling', () => {
  expect(explained('alert').facts).toMatchObject({ event: 'alert', status: 'firing', connection: 'default' });
  expect(explained('wiki author=renovate-bot').routes[2]?.outcome).toBe('matched');
  expect(explained('event=deployment status=failed hosted=yes').destinations[0]).toMatchObject({
    speak: false,
    why: 'route in line 6, shown on another card',
  });
});

test('what nobody routes goes to the default room', () => {
  const plain = { ...ports, rules: { ...ports.rules, routes: [] } };
  expect(testRoute(['wiki'], plain)).toMatchObject({ fallback: 'nowhere', destinations: [] });
  expect(testRoute(['event=quality_gate', 'past=failed,passed'], plain)).toMatchObject({ fallback: 'alerts' });
});

test.each([
  ['pipelin', 'There is no event pipelin.', 'Did you mean pipeline?'],
  ['projct=a', 'There is no key projct.', 'Did you mean project?'],
  ['provider=labb', 'There is no provider labb.', 'Did you mean lab?'],
  ['status=fialed', 'There is no status fialed.', 'Did you mean failed?'],
  ['event=alert status=failed', 'There is no status failed.', 'There are: firing, resolved.'],
  ['past=bad', 'There is no past bad.', 'There are: failed, created'],
  ['at=noon', 'at=noon is no time.', 'at=2026-11-21T23:00+01:00'],
  ['branch=a branch=b', 'branch is said twice.', 'Say each once'],
])('%s: %s', (text, message, remedy) => {
  expect(testRoute(text.split(' '), ports)).toMatchObject({ code: 'CI_ROUTE_TEST', message, remedy: expect.stringContaining(remedy) });
});
