import { expect, test } from '@jest/globals';
import type { IntentFile } from '../config/schema/intents.ts';
import { createIntentFiles } from '../intents/files.ts';
import { formsOf } from '../intents/forms.ts';
import { ownForms } from '../intents/own-steps.ts';
import { CiError } from '../platform/errors.ts';
import { parseSchedule } from '../storage/tasks.ts';
import { intentFilesSchedule } from './intents.ts';

const MINUTE = 60_000;
const file: IntentFile = { project: 'platform/runbooks', file: 'intents.yaml' };
const other: IntentFile = { project: 'platform/other', file: 'intents.yaml' };
const intent = (name: string): string => `name: ${name}\nkind: custom\nsteps:\n  - wait: { for: 1s }\n`;

/** What one node keeps for all of them, a CI system with files, and a clock by which the schedule is followed. */
function start() {
  const kept = new Map<string, string>();
  const texts = new Map([
    [file.project, intent('first')],
    [other.project, intent('second')],
  ]);
  const world = { away: false, fetched: new Array<string>(), now: Date.UTC(2026, 10, 21, 9, 59) };
  const node = () =>
    createIntentFiles({
      files: () => [file, other],
      async fetch({ project }) {
        if (world.away) throw new CiError('CI_HTTP_REFUSED', 'It is away.', 'Wait.');
        world.fetched.push(project);
        return { provider: 'lab', connection: 'default', text: texts.get(project) ?? '' };
      },
      load: async (name) => kept.get(name),
      keep: async (name, text) => void kept.set(name, text),
      changed: async () => undefined,
      forms: { ...ownForms, ...formsOf([]) },
    });
  const [schedule] = parseSchedule(intentFilesSchedule);
  if (schedule === undefined) throw new Error('no schedule');
  return { world, texts, node, match: schedule.match };
}

type World = ReturnType<typeof start>;

async function pass({ world, match }: World, minutes: number, task: () => Promise<void>): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 1) {
    world.now += MINUTE;
    const at = new Date(world.now);
    const minute = {
      min: at.getUTCMinutes(),
      hour: at.getUTCHours(),
      date: at.getUTCDate(),
      month: at.getUTCMonth() + 1,
      dow: at.getUTCDay(),
    };
    if (match(minute)) await task();
  }
}

const namesOf = (files: ReturnType<World['node']>): readonly string[] => files.intents().map(({ name }) => name);

test('every file is read again once in each hour, and what changed without a push is there then, on every node', async () => {
  const all = start();
  const [reads, listens] = [all.node(), all.node()];
  await pass(all, 60, () => reads.refresh());
  expect(all.world.fetched).toEqual([file.project, other.project]);
  all.texts.set(file.project, intent('renamed'));
  await pass(all, 59, () => reads.refresh());
  await listens.load();
  expect(namesOf(listens)).toEqual(['renamed', 'second']);
  await pass(all, 3 * 60, () => reads.refresh());
  expect(all.world.fetched).toHaveLength(2 * 5);
});

test('an hour in which a file is wrong or its CI system away leaves its last good text in force, and says so until it is mended', async () => {
  const all = start();
  const files = all.node();
  const hour = async (): Promise<readonly string[]> => {
    await pass(all, 60, () => files.refresh());
    await files.load();
    return files.problems().map(({ code }) => code);
  };
  expect(await hour()).toEqual([]);
  all.texts.set(file.project, 'name: [7');
  expect(await hour()).toContain('CI_INTENT_FILE');
  expect(namesOf(files)).toEqual(['first', 'second']);
  all.world.away = true;
  expect(await hour()).toEqual(['CI_HTTP_REFUSED', 'CI_HTTP_REFUSED']);
  expect(namesOf(files)).toEqual(['first', 'second']);
  all.world.away = false;
  all.texts.set(file.project, intent('mended'));
  expect(await hour()).toEqual([]);
  expect(namesOf(files)).toEqual(['mended', 'second']);
});
