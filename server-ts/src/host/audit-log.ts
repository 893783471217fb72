// Mattermost's own audit log, where one is kept: it is told of everything that ours notes.

import type { AuditRecord } from '../audit/index.ts';
import type { Api } from '../mattermost/index.ts';

/** Rejects when the server cannot be asked. */
export function createAuditLog(api: Pick<Api, 'logAuditRec'>): (record: AuditRecord) => Promise<void> {
  return ({ act, userId, address = '', from, key = '', channelId = '', what, values, outcome, code = '', at, milliseconds }) =>
    api.logAuditRec({
      event_name: `ci-command-center.${act}`,
      // As `model.AuditStatusSuccess` and `model.AuditStatusFail`; of what nobody knows only that it was tried.
      status: outcome === 'done' ? 'success' : outcome === 'unknown' ? 'attempt' : 'fail',
      event: {
        parameters: {
          from,
          key,
          channel_id: channelId,
          what,
          values: JSON.stringify(values),
          outcome,
          at: new Date(at).toISOString(),
          milliseconds,
        },
        object_type: 'ci',
      },
      actor: { user_id: userId, session_id: '', client: '', ip_address: address, x_forwarded_for: '' },
      error: { description: code, status_code: 0 },
    });
}
