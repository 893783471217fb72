import { expect, test } from '@jest/globals';
import type { GateSeen } from '../../ci/gate.ts';
import type { Delivery } from '../../ci/provider.ts';
import { sonarqube } from './index.ts';

const connection = { provider: 'sonarqube', name: 'default', url: '', webhookSecrets: [] };
const base = { taskId: 'task-1', status: 'SUCCESS', analysedAt: '2026-11-21T01:32:43+0000', project: { key: 'shop', name: 'Shop' } };

function delivery(payload: object): Delivery {
  return { headers: new Headers(), query: new URLSearchParams(), body: Buffer.from(JSON.stringify({ ...base, ...payload })) };
}

function read(payload: object): GateSeen {
  const reading = sonarqube.read(delivery(payload), connection);
  if (reading.kind !== 'event' || reading.event.kind !== 'gate') throw new Error(JSON.stringify(reading));
  return reading.event;
}

test.each([
  [{ qualityGate: { status: 'OK' } }, 'passed'],
  [{ qualityGate: { status: 'WARN' } }, 'passed'],
  [{ qualityGate: { status: 'ERROR' } }, 'failed'],
  [{ qualityGate: { status: 'NONE' } }, 'none'],
  [{}, 'none'],
  [{ status: 'FAILED' }, 'error'],
  [{ status: 'CANCELED', qualityGate: { status: 'OK' } }, 'error'],
])('%j is %s', (payload, status) => {
  expect(read(payload).analysis.status).toBe(status);
});

test('what was not measured has neither failed nor passed', () => {
  const conditions = [
    { metric: 'new_coverage', operator: 'LESS_THAN', status: 'NO_VALUE', errorThreshold: '80' },
    { metric: 'ncloc', operator: 'GREATER_THAN', status: 'ERROR', errorThreshold: '20' },
    { metric: 'bugs', operator: 'EQUALS', value: 0, status: 'constructor' },
    { operator: 'LESS_THAN' },
    null,
  ];
  expect(read({ qualityGate: { status: 'ERROR', conditions } }).analysis.conditions).toEqual([
    { metric: 'new_coverage', status: 'unknown', fails: 'below', threshold: '80' },
    { metric: 'ncloc', status: 'failed', fails: 'above', threshold: '20' },
    { metric: 'bugs', status: 'unknown', value: '0' },
  ]);
});

test('a pull request is not the branch that has its number for a name', () => {
  const branch = read({ branch: { name: '42', type: 'BRANCH' } });
  const request = read({ branch: { name: '42', type: 'PULL_REQUEST', url: 'https://sonar.example/dashboard?id=shop&pullRequest=42' } });
  expect(request.subject.key).not.toBe(branch.subject.key);
  expect(request.analysis).toMatchObject({
    ref: { kind: 'merge-request', name: '!42' },
    url: 'https://sonar.example/dashboard?id=shop&pullRequest=42',
  });
});

const identity = (payload: object) => sonarqube.identify(delivery(payload));

test('a global hook and a project’s hook send one delivery, a change of an issue another', () => {
  expect(identity({})).toBe('task-1');
  expect(identity({ properties: { hook: 'project' } })).toBe('task-1');
  const changed = { taskId: undefined, changedAt: '2026-11-21T02:10:00+0000', qualityGate: { status: 'OK' } };
  expect(identity(changed)).toBe(identity({ ...changed }));
  expect(identity({ ...changed, changedAt: '2026-11-21T02:10:01+0000' })).not.toBe(identity(changed));
  expect(identity({ taskId: undefined })).toBeUndefined();
  expect(read(changed).analysis).toMatchObject({ at: Date.UTC(2026, 10, 21, 2, 10), id: identity(changed) });
});

test('what tells no time is ignored, what names no project is none of SonarQube', () => {
  expect(sonarqube.read(delivery({ analysedAt: 'soon' }), connection).kind).toBe('ignored');
  expect(sonarqube.read(delivery({ project: {} }), connection).kind).toBe('invalid');
});
