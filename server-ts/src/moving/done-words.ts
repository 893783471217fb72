// What came along from an earlier plugin, and what did not, as the administrator who asked for it reads it.

import type { EarlierHook, EarlierHookList } from '../ci/earlier.ts';
import { code, join, say, type Words } from '../ci/words.ts';
import type { Carried } from './carry.ts';
import type { Mover } from './ports.ts';
import { counted } from './preview-words.ts';

const MOST_ROWS = 20;

export function connectionsWords({ title, connect }: Mover, names: readonly string[], redirects: readonly string[]): Words {
  if (names.length === 0) return say`Nothing had to be set up: it is all here.`;
  const added = say`Set up for ${title}: ${join(
    names.map((name) => code(name)),
    ', ',
  )}.`;
  if (connect === undefined || redirects.length === 0) return added;
  const addresses = join(
    redirects.map((each) => code(each)),
    ', ',
  );
  return join([
    added,
    say`One thing is left to do there: the OAuth application knows only the other plugin’s redirect address. Add ${addresses} to it, one address a line; then people link their accounts with ${code(connect)}.`,
  ]);
}

export function carriedWords({ title, connect }: Mover, { made, unseen, refused }: Carried): Words {
  const waiting =
    unseen === 0 || connect === undefined
      ? []
      : [
          say`${counted(unseen, 'of them rests', 'of them rest')} on people who have linked no ${title} account here yet: their channels are told, and lose them in seven days unless those people type ${code(connect)}.`,
        ];
  return join([
    say`${made === 0 ? 'No subscription' : counted(made, 'subscription')} of the other plugin ${made === 1 || made === 0 ? 'was' : 'were'} imported.`,
    ...waiting,
    ...(refused.length === 0 ? [] : [say`**${counted(refused.length, 'was', 'were')} not:**`]),
    ...refused
      .slice(0, MOST_ROWS)
      .map(
        ({ found, problem: { code: id, message, remedy } }) =>
          say`* ${code(found.project)}: ${message} ${{ pieces: [{ kind: 'own', text: remedy }] }} (${id})`,
      ),
    ...(refused.length > MOST_ROWS ? [say`* … and ${refused.length - MOST_ROWS} more`] : []),
  ]);
}

export function hooksWords({ found, hidden, more }: EarlierHookList, { title }: Mover): Words {
  const head =
    found.length === 0
      ? say`No webhook that you or the service token may see sends to the other plugin for ${title}.`
      : say`**${counted(found.length, 'webhook sends', 'webhooks send')} to the other plugin for ${title}.** Changed, it keeps its events and comes here:`;
  return join([
    head,
    ...found.slice(0, MOST_ROWS).map(({ owner, id }) => say`* ${code(owner.path)} #${id}`),
    ...(found.length > MOST_ROWS ? [say`* … and ${found.length - MOST_ROWS} more`] : []),
    ...(hidden.length === 0
      ? []
      : [
          say`Not to be seen from here, their maintainers must look: ${join(
            hidden.slice(0, MOST_ROWS).map((each) => code(each)),
            ', ',
          )}${hidden.length > MOST_ROWS ? ' …' : ''}`,
        ]),
    ...(more ? [say`There are more projects than were looked at.`] : []),
  ]);
}

export interface ChangedHook {
  readonly hook: Pick<EarlierHook, 'owner' | 'id'>;
  /** Plain text; undefined where it was changed and a test of it arrived. */
  readonly trouble?: string;
}

export function changedWords(all: readonly ChangedHook[]): Words {
  const troubled = all.flatMap(({ hook, trouble }) => (trouble === undefined ? [] : [{ hook, trouble }]));
  const well = all.length - troubled.length;
  return join([
    say`${well === 0 ? 'No webhook' : counted(well, 'webhook')} ${well > 1 ? 'come' : 'comes'} here now${well === 0 ? '.' : ', and a test arrived.'}`,
    ...troubled.slice(0, MOST_ROWS).map(({ hook: { owner, id }, trouble }) => say`* ⚠ ${code(owner.path)} #${id}: ${trouble}`),
    ...(troubled.length > MOST_ROWS ? [say`* … and ${troubled.length - MOST_ROWS} more`] : []),
  ]);
}
