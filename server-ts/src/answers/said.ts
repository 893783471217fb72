// Words, buttons and a log's end → the post that says them.

import type { Button, Menu } from '../ci/command.ts';
import type { Words } from '../ci/words.ts';
import type { PostAction } from '../rendering/actions.ts';
import { callActions } from '../rendering/call-actions.ts';
import type { CallOrigin } from '../rendering/call-context.ts';
import { shorten } from '../rendering/shorten.ts';
import { hasLinks, markdownOf, plainOf } from '../rendering/words.ts';
import type { Said } from './ports.ts';

/** Below Mattermost's 16,383, with room for a log's end. */
const MOST = 10_000;
const MAX_FALLBACK = 200;

export interface Sayings {
  readonly text: Words;
  readonly buttons?: readonly Button[];
  readonly menu?: Menu;
  /** Markdown, below the text. */
  readonly below?: string;
}

export function actionsOf(origin: CallOrigin, { buttons, menu }: Pick<Sayings, 'buttons' | 'menu'>): readonly PostAction[] {
  return callActions(origin, { ...(buttons !== undefined && { buttons }), ...(menu !== undefined && { menu }) });
}

/** Addresses stand in an attachment: the server looks up the first one of a message before it shows it. */
export function saidOf({ text, below = '' }: Sayings, actions: readonly PostAction[]): Said {
  const markdown = [markdownOf(text, MOST), below].filter((part) => part !== '').join('\n');
  const linked = hasLinks(text);
  if (!linked && actions.length === 0) return { message: markdown };
  const attachment = {
    fallback: shorten(plainOf(text), MAX_FALLBACK),
    text: linked ? markdown : '',
    ...(actions.length > 0 && { actions }),
  };
  return { message: linked ? '' : markdown, attachments: [attachment] };
}
