// The webhooks that still send to an earlier plugin: listed, and changed to come here.

import type { EarlierHook, EarlierHookList, EarlierHooks } from '../ci/earlier.ts';
import type { HookTarget } from '../ci/hooks.ts';
import type { Reach } from '../ci/account.ts';
import { asProblem, CiError } from '../platform/errors.ts';
import type { ChangedHook } from './done-words.ts';
import type { Found } from './look.ts';
import type { MovingPorts } from './ports.ts';

export interface HookWork {
  readonly hooks: EarlierHooks;
  readonly reach: Reach;
  readonly target: HookTarget;
}

/** Throws CiError CI_MOVING_CONNECTION while its address is not set up here, CI_MOVING_SITE, and CI_ACCOUNT_MISSING. */
export async function hookWork({ mover, home }: Found, userId: string, ports: MovingPorts): Promise<HookWork> {
  const { hooks } = mover.earlier;
  if (hooks === undefined || home === undefined)
    throw new CiError(
      'CI_MOVING_CONNECTION',
      `The ${mover.title} that the other plugin knew is not set up here.`,
      '`/ci setup import` sets it up.',
    );
  const target = ports.hookTarget(home);
  if (target === undefined)
    throw new CiError(
      'CI_MOVING_SITE',
      'Mattermost does not know its own address, or the connection has no webhook secret.',
      'Set the Site URL in System Console → Web Server; `/ci doctor` says what else is missing.',
    );
  return { hooks, target, reach: await ports.reach(userId, home) };
}

export function findHooks({ subscriptions }: Found, { hooks, reach }: HookWork): Promise<EarlierHookList> {
  return hooks.find([...new Set(subscriptions.map(({ found }) => found.project))], reach);
}

/** Only those that send to this Mattermost: another one may have the same plugin. */
export function ofThisServer(all: readonly EarlierHook[], { target }: HookWork): readonly EarlierHook[] {
  const origin = URL.parse(target.url)?.origin;
  return all.filter(({ url }) => URL.parse(url)?.origin === origin);
}

/** One that fails does not keep the others. */
export async function changeHooks(all: readonly Pick<EarlierHook, 'owner' | 'id'>[], work: HookWork): Promise<readonly ChangedHook[]> {
  const done: ChangedHook[] = [];
  for (const hook of all) done.push({ hook, ...(await change(hook, work)) });
  return done;
}

async function change(hook: Pick<EarlierHook, 'owner' | 'id'>, { hooks, reach, target }: HookWork): Promise<Pick<ChangedHook, 'trouble'>> {
  try {
    const outcome = await hooks.change(hook, target, reach);
    if (outcome === undefined) return { trouble: 'It is not there any more.' };
    return outcome.failure === undefined
      ? {}
      : { trouble: `It was changed, but a test of it did not arrive: ${outcome.failure.slice(0, 300)}` };
  } catch (error) {
    const { message, remedy } = asProblem(error);
    return { trouble: `${message} ${remedy}` };
  }
}
