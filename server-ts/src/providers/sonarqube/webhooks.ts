// SonarQube's webhooks: those of all projects, and those of one. Found again by their address, never made twice.
// https://next.sonarqube.com/sonarqube/web_api/api/webhooks

import * as z from 'zod';
import type { Reach } from '../../ci/account.ts';
import type { HookTarget } from '../../ci/hooks.ts';
import type { HttpAnswer } from '../../ci/http.ts';
import { ask, parsed, problemOf } from './client.ts';

const hookSchema = z.object({ key: z.string(), name: z.string().catch(''), url: z.string(), hasSecret: z.boolean().optional() });
const hooksSchema = z.object({ webhooks: z.array(hookSchema) });
export type Webhook = z.output<typeof hookSchema>;

/** What it is called there. */
const NAME = 'Mattermost';

/** `project`: its key; those of all projects without. Throws what `problemOf` answers. */
export async function listWebhooks(reach: Reach, project?: string): Promise<readonly Webhook[]> {
  const query = project === undefined ? '' : `?project=${encodeURIComponent(project)}`;
  return listed(await ask(reach, `webhooks/list${query}`));
}

/** Gives the one with our address the secret again, as nobody can see which one it has; or makes it. */
export async function putWebhook(reach: Reach, { url, secret }: HookTarget, project?: string): Promise<'made' | 'known'> {
  const known = (await listWebhooks(reach, project)).find((hook) => isSame(hook.url, url));
  // An update without a secret takes it away in versions before 10.1, and without a name is refused.
  const answer =
    known === undefined
      ? await ask(reach, 'webhooks/create', { form: { name: NAME, url, secret, ...(project !== undefined && { project }) } })
      : await ask(reach, 'webhooks/update', { form: { webhook: known.key, name: known.name || NAME, url, secret } });
  if (answer.status >= 300) throw problemOf(answer);
  return known === undefined ? 'made' : 'known';
}

export function listed(answer: HttpAnswer): readonly Webhook[] {
  const told = hooksSchema.safeParse(parsed(answer)).data;
  if (answer.status >= 300 || told === undefined) throw problemOf(answer);
  return told.webhooks;
}

/** Whatever stands behind the question mark. */
export function isSame(left: string, right: string): boolean {
  return bare(left) === bare(right);
}

function bare(address: string): string {
  return (address.split('?')[0] ?? '').replace(/\/$/, '');
}
