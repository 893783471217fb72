// Counts and times what people ask for, by command and button.
import type { Answering, Task } from '../answers/index.ts';
import type { Grammar, Verb } from '../ci/grammar.ts';
import { asProblem } from '../platform/errors.ts';
import { OTHER, type CommandOutcome, type Meters } from './meters.ts';

export interface CommandNames {
  /** Of what belongs to no CI system. */
  readonly own: Grammar;
  /** Of a provider. */
  of(provider: string): { readonly grammar: Grammar; readonly calls: ReadonlyMap<string, unknown> } | undefined;
}

type Measure = <Result>(task: Pick<Task, 'provider' | 'what'>, begun: number, work: () => Promise<Result>) => Promise<Result>;

export function meterAnswering(answering: Answering, meters: Pick<Meters, 'command'>, names: CommandNames): Answering {
  const labelsOf = rememberLabels(names);
  const measure: Measure = async ({ provider, what }, begun, work) => {
    let outcome: CommandOutcome = 'answered';
    try {
      return await work();
    } catch (error) {
      outcome = asProblem(error).code === 'CI_UNEXPECTED' ? 'failed' : 'refused';
      throw error;
    } finally {
      const { trigger, verb } = labelsOf(provider, what);
      meters.command(trigger, verb, outcome, (performance.now() - begun) / 1000);
    }
  };
  return {
    ...answering,
    answer: (task) => answering.answer(meterTask(task, measure)),
    submit: (task, filled) => answering.submit(meterTask(task, measure), filled),
    reply: (place, what, work, deed) => answering.reply(place, what, () => measure({ provider: '', what }, performance.now(), work), deed),
  };
}

/** What is refused before anything is asked counts, and what is performed counts once. */
function meterTask(task: Task, measure: Measure): Task {
  const begun = performance.now();
  return {
    ...task,
    async prepare() {
      try {
        return await task.prepare();
      } catch (error) {
        return measure(task, begun, () => Promise.reject(error));
      }
    },
    perform: (asked) => measure(task, begun, () => task.perform(asked)),
  };
}

interface Labels {
  readonly trigger: string;
  readonly verb: string;
}

/** `what` is `status`, `pipelines run`, `call retry` or `/lab help`; only what the commands have makes a label of its own. */
function rememberLabels({ own, of }: CommandNames): (provider: string, what: string) => Labels {
  const verbsOf = new Map<string, ReadonlySet<string>>();
  const has = (grammar: Grammar, verb: string): boolean => {
    const known = verbsOf.get(grammar.trigger) ?? new Set(pathsOf(grammar.verbs));
    verbsOf.set(grammar.trigger, known);
    return known.has(verb);
  };
  return (provider, what) => {
    const [, helpOf] = /^\/(\S+) help$/.exec(what) ?? [];
    if (helpOf !== undefined) return { trigger: helpOf, verb: 'help' };
    const named = of(provider);
    const grammar = provider === '' ? own : named?.grammar;
    if (grammar === undefined) return { trigger: OTHER, verb: OTHER };
    const call = /^call (.+)$/.exec(what)?.[1];
    const known = call === undefined ? has(grammar, what) : named?.calls.has(call) === true;
    return { trigger: grammar.trigger, verb: known ? what : OTHER };
  };
}

function pathsOf(verbs: readonly Verb[], above = ''): readonly string[] {
  return verbs.flatMap(({ name, verbs: below = [] }) => [above + name, ...pathsOf(below, `${above}${name} `)]);
}
