import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as z from 'zod';
import { toSubjectKey } from '../ci/ids.ts';
import { noticeKinds } from '../ci/notice.ts';
import { expectHarmless, hostileAddress, hostileText } from '../../../test/hostile-text.ts';
import { drawMessage } from './message.ts';
import type { PersonalNews, StoredNews, What } from './news.ts';
import { settingsCommand } from './settings-command.ts';
import { usualPreferences, type Preferences } from './preferences.ts';
import { todoWords } from './todo.ts';
import { safeUrl } from '../rendering/escape.ts';
import { markdownOf } from '../rendering/words.ts';

const subject = toSubjectKey('some/default/merge-request/1/7');
const stored = (what: What, news: Partial<PersonalNews> = {}): StoredNews => ({
  identity: what,
  subject,
  roles: [{ kind: 'review', what }],
  role: 0,
  notedAt: 1,
  outcome: 'told',
  news: {
    thing: {
      kind: 'merge-request',
      project: { id: '1', path: 'city/api', url: '' },
      number: '7',
      title: 'Ferry',
      url: 'https://ci.example/7',
    },
    by: 'Bob',
    ...news,
  },
});
const attached = z.object({ attachments: z.array(z.object({ text: z.string() })) });
const draw = (...news: readonly StoredNews[]) =>
  drawMessage({ provider: 'some', connection: 'default', title: 'Some', trigger: 'some', news, details: new Map() });

test('one sentence without a link is the message; the link, the words and the switch are below it', () => {
  const post = draw(stored('review-asked'), stored('commented', { text: 'Well done', url: 'https://ci.example/7#note_1' }));
  expect(post.message.replaceAll('\u200B', '')).toBe('Bob asks for your review of city/api!7: Ferry');
  expect(post.props).toMatchObject({
    attachments: [
      {
        text: expect.stringMatching(
          /^\[city\/api!7\]\(https:\/\/ci\.example\/7\)\n\nBob commented on .*\[open\]\(https:\/\/ci\.example\/7#note_1\)\n> Well done$/su,
        ),
        actions: [{ name: 'Turn off messages like this', integration: { context: { call: 'notices-off', args: { kinds: 'review' } } } }],
      },
    ],
  });
});

test('nothing that comes from outside acts, and no length is refused', () => {
  fc.assert(
    fc.property(hostileText, hostileText, hostileAddress, (one, two, url) => {
      const thing = { ...stored('mentioned').news.thing, title: one, project: { id: '1', path: two, url }, url };
      const { message, props } = draw(stored('mentioned', { by: two, text: one, thing, url }), stored('unapproved', { text: two, thing }));
      const { attachments } = attached.parse(props);
      const addresses = new Set(safeUrl(url) === undefined ? [] : [safeUrl(url) ?? '']);
      for (const markdown of [message, ...attachments.map(({ text }) => text)]) expectHarmless(markdown, addresses);
    }),
    { numRuns: 100 },
  );
  const long = 'x'.repeat(100_000);
  const many = Array.from({ length: 200 }, () => stored('commented', { by: long, text: `${long}\n${long}` }));
  expect(JSON.stringify(draw(...many)).length).toBeLessThan(16_000);
});

test('settings understand what the earlier plugin did, and each kind; anything else changes nothing', async () => {
  const changes: unknown[] = [];
  const table = {
    of: async (): Promise<Preferences> => usualPreferences,
    change: async (_user: string, _provider: string, change: unknown): Promise<Preferences> => (changes.push(change), usualPreferences),
    introduced: async () => undefined,
    unreminded: async () => [],
    remind: async () => true,
    unremind: async () => undefined,
  };
  const { calls } = settingsCommand({ name: 'some', title: 'Some', trigger: 'some', notices: noticeKinds, hasTodo: true }, table);
  const typed = async (words: string): Promise<string> => {
    const before = changes.length;
    // Only these fields of what is asked are used.
    const asked: unknown = { args: { words }, person: { userId: 'u1' } };
    const call: unknown = calls['settings-set'];
    if (typeof call !== 'function') throw new Error('no such call');
    await Promise.resolve(call(asked)).catch(() => undefined);
    return changes.length > before ? JSON.stringify(changes.at(-1)) : 'refused';
  };
  expect(await typed('notifications off')).toBe('{"what":"notifications","on":false}');
  expect(await typed('Reminders ON')).toBe('{"what":"reminders","on":true}');
  expect(await typed('notifications merged off')).toBe('{"what":"kinds","kinds":["merged"],"on":false}');
  for (const words of [
    '',
    'notifications',
    'notifications maybe',
    'reminders merged off',
    'notifications nonsense off',
    'x on',
    'notifications on off on',
  ])
    expect(await typed(words)).toBe('refused');
});

test('to-dos are told with numbers; what cannot be asked keeps nobody from the others', () => {
  const connection = { provider: 'some', name: 'default', url: 'https://ci.example', webhookSecrets: [] };
  const entry = {
    title: '@all [x](https://evil.example)',
    place: 'city/api#7',
    url: 'https://ci.example/7',
    why: 'Bob mentioned you',
    at: 0,
  };
  const list = [
    { title: 'To-Do List', entries: [entry], total: 12, more: true, page: 'https://ci.example/todos' },
    { title: 'Review requests', entries: [], total: 0, more: false },
  ];
  const text = markdownOf(todoWords('Some', [{ connection, list }], 3 * 86_400_000)).replaceAll('\u200B', '');
  expect(text).toMatch(
    /^\*\*To-Do List: 12\*\*\n- \[city\/api\\#7\]\(https:\/\/ci\.example\/7\).* · Bob mentioned you · 3 days ago\n- … and \[11 more\]/u,
  );
  expect(text).toMatch(/Review requests: none$/);
  expect(text).not.toMatch(/[^\\]\]\(https:\/\/evil/);
});
