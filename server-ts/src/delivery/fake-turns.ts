// For tests only: the calls of several processes, answered one after the other in an order that the test chooses.
import type { Step } from './fake-world.ts';

/** Answers waiting calls one after the other, in an order that the test chooses. */
export function createTurns(choices: readonly number[]) {
  const waiting: (() => void)[] = [];
  let turn = 0;
  return {
    wait: () => new Promise<void>((resolve) => waiting.push(resolve)),
    async run(): Promise<void> {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (waiting.length === 0) return;
        const choice = choices[turn % choices.length] ?? 0;
        turn += 1;
        for (const resolve of waiting.splice(choice % waiting.length, 1)) resolve();
      }
    },
  };
}

/** Steps without a result are answered, too. */
export function voidSafe(step: Step): Step {
  return async (name, effect) => {
    const [result] = await step(name, () => [effect()] as const);
    return result;
  };
}
