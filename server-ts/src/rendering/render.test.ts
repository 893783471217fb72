import { expect, test } from '@jest/globals';
import type { Alert, AlertsSeen } from '../ci/alerts.ts';
import type { CiEvent } from '../ci/event.ts';
import { subjectKey } from '../ci/ids.ts';
import { factsOf } from '../ci/facts.ts';
import { merge } from '../ci/merge.ts';
import type { Act } from '../ci/review.ts';
import type { SubjectState } from '../ci/subject.ts';
import { shouldEdit } from './edits.ts';
import { render } from './render.ts';
import type { RenderScene, Rendered } from './rendered.ts';
import { sampleFor } from './template-sample.ts';
import { noTemplates } from './templates.ts';
import { sceneToView } from './view.ts';

const context = { providerTitle: () => 'Some CI', templates: noTemplates };
const show = (scene: RenderScene, change: Partial<RenderScene> = {}): Rendered => render({ ...scene, ...change }, context);
const textOf = ({ content }: Pick<Rendered, 'content'>): string => content.props.attachments.map(({ text }) => text).join('\n');

test('a pipeline’s card holds all that belongs to its commit, each on a line', () => {
  const joined = [sampleFor('gate.failed'), sampleFor('artifact.published'), sampleFor('deployment.finished')].map(({ state }) => state);
  const shown = show(sampleFor('pipeline.finished'), { joined });
  expect(shown.content.message).toBe('✓ platform/api: pipeline #4711 passed on main in 4 min 43 s; quality gate failed');
  expect(textOf(shown).split('\n')).toEqual([
    'Branch main',
    'Commit a1b2c3d4 Fix the login by Alice Meyer',
    '✓ test passed',
    '**Quality gate:** ✗ [Our way](https://ci.example/platform/api) failed: coverage on new code 61.2 % (at least 80 %)',
    '**Artifacts:** platform/api:\u200B1.2.3',
    '**Deployments:** ✓ production',
    '4 min 43 s · push by Alice Meyer',
  ]);
  expect(shown.replies.map(({ key, loud }) => [key, loud])).toEqual([
    ['verdict/success', true],
    ['gate/1', true],
    ['artifact/sample/default/sample/1/1', false],
    ['deployment/1/success', true],
  ]);
  expect(show(sampleFor('pipeline.finished')).substance).not.toBe(shown.substance);
});

test('where nobody told a branch, none is said: neither in the message nor on the card nor to routes', () => {
  const scene = sampleFor('pipeline.finished');
  if (scene.state.kind !== 'pipeline' || scene.state.overview.kind !== 'snapshot') throw new Error('the sample is a pipeline');
  const { ref: _ref, ...snapshot } = scene.state.overview.snapshot;
  const state = { ...scene.state, overview: { ...scene.state.overview, snapshot } };
  const shown = show(scene, { state });
  expect(shown.content.message).toBe('✓ platform/api: pipeline #4711 passed in 4 min 43 s');
  expect(textOf(shown)).not.toMatch(/Branch|unknown/);
  expect(factsOf(state)).not.toHaveProperty('branch');
  expect(sceneToView(state, scene, context).ref).toEqual({ kind: 'branch', name: '' });
});

test('broken, still failing and fixed are said as such; a first failure broke nothing', () => {
  const failed = sampleFor('pipeline.failed');
  const failures = failed.past.map((verdict) => ({ ...verdict, status: 'failed' as const }));
  expect(show(failed).content.message).toBe('✗ platform/api: pipeline #4711 failed on main (broken): unit');
  expect(show(failed, { past: failures }).content.message).toBe(
    '✗ platform/api: pipeline #4711 failed on main (4 failures in a row): unit',
  );
  expect(show(failed, { past: [] }).content.message).toBe('✗ platform/api: pipeline #4711 failed on main: unit');
  expect(show(sampleFor('pipeline.fixed')).content.message).toBe('✓ platform/api: pipeline #4711 passed on main (fixed) in 4 min 43 s');
});

