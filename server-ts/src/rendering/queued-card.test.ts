import { expect, test } from '@jest/globals';
import { expectHarmless, hostileText } from '../../../test/hostile-text.ts';
import * as fc from 'fast-check';
import { shouldEdit } from './edits.ts';
import { renderQueued, type QueuedRun, type QueuedStanding } from './queued-card.ts';

const run: QueuedRun = {
  provider: 'some',
  connection: 'default',
  key: 'queue/some/default/42',
  revision: 1,
  providerTitle: 'Some CI',
  project: { id: 'asgard/deploy', path: 'asgard/deploy', url: 'https://ci.example/job/asgard/job/deploy/' },
  startedBy: 'alice',
  standing: { kind: 'waiting', reason: 'Build #13 is already in progress (ETA: 20 sec)' },
  parameters: [
    { name: 'VERSION', value: '1.2.3' },
    { name: 'PASSWORD', value: '***' },
  ],
  buttons: [{ label: 'Cancel', call: { name: 'abort', args: { queued: '42' } }, style: 'danger' }],
  since: 1000,
  now: 2000,
};
const edit = (before = '', after = '', edits = 0) => shouldEdit({ before, after, edits });
const textOf = (kind: QueuedStanding['kind']) => renderQueued({ ...run, parameters: [], standing: standing(kind) }).content;
const standing = (kind: QueuedStanding['kind']): QueuedStanding => ({ kind, reason: 'It was so.', remedy: 'Do `this`.' });

test('a queued run says why it waits, who asked for it and with what, and can be taken back', () => {
  const { content, view } = renderQueued(run);
  expect(content.message).toBe('○ asgard/deploy: queued by alice');
  expect(content.props.attachments[0]).toMatchObject({
    title: 'In the queue',
    text: 'Build \\#\u200B13 is already in progress (ETA:\u200B 20 sec)\n**With:** VERSION = \u200B1.2.3, PASSWORD = \\*\\*\\*\nStarted from chat by alice',
    actions: [{ name: 'Cancel', style: 'danger', integration: { context: { call: 'abort', args: { queued: '42' } } } }],
  });
  expect(view).toMatchObject({
    key: run.key,
    number: '',
    status: 'pending',
    queueReason: 'Build #13 is already in progress (ETA: 20 sec)',
    actions: [{ label: 'Cancel' }],
  });
});

test('another reason to wait is no edit; what ends the wait always is, and so is the run itself', () => {
  const [waiting, other, gone, lost] = [
    run,
    { ...run, standing: { kind: 'waiting', reason: 'Waiting for next available executor' } as const },
    { ...run, standing: standing('gone') },
    { ...run, standing: standing('unfollowed') },
  ].map((each) => renderQueued(each).substance);
  expect(edit(waiting, other)).toBe(false);
  expect(edit(waiting, gone, 3)).toBe(true);
  expect(edit(waiting, lost, 3)).toBe(true);
  expect(edit(waiting, 'moving started - -')).toBe(true);
});

test('what became of it is said with what to do', () => {
  expect(textOf('gone').message).toBe('⊘ asgard/deploy: left the queue without a build, asked for by alice');
  expect(textOf('unfollowed').props.attachments[0]?.text).toContain('It was so.\nDo `this`.');
  expect(textOf('gone').props.attachments[0]?.actions).toBeUndefined();
});

test('nothing foreign in it acts', () => {
  fc.assert(
    fc.property(hostileText, hostileText, hostileText, (path, reason, value) => {
      const { content } = renderQueued({
        ...run,
        project: { ...run.project, path },
        startedBy: value,
        standing: { kind: 'waiting', reason },
        parameters: [{ name: value, value }],
      });
      expectHarmless(content.message, new Set());
      expectHarmless(content.props.attachments[0]?.text ?? '', new Set());
    }),
    { numRuns: 60 },
  );
});
