import { expect, test } from '@jest/globals';
import type { BotPost } from '../../server/ledger.ts';
import { account } from './account.ts';

const card = (number: string, status: string, over: Partial<BotPost> = {}): BotPost => ({
  id: number,
  channel: 'builds',
  rootId: '',
  cardKey: `gitlab/default/pipeline/${number}`,
  message: '',
  text: '',
  pipeline: { number, status },
  ...over,
});
const news = (message: string): BotPost => {
  const { pipeline: _, ...rest } = card(message, '');
  return { ...rest, pipeline: undefined, channel: 'alerts', cardKey: message, message };
};

test('the account names what is lost, doubled and behind, and nothing else', () => {
  const posts = [
    card('770010000001', 'success'),
    card('770010000002', 'failed'),
    card('770010000002', 'failed', { id: 'again' }),
    card('770010000003', 'running'),
    card('770010000003', 'success', { rootId: 'x', cardKey: 'a reply' }),
    news('Resolved: DiskFull on 770020000004'),
    news('Firing: DiskFull on 770020000005'),
  ];
  const expected = [
    { mark: '770010000001', shows: 'success' },
    { mark: '770010000002', shows: 'failed' },
    { mark: '770010000003', shows: 'success' },
    { mark: '770020000004', shows: 'resolved' },
    { mark: '770020000005', shows: 'resolved' },
    { mark: '770020000006', shows: 'merged' },
  ];
  expect(account(expected, posts)).toEqual({
    expected: 6,
    lost: ['770020000006'],
    doubled: ['2 × gitlab/default/pipeline/770010000002 in builds'],
    behind: ['770010000003 shows running, not success', '770020000005 shows Firing: DiskFull on 770020000005, not resolved'],
  });
});
