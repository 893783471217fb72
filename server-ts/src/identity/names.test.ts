import { expect, test } from '@jest/globals';
import { subjectKey } from '../ci/ids.ts';
import type { Person } from '../ci/pipeline.ts';
import { pipelineStateOf } from '../ci/pipeline-join.ts';
import type { ReviewState } from '../ci/review.ts';
import { createNames } from './names.ts';

const project = { id: '1', path: 'city/api', url: '' };
const subject = { key: subjectKey('lab', 'one', '1', '7'), provider: 'lab', connection: 'one', project };
const ada: Person = { id: '42', name: 'Ada Lovelace', username: 'ada' };
const zoe: Person = { id: '43', name: 'Zoe', username: 'zoe' };

const pipeline = (triggeredBy: Person) =>
  pipelineStateOf({
    kind: 'pipeline',
    pipeline: { ...subject, id: '7' },
    snapshot: { number: '7', url: '', status: 'failed', stages: [], triggeredBy, commit: { sha: 'a'.repeat(40), title: '', author: ada } },
    jobs: [],
  });
const review: ReviewState = {
  kind: 'merge-request',
  subject,
  number: '3',
  snapshot: { title: '', url: '', state: 'open', draft: false, labels: [], assignees: [zoe, ada], reviewers: [ada], confidential: false },
  acts: [{ id: 'a', verb: 'approved', by: ada }],
};

function world(known: Readonly<Record<string, string>>) {
  const asked: unknown[] = [];
  const clock = { now: 0 };
  const others: (() => void)[] = [];
  const named = createNames({
    async recognise(_provider, _connection, who) {
      asked.push(who.id);
      return known[who.username ?? ''];
    },
    username: async (userId) => (userId === 'gone' ? undefined : `${userId}.here`),
    whenOthers: (forget) => void others.push(forget),
    now: () => clock.now,
  });
  return { named, asked, clock, others: () => others.forEach((forget) => forget()) };
}

test('who is known is called by the name here wherever they are told of, everybody else as before; the states themselves stay', async () => {
  const { named } = world({ ada: 'ada' });
  const states = [pipeline(zoe), review];
  const before = JSON.stringify(states);
  const [drawn, reviewed] = await named(states);
  const here = { ...ada, here: 'ada.here' };
  expect(drawn).toMatchObject({ overview: { snapshot: { triggeredBy: zoe, commit: { author: here } } } });
  expect(reviewed).toMatchObject({ snapshot: { assignees: [zoe, here], reviewers: [here] }, acts: [{ by: here }] });
  expect(JSON.stringify(states)).toBe(before);
});

test('a flood of news of the same people asks once, and again after a while', async () => {
  const { named, asked, clock } = world({});
  for (let at = 0; at < 50; at += 1) await named([pipeline(zoe)]);
  expect(asked).toEqual(['43', '42']);
  clock.now = 61_000;
  await named([pipeline(zoe)]);
  expect(asked).toHaveLength(4);
});

test('who links an account is called by name on the next card', async () => {
  const people: Record<string, string> = {};
  const { named, others } = world(people);
  expect(await named([pipeline(zoe)])).not.toMatchObject([{ overview: { snapshot: { triggeredBy: { here: 'zoe.here' } } } }]);
  people['zoe'] = 'zoe';
  others();
  expect(await named([pipeline(zoe)])).toMatchObject([{ overview: { snapshot: { triggeredBy: { here: 'zoe.here' } } } }]);
});

test('who has left is called as the CI system does, and so is everybody while nobody can be asked', async () => {
  const states = [pipeline(ada)];
  expect(await world({ ada: 'gone' }).named(states)).toBe(states);
  const broken = createNames({
    recognise: () => Promise.reject(new Error('away')),
    username: async () => 'x',
    whenOthers: () => undefined,
    now: () => 0,
  });
  expect(await broken(states)).toBe(states);
});
