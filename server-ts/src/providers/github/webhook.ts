// Tells what kind of event a delivery of GitHub is, and reads the kinds that are used.

import type { Connection } from '../../ci/connection.ts';
import type { Delivery, Reading } from '../../ci/provider.ts';
import { parseJson } from '../../platform/foreign-json.ts';
import { readJob } from './job-event.ts';
import { readRun } from './run-event.ts';

/** Gitea, Forgejo and Gogs send GitHub's headers beside their own, with other shapes of bodies. */
const lookalikes = ['Gitea', 'Forgejo', 'Gogs'];

export function read({ headers, body }: Delivery, connection: Connection): Reading {
  const lookalike = lookalikes.find((name) => headers.has(`X-${name}-Event`));
  if (lookalike !== undefined) return { kind: 'ignored', reason: `this is an event of ${lookalike}, which GitHub's address does not take` };
  const payload = parseJson(unwrap(body));
  if (typeof payload !== 'object' || payload === null) return { kind: 'invalid', reason: 'the body is not a JSON object' };
  const kind = headers.get('X-GitHub-Event');
  if (kind === null) return { kind: 'invalid', reason: 'there is no X-GitHub-Event header, so it is no event of GitHub' };
  if (kind === 'workflow_run') return readRun(payload, connection);
  if (kind === 'workflow_job') return readJob(payload, connection);
  return { kind: 'ignored', reason: `${/^[\w-]{1,40}$/.test(kind) ? kind : 'such'} events are not used` };
}

/** A hook made with the content type `application/x-www-form-urlencoded` has the JSON in a field. */
function unwrap(body: Uint8Array): Uint8Array {
  if (Buffer.from(body.subarray(0, 8)).toString('latin1') !== 'payload=') return body;
  return Buffer.from(new URLSearchParams(new TextDecoder().decode(body)).get('payload') ?? '');
}
