// GitHub's own identity of a delivery, equal when it is sent again.

import type { Delivery } from '../../ci/provider.ts';

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers */
export function identify({ headers }: Delivery): string | undefined {
  return headers.get('X-GitHub-Delivery')?.slice(0, 200) || undefined;
}
