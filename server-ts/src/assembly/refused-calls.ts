// Which buttons somebody is not shown in a channel, since the rules of `permissions` do not let them do what these are for.
import { actOfCall } from '../ci/act.ts';
import { providers } from '../providers/registry.ts';
import type { Parts } from './parts.ts';

const calls = providers.flatMap(({ name, command }) =>
  command === undefined
    ? []
    : Object.entries(command.acts).map(([call, act]) => ({ call: `${name}/${call}`, act: actOfCall(command.grammar, act).name })),
);
const acts = [...new Set(calls.map(({ act }) => act))];

/** Calls as `<provider>/<call>`. What only the CI system knows of its people is not in it: that is told at the click. */
export function createRefusedCalls({ permissions, log }: Pick<Parts, 'permissions' | 'log'>) {
  return async (userId: string, channelId: string): Promise<readonly string[]> => {
    try {
      const refused = new Set(await permissions.refusedOf(acts, { userId }, { channelId }));
      return calls.filter(({ act }) => refused.has(act)).map(({ call }) => call);
    } catch (error) {
      // A click is refused anyway.
      log.debug('Buttons are shown to somebody who may not click them', { reason: String(error) });
      return [];
    }
  };
}
