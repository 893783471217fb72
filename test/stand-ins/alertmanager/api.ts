// The part of Alertmanager's API v2 that people and programs use: status, alerts, silences.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { fingerprintOf, isSilenced, type Alert, type Silence } from './groups.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Api {
  readonly silences: readonly Silence[];
  /** `path` begins with `/api/v2/`. */
  answer(method: string, path: string, body: string): Answer;
}

const postedSchema = z.object({
  matchers: z
    .array(z.object({ name: z.string().min(1), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean().default(true) }))
    .min(1),
  startsAt: z.string(),
  endsAt: z.string(),
  createdBy: z.string(),
  comment: z.string(),
});

/** What a wrong request is answered by the server that is generated from the API's description. */
const malformed = (message: string): Answer => ({ status: 422, body: { code: 602, message } });
const notFound: Answer = { status: 404, body: undefined };

/** `credentials`: the whole `Authorization` header that is asked for; undefined lets everyone in, as Alertmanager itself does. */
export function isAllowed({ headers }: IncomingMessage, credentials: string | undefined): boolean {
  return credentials === undefined || headers.authorization === credentials;
}

export function createApi(alerts: () => readonly Alert[], now: () => Date): Api {
  const silences: Silence[] = [];
  const stateOf = ({ startsAt, endsAt }: Silence): string =>
    new Date(endsAt) <= now() ? 'expired' : new Date(startsAt) > now() ? 'pending' : 'active';
  const tell = (silence: Silence) => ({ ...silence, status: { state: stateOf(silence) }, updatedAt: silence.startsAt });

  const set = (text: string): Answer => {
    const { data } = postedSchema.safeParse(parse(text));
    if (data === undefined) return malformed('silence in body is invalid');
    if (new Date(data.endsAt) <= now()) return { status: 400, body: "Failed to create silence: end time can't be in the past" };
    if (data.matchers.every(({ value }) => value === ''))
      return { status: 400, body: 'invalid silence: at least one matcher must not match the empty string' };
    const silence = { id: randomUUID(), ...data };
    silences.push(silence);
    return { status: 200, body: { silenceID: silence.id } };
  };

  const one = (method: string, id: string): Answer => {
    const silence = silences.find((each) => each.id === id);
    if (silence === undefined) return notFound;
    if (method === 'DELETE') {
      if (stateOf(silence) !== 'expired') silence.endsAt = now().toISOString();
      return { status: 200, body: undefined };
    }
    return { status: 200, body: tell(silence) };
  };

  const tellAlert = ({ labels, annotations, startsAt }: Alert) => {
    const silenced = isSilenced(silences, labels, now());
    const status = { state: silenced ? 'suppressed' : 'active', silencedBy: [], inhibitedBy: [], mutedBy: [] };
    return { labels, annotations, startsAt: startsAt.toISOString(), fingerprint: fingerprintOf(labels), receivers: [], status };
  };

  return {
    silences,
    answer(method, path, body) {
      const [, id] = /^\/api\/v2\/silence\/([^/]+)$/u.exec(path) ?? [];
      if (id !== undefined) return one(method, decodeURIComponent(id));
      if (path === '/api/v2/silences') return method === 'POST' ? set(body) : { status: 200, body: silences.map(tell) };
      if (path === '/api/v2/alerts')
        return {
          status: 200,
          body: alerts()
            .filter(({ endsAt }) => endsAt === undefined)
            .map(tellAlert),
        };
      if (path === '/api/v2/status')
        return { status: 200, body: { cluster: { status: 'disabled' }, versionInfo: { version: '0.34.2' }, uptime: now().toISOString() } };
      return { status: 404, body: { code: 404, message: `path ${path} was not found` } };
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
