// Buttons and menus of a provider's answers and cards → Mattermost's actions; a click brings the call back. Pure.

import type { Button, Call, Menu } from '../ci/command.ts';
import type { PostAction } from './actions.ts';
import type { CallActionContext, CallOrigin } from './call-context.ts';
import { plain } from './escape.ts';
import { shorten } from './shorten.ts';

/** Relative, so that the server hands the click straight to the plugin (see `actions.ts`). */
export const CALL_URL = '/plugins/ci-command-center/actions/call';

/** Where a filled form comes back to. */
export const FORM_URL = '/plugins/ci-command-center/actions/form';

const MAX_LABEL = 60;
/** The web app draws them all at once. */
const MAX_CHOICES = 200;

/** Actions of one attachment, buttons first. `prefix`: letters and digits that tell them from others of the same post. */
export function callActions(
  origin: CallOrigin,
  { buttons = [], menu }: { readonly buttons?: readonly Button[]; readonly menu?: Menu },
  prefix = 'call',
): readonly PostAction[] {
  const menus = menu === undefined || choicesOf(menu).length === 0 ? [] : [menuAction(origin, menu, `${prefix}menu`)];
  return [...buttons.map((button, index) => buttonAction(origin, button, `${prefix}${index}`)), ...menus];
}

function buttonAction(origin: CallOrigin, { label, call, style, confirm }: Button, id: string): PostAction {
  return {
    id,
    type: 'button',
    name: labelOf(label),
    ...(style !== undefined && { style }),
    integration: integrationOf(origin, call, confirm),
  };
}

function menuAction(origin: CallOrigin, menu: Menu, id: string): PostAction {
  return { id, type: 'select', name: labelOf(menu.label), options: choicesOf(menu), integration: integrationOf(origin, menu.call) };
}

/** The server takes none without a text or a value. */
function choicesOf({ choices }: Menu): readonly { readonly text: string; readonly value: string }[] {
  return choices
    .filter(({ value }) => value !== '')
    .slice(0, MAX_CHOICES)
    .map(({ label, value }) => ({ text: labelOf(label), value }));
}

function integrationOf({ provider, connection }: CallOrigin, { name, args }: Call, confirm?: Button['confirm']): PostAction['integration'] {
  const context: CallActionContext = { provider, connection, call: name, args, ...(confirm !== undefined && { confirm }) };
  return { url: CALL_URL, context };
}

/** An action without a name is refused. */
function labelOf(label: string): string {
  return shorten(plain(label), MAX_LABEL) || '…';
}