test('a duration is set against the usual one where it is far from it', () => {
  const scene = sampleFor('pipeline.finished');
  const slow = scene.past.map((verdict) => ({ ...verdict, duration: 90 }));
  expect(show(scene, { past: slow }).content.message).toContain('in 4 min 43 s (usually 1 min 30 s)');
  expect(show(scene).content.message).not.toContain('usually');
});

test('the end of a failed job’s log stands in a block that nothing in it can end, new failures first', () => {
  const finding = {
    jobId: '1',
    jobName: 'unit',
    at: 0,
    logLines: ['$ npm test', '```', '@channel \u202Eevil', '````'],
    linesLeftOut: 1200,
    tests: [
      { name: 'known one', known: true },
      { name: 'fresh one', known: false, message: 'expected 1' },
    ],
    testsLeftOut: 1,
  };
  const reply = show(sampleFor('pipeline.failed'), { findings: [finding] }).replies.find(({ key }) => key === 'log/1');
  expect(reply?.content.message).toBe('✗ platform/api: unit failed (3 tests failed, 1 new)');
  expect(reply?.content.props.attachments[0]?.text).toBe(
    '`````\n$ npm test\n```\n@channel evil\n````\n`````\n1200 lines above not shown\n✗ **new** fresh one: expected 1\n✗ known one\nand 1 more failed test',
  );
});

test('tests that failed in a job which was tried again since are not on the card any more', () => {
  const scene = sampleFor('pipeline.failed');
  if (scene.state.kind !== 'pipeline') throw new Error('no pipeline');
  const [job] = scene.state.jobs;
  if (job === undefined) throw new Error('no job');
  const { id, name } = job.job;
  const finding = { jobName: name, at: 0, logLines: [], linesLeftOut: 0, tests: [{ name: 'TestFerries', known: false }], testsLeftOut: 0 };
  expect(show(scene, { findings: [{ ...finding, jobId: id }] }).view?.tests?.names).toEqual(['TestFerries']);
  expect(show(scene, { findings: [{ ...finding, jobId: `${id}-earlier` }] }).view?.tests?.names ?? []).not.toContain('TestFerries');
});

const at = Date.UTC(2026, 0, 15, 9, 0);
const minutes = 60_000;
const alert = (name: string, startsAt: number, endsAt?: number): Alert => ({
  fingerprint: name,
  status: endsAt === undefined ? 'firing' : 'resolved',
  name,
  labels: { alertname: name, severity: name === 'Down' ? 'critical' : 'warning', job: 'runner', instance: `${name}-1` },
  annotations: { summary: `${name} is bad` },
  startsAt,
  ...(endsAt !== undefined && { endsAt }),
});
const group = { receiver: 'ops', labels: { job: 'runner' }, commonLabels: { job: 'runner' }, commonAnnotations: {} };
const subject = { key: subjectKey('lab', 'default', 'alerts', 'g'), provider: 'lab', connection: 'default' };
const alertsSeen = (truncated: number, ...alerts: readonly Alert[]): AlertsSeen => ({ kind: 'alerts', subject, group, alerts, truncated });

