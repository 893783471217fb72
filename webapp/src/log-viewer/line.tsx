// One line of a log: its colours as spans, and what was searched for marked in it.
import Anser from 'anser';
import * as React from 'react';
import type { LogLine } from './lines.ts';

interface Span {
  readonly text: string;
  readonly className: string;
}

/** Longer ones would take the page's time; the download has them whole. */
const MAX_LETTERS = 5_000;

function spansOf({ text, styled }: LogLine): readonly Span[] {
  if (styled === undefined) return [{ text: text.slice(0, MAX_LETTERS), className: '' }];
  const parts = Anser.ansiToJson(styled.slice(0, MAX_LETTERS), { use_classes: true, remove_empty: true });
  return parts.map(({ content, fg, bg, decorations }) => ({
    text: content.replaceAll('\u001B', ''),
    className: [colourOf(fg, 'ci'), colourOf(bg, 'ci-on'), ...decorations.map((each) => `ci-ansi-${each}`)].filter(Boolean).join(' '),
  }));
}

/** The sixteen that themes have; of the others nobody knows whether they can be read on this background. */
function colourOf(name: string | undefined, prefix: string): string {
  return name !== undefined && /^ansi-(?:bright-)?(?:black|red|green|yellow|blue|magenta|cyan|white)$/.test(name)
    ? `${prefix}-${name}`
    : '';
}

function marked(text: string, query: string): React.ReactNode {
  if (query === '') return text;
  const lower = text.toLowerCase();
  const parts: React.ReactNode[] = [];
  let from = 0;
  for (let at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, from)) {
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + query.length)}</mark>);
    from = at + query.length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** `query` in lower case. */
function Line({ line, query }: { readonly line: LogLine; readonly query: string }) {
  const spans = React.useMemo(() => spansOf(line), [line]);
  return (
    <>
      {spans.map(({ text, className }, index) => (
        // A line's spans never change their order.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} className={className}>
          {marked(text, query)}
        </span>
      ))}
      {line.text.length > MAX_LETTERS && ' …'}
    </>
  );
}

export const LogLineView = React.memo(Line);
