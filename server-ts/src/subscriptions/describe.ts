// A subscription in words.

import { eventKinds } from '../ci/facts.ts';
import { escape } from '../rendering/escape.ts';
import { codeSpan, codeSpans } from '../rendering/code-span.ts';
import type { Notify } from '../routing/rules.ts';
import type { StoredSubscription } from './subscription.ts';

/** One line of Markdown. `title`: the CI system's name as people write it. */
export function describeSubscription(subscription: StoredSubscription, title: string): string {
  const { project, connection, branches, events, labels = [], notify, thread } = subscription;
  return [
    `${escape(title)} ${codeSpan(project)}${connection === undefined ? '' : ` of connection ${codeSpan(connection)}`}`,
    ...(branches.length === 0 ? [] : [`on ${codeSpans(branches)}`]),
    eventKinds.every((kind) => events.includes(kind)) ? 'everything' : events.map((event) => event.replaceAll('_', ' ')).join(', '),
    ...(labels.length === 0 ? [] : [`label ${codeSpans(labels)}`]),
    ...(notify === undefined ? [] : [sayNotify(notify)]),
    ...(thread === undefined ? [] : [`thread ${thread}`]),
  ].join(' · ');
}

function sayNotify(notify: Notify): string {
  if (typeof notify === 'object') return `from ${notify.after} failures in a row on`;
  switch (notify) {
    case 'live':
      return 'from the start';
    case 'finish':
      return 'when it finishes';
    case 'failures':
      return 'only failures';
    case 'changes':
      return 'when it breaks or is fixed';
  }
}