test('a group of alerts is told from firing to resolved on one card, one reply a change', () => {
  const events: readonly CiEvent[] = [
    alertsSeen(91, alert('Down', at), alert('Slow', at + 10_000)),
    alertsSeen(0, alert('Down', at), alert('Slow', at + 10_000), alert('Full', at + 20 * minutes)),
    alertsSeen(0, alert('Down', at, at + 30 * minutes)),
    { kind: 'silence', subject, silence: { id: 's', by: 'alice', at: at + 31 * minutes, until: at + 91 * minutes, expired: false } },
    alertsSeen(0, alert('Slow', at + 10_000, at + 40 * minutes), alert('Full', at + 20 * minutes, at + 40 * minutes)),
  ];
  let state: SubjectState | undefined;
  const told = events.map((event) => {
    state = merge(state, event);
    return show({ state, revision: 1, updatedAt: at + 35 * minutes, joined: [], past: [], findings: [] });
  });
  expect(told.map(({ content }) => content.message)).toEqual([
    '▲ Firing: Down, Slow (critical), 2 alerts',
    '▲ Firing: Down, Slow, Full (critical), 3 alerts',
    '▲ 2 of 3 firing: Slow, Full (warning)',
    '▲ 2 of 3 firing: Slow, Full (warning)',
    '✓ Resolved: Down, Slow, Full after 40 min',
  ]);
  expect(told.map(({ replies }) => replies.map(({ content }) => content.message).at(-1))).toEqual([
    undefined,
    '▲ Firing, too: Full: Full is bad',
    '✓ Resolved: Down: Down is bad',
    '⏸ alice silenced these alerts until 2026-01-15 10:31 UTC',
    '⏸ alice silenced these alerts until 2026-01-15 10:31 UTC',
  ]);
  expect(told[0]?.content.props.attachments[0]?.text.split('\n')).toEqual([
    'job=runner',
    '▲ **Down** Down is bad · severity=critical, instance=Down-1 · since 2026-01-15 09:00 UTC',
    '▲ **Slow** Slow is bad · severity=warning, instance=Slow-1 · since 2026-01-15 09:00 UTC',
    'and 91 more alerts not shown here',
  ]);
  expect(told.map(({ settled }) => settled)).toEqual([false, false, false, false, true]);
  expect(told.map(({ content }) => content.props.attachments[0]?.actions?.map(({ name }) => name))).toEqual([
    ['Silence for …'],
    ['Silence for …'],
    ['Silence for …'],
    ['End the silence'],
    ['End the silence'],
  ]);
  expect(new Set(told.map(({ substance }) => substance)).size).toBe(5);
});

test('alerts that come and go for a day do not fill the server with versions of a post, and the end is always said', () => {
  let state: SubjectState | undefined;
  let said = '';
  let edits = -1;
  for (let round = 0; round <= 400; round += 1) {
    const flaps = Array.from({ length: 30 }, (_, index) => {
      const startsAt = at + index + Math.floor(round / 2) * minutes;
      return alert(`a${index}`, startsAt, round % 2 === 1 && (index + round) % 3 === 0 ? startsAt + 1 : undefined);
    });
    const over = flaps.map((one) => alert(one.name, one.startsAt, one.startsAt + 10 * minutes));
    state = merge(state, alertsSeen(0, ...(round === 400 ? over : flaps)));
    const after = show({ state, revision: 1, updatedAt: at, joined: [], past: [], findings: [] }).substance;
    if (edits < 0 || shouldEdit({ before: said, after, edits })) [said, edits] = [after, edits + 1];
  }
  expect(edits).toBeLessThanOrEqual(21);
  expect(said).toMatch(/^alerts resolved/);
});

const act = (verb: Act['verb'], when: number, text?: string): Act => ({
  id: `${verb}${when}`,
  verb,
  by: { name: 'Bob' },
  at: when,
  ...(text !== undefined && { text }),
});

test('what people do about a merge request stands below it; of a confidential issue neither title nor words are told', () => {
  const acts = [act('opened', 1), act('commented', 2, '@all look:\n```\nx'), act('approved', 3), act('labelled', 4), act('merged', 5)];
  const scene = sampleFor('merge_request.merged');
  if (scene.state.kind !== 'merge-request') throw new Error('no merge request');
  const open = show(scene, { state: { ...scene.state, acts } });
  expect(open.replies.map(({ content }) => content.message)).toEqual([
    '● platform/api: Bob commented on !12',
    '✓ platform/api: Bob approved !12',
    '✓ platform/api: Bob merged !12',
  ]);
  expect(open.replies[0]?.content.props.attachments[0]?.text).toBe('> @\u200Ball look:\u200B\n> \\`\\`\\`\n> x');
  expect(textOf(open)).toContain('**Approved by:** Bob');

  const secret = {
    ...scene.state,
    kind: 'issue' as const,
    acts,
    snapshot: { ...scene.state.snapshot, title: 'Hole', confidential: true, state: 'open' as const },
  };
  const hidden = show(scene, { state: secret });
  expect(hidden.content.message).toBe('● platform/api: confidential issue #12 opened by Bob');
  expect(JSON.stringify([hidden.content, hidden.replies])).not.toMatch(/Hole|look|bug|Weber/);
});

