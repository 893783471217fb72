// What can be done about a pipeline, a merge request or a deployment now: as buttons below its stored post, and for the live card.

import type { ActionView } from '@ci-command-center/contract';
import { createHash } from 'node:crypto';
import type { Button } from '../ci/command.ts';
import type { PostAction } from './actions.ts';
import { callActions } from './call-actions.ts';
import type { CallOrigin } from './call-context.ts';

/** More are a wall, on a phone most of all. */
const MAX_BUTTONS = 5;

/** Each with an id made of its call: a click on what was drawn a minute ago does not become another one's. */
export function cardActions({ provider, connection }: CallOrigin, buttons: readonly Button[]): readonly PostAction[] {
  return buttons
    .slice(0, MAX_BUTTONS)
    .flatMap((button) => callActions({ provider, connection }, { buttons: [button] }, `call${idOf(button)}x`));
}

/** As the web app gets them. */
export function viewActions(actions: readonly PostAction[]): readonly ActionView[] {
  return actions.map(({ id, name, style, integration: { context } }) => ({
    id,
    label: name,
    ...(style !== undefined && { style }),
    ...('confirm' in context && { confirm: context.confirm }),
    context: { ...context },
  }));
}

function idOf({ call }: Button): string {
  return createHash('sha256').update(JSON.stringify(call)).digest('hex').slice(0, 10);
}
