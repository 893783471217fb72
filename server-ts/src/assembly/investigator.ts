// Finds out why jobs failed, as tasks of the queue: each try of a job once, on any node, with retries.
import * as z from 'zod';
import { toSubjectKey } from '../ci/ids.ts';
import type { Connection } from '../ci/connection.ts';
import { createInvestigation } from '../logs/investigate.ts';
import { isWhole, suspectsOf } from '../logs/suspects.ts';
import { systemClock } from '../platform/clock.ts';
import type { Scene, Task } from '../storage/index.ts';
import type { Identity } from './accounts.ts';
import { connectionOf, providerOf, type Parts } from './parts.ts';

export interface Investigator {
  /** Asks for what is not known of the scene's failed jobs. Costs nothing when there are none. */
  ask(scene: Scene): Promise<void>;
  readonly perform: Task;
}

/** Of one pipeline; who has more failures than that looks at the CI system itself. */
const MAX_JOBS = 5;
const ATTEMPTS = 8;
/** Milliseconds in which the stages of a build are told. */
const STAGES_WITHIN = 6_000;
const payload = z.object({ key: z.string().transform(toSubjectKey), jobId: z.string() });

export function createInvestigator(parts: Parts, { accounts }: Identity): Investigator {
  const { configuration, storage, http, secrets } = parts;
  const connectionFor = (provider: string, name: string) => connectionOf(configuration.now(), provider, name);
  const withToken = async (connection: Connection, userId: string | undefined): Promise<Connection> => {
    if (connection.token !== undefined || userId === undefined) return connection;
    const credentials = await accounts.as(userId, connection).then(
      (found) => found.credentials,
      () => undefined,
    );
    return { ...connection, ...credentials };
  };
  const investigate = createInvestigation({
    async reach({ pipeline, followedBy }) {
      const [questions, connection] = [providerOf(pipeline.provider), connectionFor(pipeline.provider, pipeline.connection)];
      return questions && connection && { questions, connection: await withToken(connection, followedBy), http: http.now().of(connection) };
    },
    secrets: secrets.known,
    now: systemClock,
  });
  return {
    async ask(scene) {
      const { findings } = scene;
      const { state } = scene.subject;
      if (state.kind !== 'pipeline' || providerOf(state.pipeline.provider)?.jobLog === undefined) return;
      const { key, provider, connection } = state.pipeline;
      if (connectionFor(provider, connection)?.token === undefined && followerOf(scene) === undefined) return;
      const unknown = suspectsOf(state).filter(({ id }) => !findings.some(({ jobId }) => jobId === id));
      for (const { id } of unknown.slice(0, Math.max(0, MAX_JOBS - findings.length)))
        await storage.tasks.add(
          'investigate',
          { key, jobId: id },
          { key: `investigate ${key} ${id}`, attempts: ATTEMPTS, ...(isWhole({ id }) && { at: systemClock() + STAGES_WITHIN }) },
        );
    },
    async perform(given, { last }) {
      const { key, jobId } = payload.parse(given);
      const scene = await storage.subjects.scene(key);
      if (scene?.subject.state.kind !== 'pipeline') return;
      const job = suspectsOf(scene.subject.state).find(({ id }) => id === jobId);
      if (job === undefined) return;
      const { pipeline } = scene.subject.state;
      const followedBy = followerOf(scene);
      const finding = await investigate({
        pipeline,
        job,
        past: scene.past,
        lastTry: last,
        ...(followedBy !== undefined && { followedBy }),
      });
      if (finding === undefined) return;
      await storage.findings.put(key, finding);
      // A child's failure is told on its parent's card, too.
      await Promise.all([key, ...scene.refresh].map((each) => storage.deliveries.refresh(each)));
    },
  };
}

/** Who follows the run itself, the first of them. */
function followerOf({ subject: { state }, follows }: Scene): string | undefined {
  if (state.kind !== 'pipeline') return undefined;
  return follows.find(({ key }) => key === state.pipeline.key)?.about.person.userId;
}
