// What a subscription asks for, in words of the reader's language; a word that this page does not know is shown as it is.
import { englishTabs } from '../text/english-tabs.ts';
import type { Words } from '../text/say.tsx';

function known(id: string): id is keyof typeof englishTabs {
  return Object.hasOwn(englishTabs, id);
}

export function eventWord(event: string, { say }: Words): string {
  const id = `event.${event}`;
  return known(id) ? say(id) : event.replaceAll('_', ' ');
}

export function notifyWord(notify: string, { say }: Words): string {
  const after = /^after:(\d+)$/.exec(notify)?.[1];
  if (after !== undefined) return say('subscriptions.notify.after', { count: after });
  const id = `subscriptions.notify.${notify}`;
  return known(id) ? say(id) : notify;
}

export function threadWord(thread: string, { say }: Words): string {
  const id = `subscriptions.thread.${thread}`;
  return known(id) ? say(id) : thread;
}
