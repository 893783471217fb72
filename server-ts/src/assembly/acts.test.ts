import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { actOfCall, type Act } from '../ci/act.ts';
import { verbAt } from '../ci/grammar.ts';
import { asking } from '../providers/gitlab/commands/fake-asked.ts';
import { providers } from '../providers/registry.ts';
import { catalogue } from './acts.ts';

const page = join(import.meta.dirname, '../../../docs/permissions.md');
const ADMINISTRATORS = /^(?:gitlab\.(?:setup|hooks\.sync|instance\.(?:install|uninstall|set-default))|ci\.api-key\..*|ci\.setup(?:\..*)?)$/;

function withoutRules({ name, changes }: Act): string {
  if (ADMINISTRATORS.test(name)) return 'administrators';
  if (name === 'ci.doctor') return 'everybody; `deliveries` and `replay` administrators';
  if (name === 'ci.audit') return 'everybody for their own; all: administrators';
  if (/^ci\.(?:run|approve|reject|intents|history)$/.test(name)) return 'as the runbook says';
  if (changes === 'subscribe' || changes === 'mute') return 'header';
  if (changes === 'silence') return 'channel';
  if (name.endsWith('.subscriptions.list')) return 'everybody';
  if (name.startsWith('ci.')) return 'everybody';
  return /\.(?:connect|me|settings|todo|disconnect)$/.test(name) ? 'everybody for themselves' : 'account';
}

const rows = catalogue.acts.map((act) => `| \`${act.name}\` | ${act.changes ?? ''} | ${withoutRules(act)} |`);
const cells = (line: string): string => line.replaceAll(/\s+/g, ' ');

test('the page lists everything that can be done, with its kind and who may without rules', async () => {
  const text = await readFile(page, 'utf8');
  const [head = '', rule = '', ...shown] = text.split('\n').filter((line) => /^\| (?:name|-+|`)/.test(line));
  // WRITE_PAGES=1 with this test brings the page up to date.
  if (process.env['WRITE_PAGES'] === '1')
    await writeFile(page, text.replace([head, rule, ...shown].join('\n'), [head, rule, ...rows].join('\n')));
  expect(shown.map(cells)).toEqual(rows.map(cells));
});

test.each(providers.flatMap(({ name, command }) => (command === undefined ? [] : [{ name, command }])))(
  '$name: every button, menu and form is named after the verb that it stands for, or by itself',
  ({ command }) => {
    expect(Object.keys(command.acts).toSorted()).toEqual(Object.keys(command.calls).toSorted());
    for (const [call, act] of Object.entries(command.acts)) {
      const verb = typeof act === 'string' ? verbAt(command.grammar, act.split(' ')) : undefined;
      expect([call, typeof act !== 'string' || verb !== undefined]).toEqual([call, true]);
      expect(catalogue.named(actOfCall(command.grammar, act).name).name).not.toBe('');
    }
  },
);

/** What tells nobody anything, and what only opens or shows. */
const SHOWS = /^(?:log|open-log|choose-artifacts|post-artifacts|is-back)$/;

test('every button that changes something has a kind, so that plain words in rules mean it and the audit notes it', () => {
  for (const { command } of providers)
    for (const [call, act] of Object.entries(command?.acts ?? {})) {
      const { changes } = actOfCall(command?.grammar ?? { trigger: '', verbs: [] }, act);
      expect([call, changes === undefined]).toEqual([call, SHOWS.test(call)]);
    }
});

test('what the page says is for administrators is refused to everybody else', async () => {
  const { type } = asking({ url: 'https://gitlab.invalid', login: 'ada', token: 'made-up' });
  for (const [verb, ...more] of [
    ['setup'],
    ['hooks sync'],
    ['instance install'],
    ['instance uninstall', 'lab'],
    ['instance set-default', 'lab'],
  ])
    await expect(type(verb ?? '', ...more)).rejects.toMatchObject({ code: 'CI_NOT_ADMINISTRATOR' });
});
