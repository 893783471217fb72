// All that can be done here, of every CI system, for permissions and the audit.
import type { Act } from '../ci/act.ts';
import type { Provider } from '../ci/provider.ts';
import { ciGrammar } from '../commands/index.ts';
import { movingActs } from '../moving/index.ts';
import { catalogueOf } from '../permissions/index.ts';
import { providers } from '../providers/registry.ts';
import { setupActs } from '../setup/index.ts';

/** The same for all: see identity/ and personal/, which make these verbs. */
function sharedBy({ command, accounts, personal, silence, issues, name }: Provider): readonly Act[] {
  const trigger = command?.grammar.trigger ?? name;
  const of = (given: readonly Act[]): readonly Act[] => given.map((act) => ({ ...act, name: `${trigger}.${act.name}` }));
  return [
    ...(accounts === undefined
      ? []
      : of([{ name: 'connect', changes: 'account' }, { name: 'disconnect', changes: 'account' }, { name: 'me' }])),
    ...(personal === undefined
      ? []
      : of([{ name: 'settings', changes: 'personal' }, { name: 'todo' }, { name: 'todo.done', changes: 'personal' }])),
    ...(silence === undefined ? [] : of([{ name: 'silence', changes: 'silence' }])),
    ...(issues === undefined ? [] : of([{ name: 'issue.comment', changes: 'issue' }])),
  ];
}

export const catalogue = catalogueOf(
  [
    { grammar: ciGrammar, calls: { ...movingActs, ...setupActs } },
    ...providers.flatMap(({ command }) => (command === undefined ? [] : [{ grammar: command.grammar, calls: command.acts }])),
  ],
  providers.flatMap(sharedBy),
);
