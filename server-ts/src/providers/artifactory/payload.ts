// A delivery's body → the event and its data, in whichever of JFrog's formats.

import * as z from 'zod';
import { keepDigits, parseJson } from '../../platform/foreign-json.ts';
import { dataSchema, eventSchema } from './schema.ts';
import type { Data, EventPayload } from './schema.ts';

export interface Told {
  readonly event: EventPayload;
  /** The sender's word: `deployed`, `distribute_completed`. */
  readonly word: string;
  readonly domain: string;
  readonly data: Data;
}

/** Undefined when it is no event of JFrog. */
export function readPayload(body: Uint8Array): Told | undefined {
  const payload = parseJson(body, keepDigits);
  const event = eventSchema.safeParse(payload).data;
  if (event?.event_type === undefined) return undefined;
  // Early formats have no wrapper: the fields stand beside the event's type.
  const wrapped = z.record(z.string(), z.unknown()).safeParse(event.data);
  const data = dataSchema.safeParse(wrapped.success ? wrapped.data : payload).data;
  return data && { event, word: event.event_type, domain: event.domain ?? guessDomain(event, data), data };
}

/** Early formats have no domain. */
function guessDomain({ destination, event_type: word = '' }: EventPayload, data: Data): string {
  if (word.startsWith('distribute_') || destination === 'distribution') return 'distribution';
  if (data.release_bundle_name !== undefined) return 'release_bundle';
  if (data.build_name !== undefined) return 'build';
  if (data.property_key !== undefined) return 'artifact_property';
  if (data.image_name !== undefined) return 'docker';
  return data.repo_key === undefined ? (destination ?? 'unknown') : 'artifact';
}
