import { expect, test } from '@jest/globals';
import { callActions } from './call-actions.ts';

const origin = { provider: 'lab', connection: 'default' };

test('a button and a menu bring their call back', () => {
  const actions = callActions(origin, {
    buttons: [
      {
        label: 'Abort',
        style: 'danger',
        call: { name: 'abort', args: { job: 'a/b' } },
        confirm: { title: 'Abort?', text: 'It ends.', yes: 'Abort' },
      },
    ],
    menu: {
      label: 'Choose …',
      call: { name: 'get', args: {} },
      choices: [
        { label: '', value: 'x' },
        { label: 'none', value: '' },
      ],
    },
  });
  expect(actions).toEqual([
    {
      id: 'call0',
      type: 'button',
      name: 'Abort',
      style: 'danger',
      integration: {
        url: '/plugins/ci-command-center/actions/call',
        context: { ...origin, call: 'abort', args: { job: 'a/b' }, confirm: { title: 'Abort?', text: 'It ends.', yes: 'Abort' } },
      },
    },
    {
      id: 'callmenu',
      type: 'select',
      name: 'Choose …',
      options: [{ text: '…', value: 'x' }],
      integration: { url: '/plugins/ci-command-center/actions/call', context: { ...origin, call: 'get', args: {} } },
    },
  ]);
});

test('ids are letters and digits, as they stand in the address of the click', () => {
  const many = callActions(origin, { buttons: Array.from({ length: 12 }, () => ({ label: 'x', call: { name: 'y', args: {} } })) }, 'card');
  expect(many.every(({ id }) => /^[A-Za-z0-9]+$/.test(id))).toBe(true);
  expect(new Set(many.map(({ id }) => id)).size).toBe(12);
  expect(callActions(origin, { menu: { label: 'x', call: { name: 'y', args: {} }, choices: [] } })).toEqual([]);
});
