// Jenkins' proof against forged requests, which a POST must carry where an API token does not stand in for it.
// https://www.jenkins.io/doc/book/security/csrf-protection/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { HttpAnswer } from '../../../ci/http.ts';
import { parseJson } from '../../../platform/foreign-json.ts';

const header = z.string().regex(/^[\w.-]{1,100}$/);
const value = z.string().regex(/^[\x21-\x7e]{1,500}$/);
const crumbSchema = z.object({ crumb: value, crumbRequestField: header });

/** `CrumbFilter` answers so: "No valid crumb was included in the request". */
export function lacksCrumb({ status, text }: HttpAnswer): boolean {
  return status === 403 && /\bcrumb\b/i.test(text.slice(0, 20_000));
}

/** Headers to send once more with; undefined when Jenkins gives no crumb. It holds only in the session that asked for it. */
export async function crumbFor(
  { connection, http }: Reach,
  headers: Readonly<Record<string, string>>,
): Promise<Record<string, string> | undefined> {
  const { Authorization } = headers;
  const answer = await http(`${connection.url}/crumbIssuer/api/json`, {
    stay: true,
    headers: { ...(Authorization !== undefined && { Authorization }) },
  });
  const told = answer.status === 200 ? crumbSchema.safeParse(parseJson(Buffer.from(answer.text))).data : undefined;
  if (told === undefined) return undefined;
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
  return { [told.crumbRequestField]: told.crumb, ...(cookies.length > 0 && { Cookie: cookies.join('; ') }) };
}
