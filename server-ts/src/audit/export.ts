// The audit as JSON lines, newest first, for administrators' own archives: read page by page, so that it may be long.

import type { AuditQuestion, AuditRow, AuditTable } from './table.ts';

const PAGE = 500;

/** One object a line. Ends early when nobody reads it any more; fails when the database is away. */
export function exportLines(
  table: Pick<AuditTable, 'find'>,
  question: Omit<AuditQuestion, 'limit' | 'before'>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let before: AuditRow | undefined;
  return new ReadableStream({
    async pull(controller) {
      const rows = await table.find({ ...question, limit: PAGE, ...(before !== undefined && { before }) });
      before = rows.at(-1);
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map((row) => `${JSON.stringify(lineOf(row))}\n`).join('')));
      if (rows.length < PAGE) controller.close();
    },
  });
}

/** What others read is stable: `snake_case`, times in ISO 8601. */
function lineOf({ id, at, act, userId, from, address, key, channelId, what, values, outcome, code, milliseconds }: AuditRow): object {
  return {
    id,
    at: new Date(at).toISOString(),
    act,
    user_id: userId,
    from,
    address,
    key,
    channel_id: channelId,
    what,
    values,
    outcome,
    code,
    milliseconds,
  };
}
