// What people did from chat, noted with the subjects they did it to, so that every card of these tells who it was.
import * as z from 'zod';
import type { Done } from '../ci/command.ts';
import type { Deed } from '../ci/deed.ts';
import { toSubjectKey, type SubjectKey } from '../ci/ids.ts';
import { withDeed } from '../ci/merge.ts';
import type { Instant } from '../ci/pipeline.ts';
import { systemClock } from '../platform/clock.ts';
import type { Task } from '../storage/index.ts';
import type { Parts } from './parts.ts';

export interface Deeds {
  /** Never rejects: what was done is done. */
  note(done: readonly Done[], by: { readonly username: string }, at: Instant): Promise<void>;
  /** For a subject that nobody had heard of when it was done: it is, soon after. */
  readonly task: Task;
}

export const DEED = 'deed';
/** Milliseconds. */
const SOON = 3_000;
/** In about five minutes; who is not heard of by then has no card here. */
const ATTEMPTS = 6;

const payloadSchema = z.object({
  key: z.string().transform(toSubjectKey),
  verb: z.enum([
    'retried',
    'cancelled',
    'played',
    'deployed',
    'rolled-back',
    'approved',
    'unapproved',
    'deployment-approved',
    'merged',
    'merge-planned',
  ]),
  what: z.string().exactOptional(),
  by: z.string(),
  login: z.string().exactOptional(),
  at: z.number(),
});

export function createDeeds({ storage, log }: Pick<Parts, 'storage' | 'log'>): Deeds {
  /** False when nothing is known of the subject. */
  const keep = async (key: SubjectKey, deed: Deed): Promise<boolean> => {
    const found = await storage.subjects.find(key);
    if (found === undefined) return false;
    await storage.subjects.merge(key, (known) => withDeed(known ?? found.state, deed), systemClock());
    await storage.deliveries.refresh(key);
    return true;
  };
  return {
    async note(done, { username: by }, at) {
      for (const { key: named, marks, ...rest } of done) {
        const deed: Deed = { ...rest, by, at };
        try {
          const key = marks === undefined ? named : await storage.subjects.place(named, marks);
          if (!(await keep(key, deed))) await storage.tasks.add(DEED, { key, ...deed }, { at: systemClock() + SOON, attempts: ATTEMPTS });
        } catch (error) {
          log.warn('It could not be noted who did something', { subject: named, verb: deed.verb, reason: String(error) });
        }
      }
    },
    async task(given, { last }) {
      const { key, ...deed } = payloadSchema.parse(given);
      if (!(await keep(key, deed)) && !last) throw new Error('nothing is known of it yet');
    },
  };
}
