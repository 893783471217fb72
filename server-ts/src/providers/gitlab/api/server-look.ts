// Whether what answers at an address is a GitLab that we reach and trust.

import type { Reach } from '../../../ci/account.ts';
import { say, type Words } from '../../../ci/words.ts';
import { asProblem } from '../../../platform/errors.ts';

/** GitLab refuses `version` to those it does not know, as JSON. Never rejects. */
export async function lookAtServer({ connection: { url }, http }: Reach): Promise<Words> {
  try {
    const { status, headers } = await http(`${url}/api/v4/version`, { timeout: 10_000 });
    const isApi = headers.get('content-type')?.includes('json') === true && (status === 401 || status < 300);
    if (isApi) return say`✓ GitLab answers there${url.startsWith('https:') ? ', and its certificate is trusted' : ''}.`;
    return say`⚠ Something answers there (${status}), but it does not look like GitLab: check the address, and whether a sign-in proxy stands before it.`;
  } catch (error) {
    const { code, message, remedy } = asProblem(error);
    return say`⚠ It cannot be asked yet: ${message} ${remedy} \`${code}\``;
  }
}
