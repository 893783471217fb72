// `todo`: what waits for whoever types it, privately, with a menu that marks to-dos as done.

import type { Answer, Asked } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import type { Verb } from '../ci/grammar.ts';
import { say } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';
import type { PersonalCommand, PersonalProvider } from './personal-command.ts';
import { askTodo, doneMenu, todoWords, type TodoPorts } from './todo.ts';

export const DONE_CALL = 'todo-done';

export interface TodoCommandPorts extends TodoPorts {
  hasAccount(userId: string, connection: Connection): Promise<boolean>;
}

/** `title`: of the CI system, as people write it. */
export function todoVerb(title: string): Verb {
  return { name: 'todo', summary: `Your to-dos, review requests and what is assigned to you in ${title}`, examples: ['todo'] };
}

export function todoCommand({ title }: PersonalProvider, ports: TodoCommandPorts): PersonalCommand {
  const show = async (asked: Asked, connections: readonly Connection[]): Promise<Answer> => {
    const all = await askTodo(ports, asked.person.userId, connections);
    const [only] = all;
    // The usual way to say it, with a button that connects.
    if (all.length === 1 && only?.problem !== undefined) throw only.problem;
    const menu = doneMenu(DONE_CALL, all);
    return { text: todoWords(title, all, asked.now), ...(menu !== undefined && { menu }) };
  };
  return {
    verbs: [todoVerb(title)],
    answers: {
      async todo({ flags, ...asked }) {
        if (flags.has('connection')) return show(asked, [asked.connection]);
        const mine = await filter(asked.connections, (each) => ports.hasAccount(asked.person.userId, each));
        return show(asked, mine.length === 0 ? [asked.connection] : mine);
      },
    },
    calls: {
      async [DONE_CALL]({ args: { choice = '' }, person, connections }) {
        const [name, id = ''] = choice.split('/');
        const connection = connections.find((each) => each.name === name);
        if (connection === undefined || !/^\d{1,15}$/.test(id))
          throw new CiError('CI_TODO_UNKNOWN', 'That to-do is not known here.', 'Ask for the list anew.');
        await ports.personal.todoDone(id, await ports.reach(person.userId, connection));
        return { text: say`Done.` };
      },
    },
    acts: { [DONE_CALL]: { name: 'todo.done', changes: 'personal' } },
  };
}

async function filter<Entry>(all: readonly Entry[], fits: (entry: Entry) => Promise<boolean>): Promise<readonly Entry[]> {
  const fitting = await Promise.all(all.map(fits));
  return all.filter((_, index) => fitting[index]);
}
