// `/ci setup import`: what the plugins that people used before left behind, shown first, and brought along by buttons.

import type { Answer, AnswerCall, Asked, Button } from '../ci/command.ts';
import { toChannelId } from '../ci/ids.ts';
import { join, say } from '../ci/words.ts';
import type { OwnVerbs } from '../commands/own-command.ts';
import { CiError } from '../platform/errors.ts';
import { carryConnections, carrySubscriptions } from './carry.ts';
import { carriedWords, changedWords, connectionsWords, hooksWords } from './done-words.ts';
import { changeHooks, findHooks, hookWork, ofThisServer } from './hooks.ts';
import { lookAt, lookAtAll, wanting, type Found } from './look.ts';
import { LOOK_CALL, movingActs } from './moving-acts.ts';
import type { MovingPorts } from './ports.ts';
import { counted, needsHome, previewWords } from './preview-words.ts';

/** Mattermost shows few buttons well. */
const MOST_HOOK_BUTTONS = 5;

/** `look`: shown as an answer of another verb, too. */
export function movingCommand(ports: MovingPorts): OwnVerbs & { look(asked: Asked): Promise<Answer> } {
  const look = async (asked: Asked): Promise<Answer> => {
    await requireAdministrator(asked);
    const all = await lookAtAll(ports);
    if (all.length === 0) return { text: say`There was no other plugin here from which anything could be imported.` };
    const ids = [...new Set(all.flatMap(({ subscriptions }) => subscriptions.map(({ found }) => found.channelId)))];
    const names = new Map(await Promise.all(ids.map(async (id) => [id, await ports.channelName(toChannelId(id))] as const)));
    return {
      text: join(
        all.map((found) => previewWords(found, names)),
        '\n\n',
      ),
      buttons: all.flatMap((found) => buttonsFor(found)),
    };
  };
  const act =
    (work: (found: Found, asked: Parameters<AnswerCall>[0]) => Promise<Answer>): AnswerCall =>
    async (asked) => {
      await requireAdministrator(asked);
      const mover = ports.movers.find(({ provider }) => provider === asked.args['provider']);
      const found = mover && (await lookAt(mover, ports));
      if (found === undefined) throw gone();
      return work(found, asked);
    };
  return {
    look,
    answers: {},
    calls: {
      [LOOK_CALL]: look,
      'earlier-settings': act(async (found) => {
        const names = await carryConnections(found, ports);
        return { text: connectionsWords(found.mover, names, ports.redirects(found.mover.provider)), buttons: [again] };
      }),
      'earlier-subscriptions': act(async (found, { person }) => {
        if (needsHome(found)) throw noHome(found);
        return { text: carriedWords(found.mover, await carrySubscriptions(found, person.userId, ports)), buttons: [again] };
      }),
      'earlier-hooks': act((found, { person }) => listHooks(found, person.userId, ports)),
      'earlier-hook': act(async (found, { args: { kind, owner = '', path = '', hook = '' }, person }) => {
        const work = await hookWork(found, person.userId, ports);
        const one = { owner: { kind: kind === 'group' ? ('group' as const) : ('project' as const), id: owner, path }, id: hook };
        return { text: changedWords(await changeHooks([one], work)) };
      }),
      'earlier-hooks-all': act(async (found, { person }) => {
        const work = await hookWork(found, person.userId, ports);
        const { found: hooks } = await findHooks(found, work);
        return { text: changedWords(await changeHooks(ofThisServer(hooks, work), work)) };
      }),
    },
    acts: movingActs,
  };
}

const again: Button = { label: 'Look again', call: { name: LOOK_CALL, args: {} } };

/** What is first is to be done first. */
function buttonsFor(found: Found): readonly Button[] {
  const { mover, home, subscriptions } = found;
  const { provider, title, earlier } = mover;
  const { connections, subscriptions: fresh } = wanting(found);
  const button = (label: string, name: string, style?: 'primary'): Button => ({
    label,
    call: { name, args: { provider } },
    ...(style !== undefined && { style }),
  });
  const canImport = fresh > 0 && !needsHome(found);
  return [
    ...(connections > 0 ? [button(`Set up its ${title}`, 'earlier-settings', 'primary')] : []),
    ...(canImport ? [button(`Import ${counted(fresh, 'subscription')}`, 'earlier-subscriptions', 'primary')] : []),
    ...(earlier.hooks !== undefined && home !== undefined && subscriptions.length > 0 ? [button('Webhooks …', 'earlier-hooks')] : []),
  ];
}

async function listHooks(found: Found, userId: string, ports: MovingPorts): Promise<Answer> {
  const work = await hookWork(found, userId, ports);
  const list = await findHooks(found, work);
  const { provider } = found.mover;
  const own = ofThisServer(list.found, work);
  const all: readonly Button[] =
    own.length > 1
      ? [{ label: `Change all ${own.length} to here`, style: 'primary', call: { name: 'earlier-hooks-all', args: { provider } } }]
      : [];
  const each = list.found.slice(0, MOST_HOOK_BUTTONS).map(({ owner: { kind, id: owner, path }, id: hook }): Button => ({
    label: `Change ${path} #${hook} to here`,
    call: { name: 'earlier-hook', args: { provider, kind, owner, path, hook } },
  }));
  return { text: hooksWords(list, found.mover), buttons: [...all, ...each] };
}

async function requireAdministrator({ isAdministrator }: Asked): Promise<void> {
  if (await isAdministrator()) return;
  throw new CiError('CI_ADMINISTRATOR', 'Only system administrators import from another plugin.', 'Ask one of them.');
}

function gone(): CiError {
  return new CiError('CI_MOVING_GONE', 'There is nothing of that plugin to import.', 'See with `/ci setup import`.');
}

function noHome({ mover: { title } }: Found): CiError {
  return new CiError(
    'CI_MOVING_CONNECTION',
    `The ${title} that the other plugin knew is not set up here.`,
    'Set it up first: `/ci setup import` has a button for it.',
  );
}
