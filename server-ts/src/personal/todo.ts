// What waits for a person, over all connections of a CI system: asked of each as that person, and said in words.

import type { Account, Reach } from '../ci/account.ts';
import type { Menu } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Personal } from '../ci/provider.ts';
import type { TodoEntry, TodoList, TodoSection } from '../ci/todo.ts';
import { join, link, say, type Words } from '../ci/words.ts';
import { asProblem, type CiError } from '../platform/errors.ts';

export interface TodoPorts {
  readonly personal: Pick<Personal, 'todo' | 'todoDone'>;
  /** Throws CiError CI_ACCOUNT_… */
  reach(userId: string, connection: Connection): Promise<Reach & { readonly account: Account }>;
}

/** What one connection told; `problem` when it could not be asked. */
export interface Told {
  readonly connection: Connection;
  readonly list: TodoList;
  readonly problem?: CiError;
}

/** Entries of a section that are shown. */
const MOST = 6;
/** In the menu that marks them as done. */
const MOST_DONE = 20;

/** Never rejects; one that the person has no account at tells CI_ACCOUNT_MISSING. */
export async function askTodo(
  { personal, reach }: TodoPorts,
  userId: string,
  connections: readonly Connection[],
): Promise<readonly Told[]> {
  return Promise.all(
    connections.map(async (connection) => {
      try {
        return { connection, list: await personal.todo(await reach(userId, connection), MOST) };
      } catch (error) {
        return { connection, list: [], problem: asProblem(error) };
      }
    }),
  );
}

export function countOf(section: TodoSection): number {
  return section.total ?? section.entries.length;
}

export function countAll(all: readonly Told[]): number {
  return all.flatMap(({ list }) => list).reduce((sum, section) => sum + countOf(section), 0);
}

/** `several`: each is named. Sections without an entry are left out, but said when all are empty. */
export function todoWords(title: string, all: readonly Told[], now: Instant): Words {
  return join(
    all.flatMap(({ connection: { name }, list, problem }) => [
      ...(all.length > 1 ? [say`**${title} ${name}**`] : []),
      ...(problem === undefined ? listWords(list, now) : [say`${problem.message} ${own(problem.remedy)}`]),
    ]),
  );
}

function own(text: string): Words {
  return { pieces: [{ kind: 'own', text }] };
}

function listWords(list: TodoList, now: Instant): readonly Words[] {
  const filled = list.filter((section) => countOf(section) > 0);
  if (filled.length === 0) return [say`Nothing waits for you.`];
  const empty = list.filter((section) => countOf(section) === 0).map(({ title }) => say`${title}: none`);
  return [...filled.flatMap((section) => sectionWords(section, now)), ...(empty.length === 0 ? [] : [join(empty, ' · ')])];
}

function sectionWords(section: TodoSection, now: Instant): readonly Words[] {
  const { title, entries, more, page } = section;
  const rest = section.total === undefined ? 'more' : `${section.total - entries.length} more`;
  return [
    say`**${title}: ${countOf(section)}${more && section.total === undefined ? ' and more' : ''}**`,
    ...entries.map((entry) => entryWords(entry, now)),
    ...(more ? [say`- … and ${link(rest, page)}`] : []),
  ];
}

function entryWords({ title, url, place, why, at }: TodoEntry, now: Instant): Words {
  const parts = [title, why ?? '', ago(at, now)].filter((part) => part !== '').map((part) => say`${part}`);
  return say`- ${join([link(place === '' ? title : place, url), ...parts], ' · ')}`;
}

function ago(at: Instant | undefined, now: Instant): string {
  if (at === undefined) return '';
  const hours = Math.floor((now - at) / 3_600_000);
  if (hours < 1) return 'just now';
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** Undefined where nothing can be marked. */
export function doneMenu(call: string, all: readonly Told[]): Menu | undefined {
  const choices = all.flatMap(({ connection, list }) =>
    list.flatMap(({ entries }) =>
      entries.flatMap(({ id, place, title }) =>
        id === undefined ? [] : [{ label: `${place} ${title}`.trim(), value: `${connection.name}/${id}` }],
      ),
    ),
  );
  return choices.length === 0
    ? undefined
    : { label: 'Mark as done …', call: { name: call, args: {} }, choices: choices.slice(0, MOST_DONE) };
}
