import { expect, test } from '@jest/globals';
import { toDeliveryId } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import { deadDelivery, fakeDeliveries, fakePorts, refusingPorts, say } from './fake-ports.ts';

const other = toDeliveryId('01890f3c-0000-7000-8000-000000000002');

const problems = (): readonly CiError[] => [new CiError('CI_CONFIG_KEY', 'Line 3: notifi is unknown.', 'Did you mean notify?')];

test('the doctor says of each connection when it was last heard, of the queue what waits, and what is wrong in the configuration', async () => {
  const { text } = await say({ ...fakePorts(), deliveries: fakeDeliveries([deadDelivery]), problems }, '/ci doctor');
  const lines = text.replaceAll('\u200B', '').split('\n');
  expect(lines).toEqual([
    '- ✓ **Lab**: last delivery 1 min ago',
    '- – **Gate** (`https://gate.example`): nothing has ever come. Its webhook must point to `https://chat.example/plugins/ci-command-center/webhooks/gate`',
    '- ✗ **Deliveries**: 2 waiting, the oldest for 1 s; 1 given up: `/ci doctor deliveries` tells why, `/ci doctor replay all` tries them again',
    '- ✓ **Accounts**: 2 linked, their tokens encrypted; `/ci whoami` tells yours',
    '- ✗ Line 3: notifi is unknown. Did you mean notify? (CI_CONFIG_KEY)',
  ]);
});

test('an application for accounts is told where people come back to', async () => {
  const redirects = ['https://chat.example/plugins/ci-command-center/oauth/lab/complete'];
  const { text } = await say(
    {
      ...fakePorts(),
      connections: () =>
        fakePorts()
          .connections()
          .map((each) => ({ ...each, url: 'https://lab.example', redirects })),
    },
    '/ci doctor',
  );
  expect(text.replaceAll('\u200B', '')).toContain(`Its OAuth application needs the redirect address \`${redirects[0]}\``);
});

test('what was given up is listed with its reason, and tried again one by one or all', async () => {
  const ports = { ...fakePorts(), deliveries: fakeDeliveries([deadDelivery, { ...deadDelivery, id: other }]) };
  const list = await say(ports, '/ci doctor deliveries');
  expect(list.text).toContain(`- \`${deadDelivery.id}\` · Lab · 5 min ago · 140 tries · The server answered @\u200Ball 500.`);
  expect((await say(ports, `/ci doctor replay ${other}`)).text).toContain('One delivery is tried again.');
  expect((await say(ports, '/ci doctor replay all')).text).toContain('One delivery is tried again.');
  expect((await say(ports, '/ci doctor replay all')).text).toBe('No delivery was given up.');
  expect((await say(ports, '/ci doctor replay x')).text).toContain('x is no delivery.');
  expect((await say(ports, '/ci doctor deliverys')).text).toContain('Did you mean deliveries?');
});

test('only administrators see what was given up and what is wrong', async () => {
  for (const command of ['/ci doctor deliveries', '/ci doctor replay all'])
    expect((await say(refusingPorts(), command)).text).toContain('(CI_ADMINISTRATOR)');
  const { text } = await say(refusingPorts(), '/ci doctor');
  expect(text).toContain('1 wrong; a system administrator sees here what');
  expect(text).not.toContain('Secret detail');
});
