import { expect, test } from '@jest/globals';
import { wrong } from '../ci/check.ts';
import { fakePorts } from '../commands/fake-ports.ts';
import { supportData } from './support.ts';

const checkUp = async () => ({ connections: [], around: [wrong('CI_CHECK_BOT', 'The made-up-secret is disabled.', 'Enable it.')] });
const redact = (text: string): string => text.replaceAll('made-up-secret', '***');
const away = async (): Promise<never> => {
  throw new Error('away');
};

test('the support packet holds status and check-up, without a secret', async () => {
  const { name, body } = await supportData({ ...fakePorts(), checkUp, redact });
  expect(name).toBe('ci-command-center.json');
  expect(JSON.parse(body)).toMatchObject({
    status: { version: '0.1.0', queue: { dead: 0 } },
    checkup: { around: [{ code: 'CI_CHECK_BOT', message: 'The *** is disabled.' }] },
  });
});

test('while the database is away it says so, and still holds the rest', async () => {
  const ports = fakePorts();
  const { body } = await supportData({ ...ports, deliveries: { ...ports.deliveries, counts: away }, checkUp, redact });
  expect(JSON.parse(body)).toMatchObject({ status: { code: 'CI_UNEXPECTED' }, checkup: { around: [{ code: 'CI_CHECK_BOT' }] } });
});
