// GitLab's own identity of a delivery, equal in each repetition.

import { createHash } from 'node:crypto';
import type { Delivery } from '../../ci/provider.ts';

/**
 * `Idempotency-Key` stays the same over GitLab's retries and equals `webhook-id` where deliveries are signed.
 * Older servers send only an event UUID, which recursive hooks share, so the body counts too.
 * https://docs.gitlab.com/user/project/integrations/webhooks/#delivery-headers
 */
export function identify({ headers, body }: Delivery): string | undefined {
  const own = headers.get('Idempotency-Key') || headers.get('webhook-id');
  if (own) return own.slice(0, 200);
  const event = headers.get('X-Gitlab-Event-UUID');
  if (!event) return undefined;
  return `${event.slice(0, 100)}:${createHash('sha256').update(body).digest('hex')}`;
}