test('a push names its newest commits and counts the others', () => {
  const commits = Array.from({ length: 8 }, (_, index) => ({ sha: `${index}`.repeat(40), title: `change ${index}` }));
  const scene = sampleFor('push');
  if (scene.state.kind !== 'news' || scene.state.news.event !== 'push') throw new Error('no push');
  const shown = show(scene, { state: { ...scene.state, news: { ...scene.state.news, commits, total: 30 } } });
  expect(shown.content.message).toBe('↑ platform/api: Alice Meyer pushed 30 commits to main');
  expect(textOf(shown).split('\n')).toEqual([
    '77777777 change 7',
    '66666666 change 6',
    '55555555 change 5',
    '44444444 change 4',
    '33333333 change 3',
    'and 25 more commits',
  ]);
});

test('where nobody waits, nothing is loud', () => {
  const joined = [sampleFor('gate.failed').state];
  expect(render({ ...sampleFor('pipeline.failed'), joined }, { ...context, quiet: true }).replies.map(({ loud }) => loud)).toEqual([false]);
});

const edit = (from: Rendered | undefined, to: Rendered | undefined, edits: number) =>
  shouldEdit({ before: from?.substance ?? '', after: to?.substance ?? '', edits });

function asking(
  inputs: readonly { id: string; message: string; submitters: readonly string[] }[],
  status: 'running' | 'success' = 'running',
) {
  const scene = sampleFor('pipeline.started');
  if (scene.state.kind !== 'pipeline' || scene.state.overview.kind !== 'snapshot') throw new Error('no snapshot');
  const { duration: _, ...snapshot } = scene.state.overview.snapshot;
  const told = {
    ...snapshot,
    status,
    expectedDuration: 250,
    inputs: inputs.map((input) => ({ ...input, proceed: 'Ship it', asks: false })),
    parameters: [{ name: 'REGION', value: 'eu' }],
  };
  return { ...scene, past: [], state: { ...scene.state, overview: { ...scene.state.overview, snapshot: told } } };
}

test('a question that waits is said first, to whom it is put, and is worth an edit; an answer takes it back', () => {
  const question = { id: 'Ship', message: 'Ship to production?', submitters: ['alice', 'ops'] };
  const [before, asked, other, after] = [asking([]), asking([question]), asking([{ ...question, id: 'Next' }]), asking([])].map((scene) =>
    show({ ...scene, followed: { startedBy: 'alice' } }),
  );
  expect(asked?.content.message).toBe('⏸ platform/api: pipeline #4711 waits for an answer on main: Ship to production?');
  expect(textOf(asked ?? show(asking([])))).toContain('**Waits for an answer:** Ship to production? (by alice, ops)');
  expect(textOf(asked ?? show(asking([])))).toContain('usually 4 min 10 s · started from chat by alice');
  expect(asked?.view).toMatchObject({
    inputs: [{ proceed: 'Ship it' }],
    parameters: [{ name: 'REGION', value: 'eu' }],
    expectedDuration: 250,
  });
  expect([edit(before, asked, 1), edit(asked, other, 2), edit(asked, after, 3), edit(asked, asked, 0), edit(other, asked, 4)]).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(show(asking([question], 'success')).view?.inputs).toBeUndefined();
});

test('what can be done stands below the card, five at most, and each click is told from every other', () => {
  const buttons = ['Abort', 'Log', 'A', 'B', 'C', 'D'].map((label) => ({ label, call: { name: 'do', args: { label } } }));
  const shown = render(asking([]), { ...context, cardButtons: () => buttons, hasLog: () => true });
  const actions = shown.content.props.attachments[0]?.actions ?? [];
  expect(actions.map(({ name }) => name)).toEqual(['Abort', 'Log', 'A', 'B', 'C']);
  expect(new Set(actions.map(({ id }) => id)).size).toBe(5);
  expect(actions.every(({ id }) => /^[A-Za-z0-9]+$/.test(id))).toBe(true);
  expect(shown.view?.actions?.map(({ id, label }) => [id, label])).toEqual(actions.map(({ id, name }) => [id, name]));
  expect(shown.view?.log).toBe(true);
});
