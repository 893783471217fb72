// A dry run, told: each step and each call that it would make.

import type { RunPlan } from '@ci-command-center/contract';
import { code, join, say, type Words } from '../ci/words.ts';
import type { Intent } from './intent.ts';

export function planWords({ name, approval }: Pick<Intent, 'name' | 'approval'>, { steps }: RunPlan): Words {
  const first = say`A dry run of ${code(name)}: nothing was done. A run would do this:`;
  const lines = steps.flatMap((step, index) => [say`${String(index + 1)}\\. **${step.name}**`, ...step.calls.map(callWords)]);
  const asked =
    approval === undefined
      ? []
      : [say`Before that, ${approval.count} ${approval.count === 1 ? 'person' : 'people'} would have to approve it.`];
  return join([first, ...lines, ...asked]);
}

function callWords({ method, url, what }: RunPlan['steps'][number]['calls'][number]): Words {
  const call = [method, url].filter((part) => part !== undefined && part !== '').join(' ');
  return call === '' ? say`  - ${what}` : say`  - ${what}: ${code(call)}`;
}
