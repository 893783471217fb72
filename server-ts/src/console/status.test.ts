import { expect, test } from '@jest/globals';
import { deadDelivery, fakeDeliveries, fakePorts, refusingPorts } from '../commands/fake-ports.ts';
import { CiError } from '../platform/errors.ts';
import { createStatus, type StatusPorts } from './status.ts';

const ask = (ports: StatusPorts, user = 'root') =>
  createStatus(ports).request('/api/v1/status', { headers: { 'Mattermost-User-Id': user } });

const problems = (): readonly CiError[] => [new CiError('CI_CONFIG_KEY', 'notifi is unknown.', 'Did you mean notify?')];

test('an administrator sees when each connection was heard, what waits, and what is wrong', async () => {
  const ports = { ...fakePorts(), deliveries: fakeDeliveries([deadDelivery]), problems };
  const status: unknown = await (await ask(ports)).json();
  expect(status).toMatchObject({
    connections: [
      { title: 'Lab', lastDelivery: ports.now() - 60_000, redirects: [] },
      { title: 'Gate', url: 'https://gate.example', webhook: 'https://chat.example/plugins/ci-command-center/webhooks/gate' },
    ],
    queue: { pending: 2, dead: 1, slow: false },
    accounts: 2,
    problems: [{ code: 'CI_CONFIG_KEY', message: 'notifi is unknown.', remedy: 'Did you mean notify?' }],
  });
  expect(status).not.toHaveProperty('connections.1.lastDelivery');
});

test('what has waited for long is called slow', async () => {
  const ports = fakePorts();
  const deliveries = { ...ports.deliveries, counts: async () => ({ pending: 1, dead: 0, oldestPending: ports.now() - 61_000 }) };
  expect(await (await ask({ ...ports, deliveries })).json()).toMatchObject({ queue: { slow: true } });
});

test('nobody else sees it', async () => {
  const refused = await ask(refusingPorts());
  expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ code: 'CI_API_ADMINISTRATOR' })]);
  expect((await ask(fakePorts(), '')).status).toBe(401);
});
