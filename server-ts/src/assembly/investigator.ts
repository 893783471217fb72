// Finds out why jobs failed, as tasks of the queue: each try of a job once, on any node, with retries.
import * as z from 'zod';
import { toSubjectKey } from '../ci/ids.ts';
import { failedJobs } from '../ci/status.ts';
import { createInvestigation } from '../logs/investigate.ts';
import { systemClock } from '../platform/clock.ts';
import type { Scene, Task } from '../storage/index.ts';
import { connectionOf, providerOf, type Parts } from './parts.ts';

export interface Investigator {
  /** Asks for what is not known of the scene's failed jobs. Costs nothing when there are none. */
  ask(scene: Scene): Promise<void>;
  readonly perform: Task;
}

/** Of one pipeline; who has more failures than that looks at the CI system itself. */
const MAX_JOBS = 5;
const ATTEMPTS = 8;
const payload = z.object({ key: z.string().transform(toSubjectKey), jobId: z.string() });

export function createInvestigator(parts: Parts): Investigator {
  const { configuration, storage, http, secrets } = parts;
  const connectionFor = (provider: string, name: string) => connectionOf(configuration.now(), provider, name);
  const investigate = createInvestigation({
    reach(pipeline) {
      const [questions, connection] = [providerOf(pipeline.provider), connectionFor(pipeline.provider, pipeline.connection)];
      return questions && connection && { questions, connection, http: http.now().of(connection.ca) };
    },
    secrets: secrets.known,
    now: systemClock,
  });
  return {
    async ask({ subject: { state }, findings }) {
      if (state.kind !== 'pipeline' || providerOf(state.pipeline.provider)?.jobLog === undefined) return;
      const { key, provider, connection } = state.pipeline;
      if (connectionFor(provider, connection)?.token === undefined) return;
      const unknown = failedJobs(state).filter(({ id }) => !findings.some(({ jobId }) => jobId === id));
      for (const { id } of unknown.slice(0, Math.max(0, MAX_JOBS - findings.length)))
        await storage.tasks.add('investigate', { key, jobId: id }, { key: `investigate ${key} ${id}`, attempts: ATTEMPTS });
    },
    async perform(given, { last }) {
      const { key, jobId } = payload.parse(given);
      const scene = await storage.subjects.scene(key);
      if (scene?.subject.state.kind !== 'pipeline') return;
      const job = failedJobs(scene.subject.state).find(({ id }) => id === jobId);
      if (job === undefined) return;
      const finding = await investigate({ pipeline: scene.subject.state.pipeline, job, past: scene.past, lastTry: last });
      if (finding === undefined) return;
      await storage.findings.put(key, finding);
      // A child's failure is told on its parent's card, too.
      await Promise.all([key, ...scene.refresh].map((each) => storage.deliveries.refresh(each)));
    },
  };
}
