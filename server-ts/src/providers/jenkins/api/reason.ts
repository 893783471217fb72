// Jenkins' own reason for a refusal, out of its headers or its error page.

import type { HttpAnswer } from '../../../ci/http.ts';
import { tidy } from '../../../platform/foreign-json.ts';

const LONGEST = 300;
const PAGE = 100_000;

/**
 * One line without a full stop at its end; undefined when the answer gives none. `X-Error` is how Jenkins tells programs
 * (`hudson.model.Failure`, `FormValidation`); what a person lacks stands on the page and, by its Java name, in `X-Required-Permission`
 * (`AccessDeniedException3`).
 */
export function reasonIn({ headers, text }: HttpAnswer): string | undefined {
  const told = headers.get('x-error') ?? undefined;
  if (told !== undefined) return line(told);
  const page = plain(text.slice(0, PAGE));
  const lacking = /((?<![^\s:;,])[^\s:;,]{1,100} (?:is missing|is lacking|lacks) the .{1,80}? permission)/.exec(page)?.[1];
  if (lacking !== undefined) return line(lacking);
  const permission = headers.get('x-required-permission');
  if (permission !== null) return line(`the permission ${readablePermission(permission)} is missing`);
  return reasonOnPage(text.slice(0, PAGE));
}

function reasonOnPage(page: string): string | undefined {
  const [, crumb] = /(No valid crumb[^<\n]{0,60})/.exec(page) ?? [];
  if (crumb !== undefined) return line(crumb);
  // `HudsonAuthenticationEntryPoint`: white on white, for whoever is nobody there.
  if (/^Authentication required$/m.test(page)) return 'Authentication required';
  // Jenkins' `error.jelly`: a heading and what is wrong below it; Jetty's own page: a table with MESSAGE.
  const [, below] =
    /<h1[^<>]*>\s*(?:Error|Access Denied|Oops!)\s*<\/h1>\s*<p[^<>]*>([\s\S]{1,1000}?)<\/p>/i.exec(page) ??
    /<th>MESSAGE:<\/th>\s*<td>([\s\S]{1,1000}?)<\/td>/i.exec(page) ??
    /<title>([^<]{1,300})<\/title>/i.exec(page) ??
    [];
  const found = line(
    plain(below ?? '')
      .trim()
      .replace(/^Error \d{3} /, '')
      .replace(/(?:- Jenkins|\[Jenkins\])$/, ''),
  );
  return found === undefined || /^(Jenkins|Error|Oops!|Not Found|Forbidden|\d{3}.*)$/i.test(found) ? undefined : found;
}

/** `hudson.model.Item.Build` → `Job/Build`, as the page for permissions has it. */
function readablePermission(name: string): string {
  const [group = '', permission = ''] = name.split('.').slice(-2);
  const groups: Readonly<Record<string, string>> = { Item: 'Job', Hudson: 'Overall', Jenkins: 'Overall', Computer: 'Agent' };
  return `${groups[group] ?? group}/${permission}`;
}

/** In time proportional to its length: a proxy's page may hold a picture of 100,000 letters. */
function plain(html: string): string {
  return withoutCode(html)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&#(\d{1,6});/g, (_all, digits: string) => String.fromCodePoint(Math.min(Number(digits), 0x10ffff)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

/** What is not closed goes on to the end, as in a browser. */
function withoutCode(html: string): string {
  let kept = '';
  let from = 0;
  let inside = '';
  for (const { index, 0: tag, 1: name = '' } of html.matchAll(/<\/?(script|style)\b/gi)) {
    const closes = tag.startsWith('</');
    if (inside === '' && !closes) {
      kept += `${html.slice(from, index)} `;
      inside = name.toLowerCase();
    } else if (closes && inside === name.toLowerCase()) {
      inside = '';
      from = index;
    }
  }
  return inside === '' ? kept + html.slice(from) : kept;
}

function line(words: string): string | undefined {
  return tidy(words.replace(/\s+/g, ' '), LONGEST).replace(/\.+$/, '') || undefined;
}
