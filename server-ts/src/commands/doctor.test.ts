import { expect, test } from '@jest/globals';
import { note, right, wrong, type CheckFinding } from '../ci/check.ts';
import { toDeliveryId } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import type { CiPorts } from './ports.ts';
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

const shut = wrong('CI_C', 'It is [shut].', 'Open `it`.');
const looking =
  (findings: readonly CheckFinding[], around: readonly CheckFinding[] = []): CiPorts['checkUp'] =>
  async () => ({ connections: [{ provider: 'lab', name: 'default', findings }], around });

test('findings of a look are told below their connection: what is wrong with what to do, then notes, then all that is right', async () => {
  const findings = [right('CI_A', 'at home'), note('CI_B', 'It ends soon.', 'Renew it.'), right('CI_A', 'at work'), shut];
  const checkUp = looking(findings, [right('CI_D', 'database in use')]);
  const { text, attachments } = await say({ ...fakePorts(), checkUp }, '/ci doctor');
  expect(attachments?.map((each) => each.text)).toEqual([
    'What it means, and what to do: [CI_C](https://chat.example/docs/troubleshooting#CI_C) · [CI_B](https://chat.example/docs/troubleshooting#CI_B)',
  ]);
  const [head, ...lines] = text.split('\n');
  expect(head).toBe('- ✗ **Lab**: last delivery 1 min ago');
  expect(lines.slice(0, 3)).toEqual([
    '  - ✗ It is \\[shut\\]. Open `it`. (CI_C)',
    '  - ⚠ It ends soon. Renew it. (CI_B)',
    '  - ✓ at home · at work',
  ]);
  expect(lines).toContain('- ✓ database in use');
});

test('where a message has no room for all, only what is wrong with connections is told, and all that is general', async () => {
  const many = Array.from({ length: 12 }, (_, index) => note('CI_B', `${index} ${'long '.repeat(300)}`, 'Renew it.'));
  const { text } = await say({ ...fakePorts(), checkUp: looking([...many, shut]), problems }, '/ci doctor');
  expect(text).toContain('(CI_C)');
  expect(text).not.toContain('(CI_B)');
  expect(text).toContain('(CI_CONFIG_KEY)');
  expect(text).toContain('System Console');
});

const away = async (): Promise<never> => {
  throw new CiError('CI_STORAGE_RIGHTS', 'No rights.', 'Grant them.');
};

test('while the database is away the rest is still told', async () => {
  const ports = fakePorts();
  const deliveries = { ...ports.deliveries, counts: away, lastOf: away };
  const checkUp = looking([], [wrong('CI_STORAGE_RIGHTS', 'No rights.', 'Grant them.')]);
  const { text } = await say({ ...ports, checkUp, deliveries, linkedAccounts: away }, '/ci doctor');
  expect(text).toContain('Grant them. (CI_STORAGE_RIGHTS)');
  expect(text).toContain('Configuration');
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
