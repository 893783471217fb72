import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startJenkins, type Jenkins } from '../../../../../test/stand-ins/jenkins/index.ts';
import type { Button } from '../../../ci/command.ts';
import { pipelineStateOf } from '../../../ci/pipeline-join.ts';
import { cardButtons } from '../card-buttons.ts';
import { command } from '../command.ts';
import { lookAt } from '../look-at.ts';
import { asking, type Asking } from './fake-asked.ts';

jest.setTimeout(60_000);

const OTHER = { code: 'CI_JENKINS_OTHER_BUILD' };
let jenkins: Jenkins;
let alice: Asking;

beforeAll(async () => {
  jenkins = await startJenkins({ speed: 200 });
  alice = asking({ url: jenkins.url, login: 'alice', token: jenkins.person('alice') });
});

afterAll(() => jenkins.stop());

/** A job whose #1 asks and then goes on; made anew, it counts from 1. */
async function make(name: string): Promise<void> {
  const known = jenkins.controller.root.items.get('city');
  if (known !== undefined && 'items' in known) known.items.delete(name);
  jenkins.job(`city/${name}`, {
    script: {
      stages: [
        { name: 'ask', input: { message: 'Ship?' } },
        { name: 'ship', hold: 'shipping' },
      ],
    },
  });
  await jenkins.run(`city/${name}`);
  await jenkins.until(() => jenkins.build(`city/${name}`)?.inputs.length === 1);
}

async function buttonsOf(name: string): Promise<readonly Button[]> {
  const seen = await lookAt({ project: `city/${name}`, run: '1' }, await alice.verb({}).as());
  if (seen.kind !== 'seen') throw new Error('no build');
  return cardButtons(pipelineStateOf(seen.event));
}

async function press({ call: { name, args } }: Button): Promise<unknown> {
  return command.calls[name]?.(alice.call(args));
}

test('below the card of a build that was deleted with its job nothing is done to the new build of that number', async () => {
  await make('again');
  const old = await buttonsOf('again');
  expect(old.map(({ call }) => call.name)).toEqual(['input-answer', 'abort', 'log']);
  const before = jenkins.build('city/again');
  await make('again');
  const now = jenkins.build('city/again');
  expect([now?.number, now === before]).toEqual([1, false]);
  const [answer, abort] = old;
  if (answer === undefined || abort === undefined) throw new Error('no buttons');
  await expect(press(answer)).rejects.toMatchObject(OTHER);
  await expect(press({ ...answer, call: { ...answer.call, name: 'input-filled' } })).rejects.toMatchObject(OTHER);
  await expect(press({ ...answer, call: { ...answer.call, name: 'input-abort' } })).rejects.toMatchObject(OTHER);
  await expect(press(abort)).rejects.toMatchObject(OTHER);
  await expect(press({ ...abort, call: { ...abort.call, name: 'rebuild' } })).rejects.toMatchObject(OTHER);
  expect([now?.inputs.length, now?.result]).toEqual([1, undefined]);
  const [proceed, stop] = await buttonsOf('again');
  if (proceed === undefined || stop === undefined) throw new Error('no buttons');
  await press(proceed);
  await jenkins.held('city/again', 'shipping');
  await press(stop);
  await jenkins.until(() => jenkins.build('city/again')?.result === 'ABORTED');
});
