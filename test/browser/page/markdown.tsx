// As much of Mattermost's Markdown as our texts use: code, quotes, links, bold. Anything else stays as typed.
import * as React from 'react';
import { Link } from './link.tsx';

function drawPart(part: string, key: number): JSX.Element {
  const link = /^\[([^\]]*)\]\(([^)\s]+)\)$/u.exec(part);
  if (link)
    return (
      <Link key={key} href={link[2] ?? ''}>
        {unescape(link[1] ?? '')}
      </Link>
    );
  if (/^https?:\/\//u.test(part))
    return (
      <Link key={key} href={part}>
        {part}
      </Link>
    );
  if (part.startsWith('**') && part.length > 4) return <strong key={key}>{drawPart(part.slice(2, -2), 0)}</strong>;
  if (part.startsWith('`') && part.length > 2) return <code key={key}>{part.slice(1, -1)}</code>;
  return <React.Fragment key={key}>{unescape(part)}</React.Fragment>;
}

function unescape(text: string): string {
  return text.replaceAll(/\\([\\`*_{}[\]()#+\-.!|~<>])/gu, '$1');
}

function Line({ text }: { text: string }): JSX.Element {
  const parts = text.split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]*\]\([^)\s]+\)|https?:\/\/[^\s<>`]+)/u);
  return <>{parts.map(drawPart)}</>;
}

/** Of one row of a table. */
const cells = (row: string) =>
  row
    .split(/(?<!\\)\|/u)
    .slice(1, -1)
    .map((text, place) => ({ text: text.trim(), place }));

function Table({ rows }: { readonly rows: readonly string[] }): JSX.Element {
  const shown = rows.filter((row) => !/^[|\s:-]+$/u.test(row));
  return (
    <table>
      <tbody>
        {shown.map((row) => (
          <tr key={row}>
            {cells(row).map(({ text, place }) => (
              <td key={place}>
                <Line text={text} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function drawBlock(block: string, key: number): JSX.Element | null {
  const fenced = /^(`{3,})\w*\n([\s\S]*)\n\1$/u.exec(block);
  if (fenced) return <pre key={key}>{fenced[2]}</pre>;
  if (block === '') return null;
  if (block.startsWith('|')) return <Table key={key} rows={block.trim().split('\n')} />;
  if (!block.startsWith('> ')) return <Line key={key} text={block} />;
  return (
    <blockquote key={key}>
      <Line text={block.replaceAll(/^> ?/gmu, '')} />
    </blockquote>
  );
}

export function Markdown({ text }: { text: string }): JSX.Element {
  const blocks = text
    .split(/^((`{3,})\w*\n[\s\S]*?\n\2$|(?:> .*\n?)+|(?:\|.*\n?)+)\n?/mu)
    .filter((each) => each !== undefined && !/^`{3,}$/u.test(each));
  return <div className="markdown">{blocks.map(drawBlock)}</div>;
}
