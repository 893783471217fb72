// Once a workday, from nine by the person's own clock: what waits for them. Nothing when nothing waits.

import type { Button } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import type { Instant } from '../ci/pipeline.ts';
import { code, join, say } from '../ci/words.ts';
import type { PostContent } from '../delivery/index.ts';
import type { Clock } from '../platform/clock.ts';
import { callActions } from '../rendering/call-actions.ts';
import { markdownOf, plainOf } from '../rendering/words.ts';
import { localTime } from './local-day.ts';
import type { PersonalProvider } from './personal-command.ts';
import type { PreferencesTable } from './preferences.ts';
import { SET_CALL } from './settings-command.ts';
import { askTodo, countAll, countOf, doneMenu, todoWords, type TodoPorts, type Told } from './todo.ts';
import { DONE_CALL } from './todo-command.ts';

/** The day's reminder of one person. */
export interface Reminding {
  readonly userId: string;
  readonly provider: string;
  /** `2026-11-21`, by the person's clock. */
  readonly day: string;
}

export interface DuePorts {
  readonly preferences: Pick<PreferencesTable, 'unreminded'>;
  /** IANA names of their time zones; only of those who are active and no bots. */
  timezones(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  later(reminding: Reminding): Promise<void>;
}

/** Hours between which people are reminded: who was away, or we were, is reminded later in the day, and not in the evening. */
const FROM = 9;
const UNTIL = 17;
const DAY = 86_400_000;
const MOST_ASKED = 100;

/** Queues the reminders that are due at `now`. */
export async function queueReminders(ports: DuePorts, providers: readonly { readonly name: string }[], now: Instant): Promise<void> {
  // Nowhere is it a later day than this.
  const { day: latest } = localTime(now + DAY / 2, 'UTC');
  for (const { name: provider } of providers) {
    const people = await ports.preferences.unreminded(provider, latest);
    for (let at = 0; at < people.length; at += MOST_ASKED) {
      for (const [userId, timezone] of await ports.timezones(people.slice(at, at + MOST_ASKED))) {
        const { day, hour, isWorkday } = localTime(now, timezone);
        if (isWorkday && hour >= FROM && hour < UNTIL) await ports.later({ userId, provider, day });
      }
    }
  }
}

export interface RemindPorts extends TodoPorts {
  readonly provider: PersonalProvider;
  readonly preferences: Pick<PreferencesTable, 'remind' | 'unremind' | 'of'>;
  /** Where the person has an account that is good. */
  connections(userId: string): Promise<readonly Connection[]>;
  post(userId: string, key: string, content: PostContent): Promise<void>;
  /** The message of that key is there. */
  posted(userId: string, key: string): Promise<boolean>;
  readonly now: Clock;
}

/** Rejects when it is to be tried again. Somebody who was reminded of that day is not reminded again. */
export async function remind(ports: RemindPorts, { userId, provider, day }: Reminding): Promise<void> {
  if (!(await ports.preferences.of(userId, provider)).reminders) return;
  const connections = await ports.connections(userId);
  const all = await askTodo(ports, userId, connections);
  const told = all.filter(({ problem }) => problem === undefined);
  const away = all.find(({ problem }) => problem !== undefined && !problem.code.startsWith('CI_ACCOUNT_'));
  // An account that has ended was told when it did; whoever has nothing there is asked for again tomorrow.
  if (told.length === 0 && away?.problem !== undefined) throw away.problem;
  const key = `reminder/${provider}/${userId}/${day}`;
  const isFirst = await ports.preferences.remind(userId, provider, day);
  // Noted by somebody who was killed before the message was made, or after.
  if (countAll(told) === 0 || (!isFirst && (await ports.posted(userId, key)))) return;
  try {
    await ports.post(userId, key, drawReminder(ports.provider, told, ports.now()));
  } catch (error) {
    await ports.preferences.unremind(userId, provider, day);
    throw error;
  }
}

export function drawReminder({ name: provider, title, trigger }: PersonalProvider, told: readonly Told[], now: Instant): PostContent {
  const [first] = told;
  const counts = countsOf(told).map(([section, count]) => say`${section}: ${count}`);
  const headline = say`Waiting for you in ${title}: ${join(counts, ' · ')}`;
  const off: Button = { label: 'Turn off reminders', call: { name: SET_CALL, args: { words: 'reminders off' } } };
  const menu = doneMenu(DONE_CALL, told);
  const actions = callActions(
    { provider, connection: first?.connection.name ?? 'default' },
    { buttons: [off], ...(menu !== undefined && { menu }) },
  );
  const text = join([todoWords(title, told, now), say``, say`${code(`/${trigger} todo`)} shows this at any time.`]);
  return {
    type: '',
    message: markdownOf(headline),
    props: { attachments: [{ fallback: plainOf(headline).slice(0, 200), text: markdownOf(text, 10_000), actions }] },
  };
}

function countsOf(told: readonly Told[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const section of told.flatMap(({ list }) => list)) counts.set(section.title, (counts.get(section.title) ?? 0) + countOf(section));
  return [...counts].filter(([, count]) => count > 0);
}
