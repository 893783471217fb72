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
  const lacking = /([^\s:;,]+ (?:is missing|is lacking|lacks) the .{1,80}? permission)/.exec(page)?.[1];
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
    /<h1[^>]*>\s*(?:Error|Access Denied|Oops!)\s*<\/h1>\s*<p[^>]*>([\s\S]{1,1000}?)<\/p>/i.exec(page) ??
    /<th>MESSAGE:<\/th>\s*<td>([\s\S]{1,1000}?)<\/td>/i.exec(page) ??
    /<title>\s*(?:Error \d{3}\s*)?([^<]{1,300}?)\s*(?:- Jenkins|\[Jenkins\])?\s*<\/title>/i.exec(page) ??
    [];
  const found = line(plain(below ?? ''));
  return found === undefined || /^(Jenkins|Error|Oops!|Not Found|Forbidden|\d{3}.*)$/i.test(found) ? undefined : found;
}

/** `hudson.model.Item.Build` → `Job/Build`, as the page for permissions has it. */
function readablePermission(name: string): string {
  const [group = '', permission = ''] = name.split('.').slice(-2);
  const groups: Readonly<Record<string, string>> = { Item: 'Job', Hudson: 'Overall', Jenkins: 'Overall', Computer: 'Agent' };
  return `${groups[group] ?? group}/${permission}`;
}

function plain(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]{0,2000}>/g, ' ')
    .replace(/&#(\d{1,6});/g, (_all, digits: string) => String.fromCodePoint(Math.min(Number(digits), 0x10ffff)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

function line(words: string): string | undefined {
  return tidy(words.replace(/\s+/g, ' '), LONGEST).replace(/\.+$/, '') || undefined;
}
