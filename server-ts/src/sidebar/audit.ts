// The audit for administrators' own archives: all of it, or some, as JSON lines.

import { paths } from '@ci-command-center/contract';
import { Hono } from 'hono';
import type { AuditQuestion } from '../audit/index.ts';
import { isId, refuse, signedIn } from './session.ts';

export interface AuditApiPorts {
  isAdministrator(userId: string): Promise<boolean>;
  /** Patterns of an act's name. */
  likesOf(action: string): readonly string[];
  lines(question: Omit<AuditQuestion, 'limit' | 'before'>): ReadableStream<Uint8Array>;
  /** Somebody else asked. Must not throw. */
  refused(userId: string, code: string): void;
}

const CODE = 'CI_API_ADMINISTRATOR';

/** Below the plugin's address: `?since=2026-01-31&user=<id>&action=jenkins.*`, each may be left out. */
export function createAuditApi(ports: AuditApiPorts): Hono {
  const app = new Hono();
  app.get(
    paths.audit,
    signedIn(async ({ userId }, context) => {
      if (!(await ports.isAdministrator(userId))) {
        ports.refused(userId, CODE);
        return context.json(refuse(CODE, 'Only system administrators may; ask one of them.'), 403);
      }
      const { since, user, action } = context.req.query();
      const from = since === undefined ? undefined : Date.parse(since);
      if (Number.isNaN(from) || (user !== undefined && !isId(user)))
        return context.json(refuse('CI_API_AUDIT', 'Write since as a date (2026-01-31), and user as the id of a person.'), 400);
      const lines = ports.lines({
        ...(from !== undefined && { since: from }),
        ...(user !== undefined && { userId: user }),
        ...(action !== undefined && { acts: ports.likesOf(action.slice(0, 200)) }),
      });
      return new Response(lines, {
        headers: {
          'Content-Type': 'application/x-ndjson',
          'Cache-Control': 'no-store',
          'Content-Disposition': 'attachment; filename="audit.jsonl"',
        },
      });
    }),
  );
  return app;
}
