// What a sender is answered, word for word.

import type { DeliveryId } from '../ci/ids.ts';

export const accepted = (id: DeliveryId): Response => Response.json({ status: 'accepted', id }, { status: 202 });
export const duplicate = (): Response => Response.json({ status: 'duplicate' });
export const ignored = (reason: string): Response => Response.json({ status: 'ignored', reason });

/** `code` is stable; the message says what to do and never holds a secret. */
export function refused(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ code, message }, { status, headers: { ...headers, 'Cache-Control': 'no-store' } });
}

export const unknown = (): Response =>
  refused(404, 'CI_WEBHOOK_UNKNOWN', 'There is no such provider or connection. Check the address: /webhooks/<provider>[/<connection>].');

export const wrongMethod = (): Response => refused(405, 'CI_WEBHOOK_METHOD', 'Deliveries come by POST.', { Allow: 'POST' });

export const forbidden = (): Response =>
  refused(403, 'CI_WEBHOOK_ADDRESS', 'This address may not deliver. Add it to AllowedAddresses in the settings of CI Command Center.');

export const tooLarge = (): Response =>
  refused(413, 'CI_WEBHOOK_SIZE', 'The delivery is larger than 25 MiB. Choose fewer events in the sender.', { Connection: 'close' });

export const unproved = (reason: string): Response =>
  refused(401, 'CI_WEBHOOK_PROOF', `The delivery is not proved: ${reason}. Enter the webhook secret of this connection in the sender.`);

export const invalid = (reason: string): Response => refused(400, 'CI_WEBHOOK_BODY', `The delivery cannot be read: ${reason}.`);

/** `wait` in milliseconds. */
export const tooMany = (code: string, message: string, wait: number): Response =>
  refused(429, code, message, { 'Retry-After': String(Math.max(1, Math.ceil(wait / 1000))) });

export const notStored = (code: string): Response =>
  refused(503, code, 'The delivery could not be stored. Send it again in a moment.', { 'Retry-After': '5' });
