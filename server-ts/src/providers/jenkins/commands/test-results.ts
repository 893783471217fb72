// /jenkins test-results: numbers, what failed anew, what failed before, what was mended; compared with the build before.

import type { AnswerVerb } from '../../../ci/command.ts';
import type { Reach } from '../../../ci/account.ts';
import { block, code, join, link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { countTests, readTests } from '../api/tests.ts';
import type { TestCase, Tests } from '../api/tests.ts';
import { askedBuild, type NamedBuild } from './asked-job.ts';

const MOST_NEW = 10;
const MOST_OLD = 10;
const MOST_FIXED = 5;
/** Of the newly failing ones that are told with their message. */
const MOST_MESSAGES = 5;
const MESSAGE_LINES = 4;

export const testResults: AnswerVerb = async (asked) => {
  const { build, reach } = await askedBuild(asked);
  const tests = await readTests(build, reach);
  if (tests === undefined) return { text: without(build), inChannel: true };
  const before = await countsBefore(build, reach);
  const page = `${build.url}testReport/`;
  const [fresh, old] = [tests.failures.filter(({ anew }) => anew), tests.failures.filter(({ anew }) => !anew)];
  const rows = [
    heading(build, tests, page),
    ...compared(tests, before, build),
    ...freshRows(fresh, page),
    ...listed(`Failing for longer`, old, MOST_OLD, page, aged),
    ...listed(`Fixed`, tests.fixed, MOST_FIXED, page, (name) => code(name)),
    ...(tests.nameless && tests.failed > 0 ? [say`There are too many tests to name here: ${link('all of them', page)}.`] : []),
  ];
  return { text: join(rows), inChannel: true };
};

function heading({ title, building }: NamedBuild, { total, failed, skipped, duration }: Tests, page: string): Words {
  const parts = [
    failed === 0 ? `all ${total - skipped} passed` : `${failed} of ${total} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(duration !== undefined ? [`in ${seconds(duration)}`] : []),
  ];
  return say`${failed === 0 ? '✓' : '✗'} Tests of ${link(title, page)}${building ? ' so far' : ''}: ${parts.join(', ')}.`;
}

type Counts = Pick<Tests, 'total' | 'failed' | 'skipped'>;

/** What cannot be had of the build before is not worth an error. */
async function countsBefore({ job, before }: NamedBuild, reach: Reach): Promise<Counts | undefined> {
  return before === undefined ? undefined : await countTests({ job, number: before }, reach).catch(() => undefined);
}

function compared(now: Counts, then: Counts | undefined, { before }: NamedBuild): readonly Words[] {
  if (then === undefined || before === undefined) return [];
  const changes = [
    change(now.failed - then.failed, 'failed'),
    change(now.total - then.total, 'in all'),
    change(now.skipped - then.skipped, 'skipped'),
  ];
  const told = changes.filter((each) => each !== undefined).join(', ');
  return [say`Compared with #${before}: ${told === '' ? 'the same numbers' : told}.`];
}

function change(by: number, what: string): string | undefined {
  return by === 0 ? undefined : `${Math.abs(by)} ${by > 0 ? 'more' : 'fewer'} ${what}`;
}

function freshRows(fresh: readonly TestCase[], page: string): readonly Words[] {
  if (fresh.length === 0) return [];
  const rows = fresh.slice(0, MOST_NEW).flatMap((test, index) => {
    const message = index < MOST_MESSAGES ? shortMessage(test.message) : undefined;
    return [say`- ${code(test.name)}`, ...(message === undefined ? [] : [block(message)])];
  });
  return [say`**Newly failing**`, ...rows, ...more(fresh.length - MOST_NEW, page)];
}

function listed<T>(title: string, all: readonly T[], most: number, page: string, row: (each: T) => Words): readonly Words[] {
  if (all.length === 0) return [];
  return [say`**${title}**`, ...all.slice(0, most).map((each) => say`- ${row(each)}`), ...more(all.length - most, page)];
}

function aged({ name, age }: TestCase): Words {
  return age === undefined ? code(name) : say`${code(name)}, for ${age} builds`;
}

function more(count: number, page: string): readonly Words[] {
  return count > 0 ? [say`- ${link(`… and ${count} more`, page)}`] : [];
}

function shortMessage(message: string | undefined): string | undefined {
  const lines = (message ?? '').split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) return undefined;
  return [...lines.slice(0, MESSAGE_LINES), ...(lines.length > MESSAGE_LINES ? ['…'] : [])].join('\n');
}

function seconds(duration: number): string {
  if (duration < 10) return `${duration.toFixed(1)} s`;
  return duration < 60 ? `${Math.round(duration)} s` : `${Math.floor(duration / 60)} min ${Math.round(duration % 60)} s`;
}

function without({ title, url, building }: NamedBuild): Words {
  return building
    ? say`${link(title, url)} has no test results yet.`
    : say`${link(title, url)} has no test results: it ran no tests, or its job does not publish them (step \`junit\`).`;
}
