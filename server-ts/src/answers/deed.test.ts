import { expect, test } from '@jest/globals';
import { say } from '../ci/words.ts';
import { isDone, toldOf, type Deed } from './deed.ts';

const deed: Deed = {
  act: 'lab.build',
  from: 'command',
  values: { job: 'app', VERSION: 'x'.repeat(400) },
  pairs: { PIN: '4711', REGION: 'eu', API_TOKEN: 'made-up' },
  does: (call) => call === 'build',
};
const text = say`Started.`;

test('of values that the CI system was not asked about only the names are told; else what it says is secret, and what is called so', () => {
  expect(toldOf(deed, 'refused', undefined, undefined)).toEqual({
    what: '',
    values: { job: 'app', VERSION: `${'x'.repeat(300)}…`, PIN: '••••••', REGION: '••••••', API_TOKEN: '••••••' },
  });
  const follow = {
    project: { id: '1', path: 'team/app', url: '' },
    run: { queued: '7' },
    why: 'started',
    parameters: [{ name: 'PIN', value: '***' }],
  } as const;
  expect(toldOf(deed, 'done', 'default', { text, follow })).toMatchObject({
    what: 'team/app',
    values: { connection: 'default', PIN: '***', REGION: 'eu', API_TOKEN: '••••••' },
  });
});

test('what all in the channel are told tells what it was done to; what one person is told is nobody’s business', () => {
  expect(toldOf(deed, 'done', 'default', { text, inChannel: true }).what).toBe('Started.');
  expect(toldOf(deed, 'done', 'default', { text }).what).toBe('');
});

test('what asks back was not done', () => {
  const button = (name: string) => ({ text, buttons: [{ label: 'Go', call: { name, args: {} } }] });
  const form = { title: '', submit: '', fields: [], call: { name: 'build', args: {} } };
  expect(
    [{ text }, button('stop'), button('build'), { text, form }, { text, faults: { job: 'no' } }].map((answer) => isDone(deed, answer)),
  ).toEqual([true, true, false, false, false]);
  expect(isDone({ ...deed, shows: true }, { text })).toBe(false);
});
