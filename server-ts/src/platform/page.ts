// A page that says what happened to who came by a browser. Nothing in it acts: no script, no link but ours, no foreign markup.

import { createHash } from 'node:crypto';

export interface Page {
  readonly status: number;
  readonly title: string;
  /** Plain text; whatever is in them is shown as it is. */
  readonly lines: readonly string[];
  /** Of an error, for who is asked about it. */
  readonly code?: string;
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto 0;padding:0 1.5em;color:#1b1d22;background:#fff}' +
  'h1{font-size:1.4em}p{overflow-wrap:anywhere}code{color:#63656e}' +
  '@media(prefers-color-scheme:dark){body{color:#e6e7ea;background:#1b1d22}code{color:#a5a7ae}}';

/** For every answer here: nothing is loaded, framed, kept, or told to others. */
export const guardedHeaders = {
  'Content-Security-Policy':
    `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
} as const;

export function pageResponse({ status, title, lines, code }: Page): Response {
  const told = lines.map((line) => `<p>${escapeHtml(line)}</p>`);
  const body = [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`,
    `<body><main><h1>${escapeHtml(title)}</h1>`,
    ...told,
    ...(code === undefined ? [] : [`<p><code>${escapeHtml(code)}</code></p>`]),
    '<p>You can close this page.</p></main></body></html>',
  ];
  return new Response(`${body.join('\n')}\n`, { status, headers: { ...guardedHeaders, 'Content-Type': 'text/html; charset=utf-8' } });
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters that turn the direction or hide are left out, too. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').replaceAll(/[&<>"']/g, (each) => ENTITIES[each] ?? '');
}
