import { expect, test } from '@jest/globals';
import type { RunState } from '@ci-command-center/contract';
import { link, say } from '../ci/words.ts';
import { over } from './advance.ts';
import { fakeIntent, fakeRun, fakeStep } from './fake-runs.ts';
import type { Run } from './run.ts';
import { runCard } from './run-card.ts';
import { viewOfRun } from './run-view.ts';

const nasty = '@all [here](https://evil.example) `code` **loud** #tag\n# big';
const approval = { count: 2, from: { users: ['bob', 'carol'], groups: [], roles: [] }, selfApproval: false, expires: 3_600_000 };

function run(state: RunState, more: Partial<Run['course']> = {}, values: Record<string, string> = {}): Run {
  const parameters = [
    { name: 'note', type: 'string', required: false },
    { name: 'pin', type: 'secret', required: true },
  ] as const;
  const intent = fakeIntent([fakeStep('build'), fakeStep('tell')], { kind: 'stop' }, { approval, parameters });
  const { about, course, ...rest } = fakeRun('k3f9x2mq', intent);
  return { ...rest, revision: 1, state, about: { ...about, values, secret: ['pin'] }, course: { ...course, ...more } };
}

const textOf = (card: ReturnType<typeof runCard>): string => JSON.stringify([card.message, card.props]).replaceAll('\u200B', '');
const buttonsOf = ({ props }: ReturnType<typeof runCard>): readonly (readonly [string, string])[] => {
  const { attachments } = JSON.parse(JSON.stringify(props));
  return (attachments[0].actions ?? []).map(({ id, name }: { id: string; name: string }) => [id, name]);
};

test('who is asked is called by name while it waits, and by nobody afterwards; a secret is masked', () => {
  expect(runCard(run('waiting'), ['bob', 'carol']).message).toContain('@bob @carol: please approve or reject');
  expect(textOf(runCard(run('waiting')))).toMatch(/pin = ••••••.*Waits for 2 more people to agree/);
  expect(runCard(run('running'), ['bob']).message).not.toContain('@bob');
});

test('a button has the same id in each state only where it does the same: a click on an older card does nothing else', () => {
  const all = (['waiting', 'queued', 'running', 'succeeded', 'failed', 'rejected', 'unknown'] as const).map((state) =>
    buttonsOf(runCard(run(state))),
  );
  const names = Map.groupBy(all.flat(), ([id]) => id);
  for (const [, pairs] of names) expect(new Set(pairs.map(([, name]) => name)).size).toBe(1);
  expect(all.map((pairs) => pairs.map(([, name]) => name))).toEqual([
    ['Approve', 'Reject …', 'Cancel'],
    ['Cancel'],
    ['Cancel'],
    ['Run again …'],
    ['Run again …'],
    ['Run again …'],
    ['Run again …'],
  ]);
});

test('nothing foreign acts on it: values, words of CI systems, reasons and logs', () => {
  const state = over('failed', say`${link(nasty, 'https://ci.example/1')} says ${nasty}`, {}, 1, ['```', '@all', nasty]);
  const [first, ...others] = run('failed').course.steps;
  if (first === undefined) throw new Error('no step');
  const person = { userId: 'bob', username: 'bob', reason: nasty };
  const card = runCard(
    run('failed', { steps: [{ ...first, state }, ...others], rejected: person, approvals: [{ ...person, at: 1 }] }, { note: nasty }),
  );
  const { attachments } = JSON.parse(JSON.stringify(card.props));
  const text: string = attachments[0].text;
  const outside = text.replaceAll(/(`{3,})[^\n]*\n[\s\S]*?\n\1/g, '');
  expect(outside).not.toMatch(/(?<![\u200B\\])@all|\]\(https:\/\/evil|^# big/m);
  expect(text).toContain('````');
});

test('what programs and the sidebar are told has each step with its state, and no secret', () => {
  const [first, ...others] = run('failed').course.steps;
  if (first === undefined) throw new Error('no step');
  const state = over('failed', say`It broke.`, { url: 'https://ci.example/1' }, 1, ['the bridge is up']);
  expect(viewOfRun(run('failed', { steps: [{ ...first, state }, ...others] }), ['cancel'])).toMatchObject({
    id: 'k3f9x2mq',
    values: [{ name: 'pin', value: '••••••' }],
    steps: [
      { name: 'build', status: 'failed', text: 'It broke.', url: 'https://ci.example/1', log: ['the bridge is up'] },
      { name: 'tell', status: 'created' },
    ],
    may: ['cancel'],
  });
});
