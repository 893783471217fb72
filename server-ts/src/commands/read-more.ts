// Below an answer: where the manual in the bundle says more. Links stand in attachments, as the server looks up the first one of a message.

import { codesIn, pagesIn, type ManualAddress } from '../manual/index.ts';
import type { Reply } from './reply.ts';

/** A message has room for more, a reader has not. */
const MOST = 12;

/** The pages that the text names as files of docs/. */
export function withPages(reply: Reply, manual: ManualAddress): Reply {
  return withLinks(
    reply,
    'In the manual',
    pagesIn(reply.text).map((page) => [`docs/${page}.md`, manual(page)]),
  );
}

/** What each code means that stands at the end of a line. */
export function withCodes(reply: Reply, manual: ManualAddress): Reply {
  const codes = codesIn(reply.text).slice(0, MOST);
  const links = codes.map((code) => [code, manual(`troubleshooting#${code}`)] as const);
  return withLinks(reply, 'What it means, and what to do', links);
}

/** After a list of commands, or the words about one; `trigger`: of the slash command. */
export function withCommandPage(reply: Reply, manual: ManualAddress, trigger: string): Reply {
  return withLinks(reply, 'In the manual', [
    ['all commands', manual(`commands#all-of-${trigger}`)],
    ['everything else', manual('')],
  ]);
}

function withLinks(reply: Reply, title: string, links: readonly (readonly [string, string | undefined])[]): Reply {
  const known = links.flatMap(([text, address]) => (address === undefined ? [] : [`[${text}](${address})`]));
  if (known.length === 0) return reply;
  const text = `${title}: ${known.join(' · ')}`;
  return { ...reply, attachments: [...(reply.attachments ?? []), { fallback: title, text }] };
}
