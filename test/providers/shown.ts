// What a person sees of an event: its state, the card, and the thread below it.

import type { CiEvent } from '../../server-ts/src/ci/event.ts';
import { merge } from '../../server-ts/src/ci/merge.ts';
import type { SubjectState } from '../../server-ts/src/ci/subject.ts';
import type { PostContent, Rendered } from '../../server-ts/src/rendering/rendered.ts';
import { render } from '../../server-ts/src/rendering/render.ts';
import { noTemplates } from '../../server-ts/src/rendering/templates.ts';

export interface Shown {
  readonly event: CiEvent;
  readonly state: SubjectState;
  readonly rendered: Rendered;
  /** The card as people read it: message, title, text and footer, without escapes and addresses. */
  readonly card: string;
  /** The posts of its thread, likewise. */
  readonly thread: string;
}

/** As if nothing else had been heard. */
export function show(event: CiEvent): Shown {
  const state = merge(undefined, event);
  const rendered = render(
    { state, revision: 1, updatedAt: 1_780_000_000_000, joined: [], past: [], findings: [] },
    { providerTitle: () => 'CI', templates: noTemplates },
  );
  return {
    event,
    state,
    rendered,
    card: readable(rendered.content),
    thread: rendered.replies.map(({ content }) => readable(content)).join('\n'),
  };
}

export function readable({ message, props }: PostContent): string {
  const parts = [message, ...props.attachments.flatMap(({ title, text, footer }) => [title, text, footer])];
  const linked = /\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)/g;
  return parts
    .join('\n')
    .replace(linked, '$1')
    .replace(/\\(?=[!-/:-@[-`{-~])|\u200B/g, '');
}

/** All that a client draws as Markdown, as it is stored. */
export function drawn({ content, replies }: Rendered): readonly string[] {
  return [content, ...replies.map((reply) => reply.content)].flatMap(({ message, props }) => [
    message,
    ...props.attachments.flatMap(({ title, text, footer, fallback }) => [title, text, footer, fallback]),
  ]);
}
