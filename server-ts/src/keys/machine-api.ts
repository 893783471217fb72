// The API for programs: from a request with a key to what was asked for.

import type { Audit, Outcome } from '../audit/index.ts';
import type { RunOutcome, Runs } from '../intents/runs.ts';
import type { Clock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import type { TakeReport } from '../reports/take.ts';
import { fieldsOf, refused, toResponse, wrongFields, type ApiAnswer } from './answers.ts';
import type { Entry } from './entry.ts';
import type { ApiKey } from './key.ts';
import { answerOnce } from './once.ts';
import type { OnceTable } from './ports.ts';
import { findRoute, type Found, type RouteName } from './routes.ts';
import { reportBody, runBody } from './schema.ts';

export interface MachinePorts {
  readonly enter: Entry;
  readonly answers: OnceTable;
  readonly takeReport: TakeReport;
  readonly runs: Pick<Runs, 'start' | 'view'>;
  readonly audit: Audit;
  readonly now: Clock;
}

/** Undefined for what is asked by people; `address`: the caller's. Rejects only on surprises. */
export type MachineApi = (request: Request, address: string) => Promise<Response> | undefined;

/** Bytes. A report of fifty figures has less than ten thousand. */
const MAX_BODY = 256 * 1024;

interface Asked extends Found {
  readonly key: ApiKey;
  readonly once: string | undefined;
  readonly body: unknown;
}

export function createMachineApi(ports: MachinePorts): MachineApi {
  return (request, address) => {
    const found = findRoute(request.method, new URL(request.url).pathname);
    if (found === undefined || isPersons(found, request.headers)) return undefined;
    return answer(ports, request, address, found).catch(unavailable).then(toResponse);
  };
}

/** The sidebar asks at the same addresses. Mattermost names the person of a session, and takes away the name that a caller sends. */
function isPersons({ name }: Found, headers: Headers): boolean {
  return name !== 'report' && !headers.has('X-API-Key') && (headers.get('Mattermost-User-Id') ?? '') !== '';
}

function unavailable(error: unknown): ApiAnswer {
  if (!(error instanceof CiError)) throw error;
  return refused(503, error.code, `${error.message} ${error.remedy}`, { 'Retry-After': '5' });
}

const needs: Readonly<
  Record<RouteName, (parts: Found['parts']) => { readonly act: string; readonly what: string; readonly need?: string }>
> = {
  report: () => ({ act: 'api.report', what: '', need: 'reports' }),
  run: ({ name = '' }) => ({ act: 'api.run', what: name.slice(0, 100), need: name }),
  look: ({ id = '' }) => ({ act: 'api.look', what: id.slice(0, 100) }),
};

async function answer(ports: MachinePorts, request: Request, address: string, found: Found): Promise<ApiAnswer> {
  const begun = ports.now();
  const asked = needs[found.name](found.parts);
  const entered = await ports.enter({ ...asked, address, headers: request.headers });
  if (entered.kind === 'out') return entered.refusal;
  const { key } = entered;
  const body = found.route.body === undefined ? { kind: 'read' as const, value: undefined } : await readJson(request);
  if (body.kind === 'refused') return body.answer;
  const once = found.route.once ? (request.headers.get('Idempotency-Key') ?? undefined) : undefined;
  const repeatable = { keyId: key.id, request: [found.name, found.parts, body.value], ...(once !== undefined && { idempotencyKey: once }) };
  const given = await answerOnce(ports.answers, repeatable, () => handlers[found.name](ports, { ...found, key, once, body: body.value }));
  if (found.route.method === 'POST') {
    const code = 'code' in given.body ? String(given.body.code) : undefined;
    ports.audit.note({
      act: asked.act,
      userId: key.creatorId,
      from: 'api',
      address,
      key: key.name,
      what: asked.what,
      values: {},
      outcome: outcomeOf(given.status),
      ...(code !== undefined && { code }),
      at: begun,
      milliseconds: ports.now() - begun,
    });
  }
  return given;
}

function outcomeOf(status: number): Outcome {
  if (status < 300) return 'done';
  return status === 403 ? 'refused' : 'failed';
}

type Read = { readonly kind: 'read'; readonly value: unknown } | { readonly kind: 'refused'; readonly answer: ApiAnswer };

async function readJson(request: Request): Promise<Read> {
  const tooLarge = refused(413, 'CI_API_SIZE', `The body is larger than ${MAX_BODY / 1024} KiB.`, { Connection: 'close' });
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_BODY) return { kind: 'refused', answer: tooLarge };
  // A body that is longer than it says, or than the plugin takes anywhere, cannot be read.
  const text = await request.text().catch(() => undefined);
  if (text === undefined || text.length > MAX_BODY) return { kind: 'refused', answer: tooLarge };
  try {
    return { kind: 'read', value: text === '' ? {} : JSON.parse(text) };
  } catch {
    return { kind: 'refused', answer: refused(400, 'CI_API_JSON', 'The body is no JSON. Send it with Content-Type: application/json.') };
  }
}

const handlers: Readonly<Record<RouteName, (ports: MachinePorts, asked: Asked) => Promise<ApiAnswer>>> = {
  async report({ takeReport }, { body }) {
    const read = reportBody.safeParse(body, { reportInput: true });
    if (!read.success) return wrongFields('CI_API_FIELDS', fieldsOf(read.error));
    const { figures, ...run } = read.data;
    const wrong = await takeReport(run, figures);
    return wrong === undefined ? { status: 202, body: { status: 'accepted' } } : wrongFields('CI_API_FIELDS', wrong);
  },
  async run({ runs }, { parts: { name = '' }, key, once, body }) {
    const read = runBody.safeParse(body, { reportInput: true });
    if (!read.success) return wrongFields('CI_API_FIELDS', fieldsOf(read.error));
    const { parameters, dryRun, subject } = read.data;
    const outcome = await runs.start({
      intent: name,
      values: Object.fromEntries(Object.entries(parameters).map(([each, value]) => [each, String(value)])),
      by: { userId: key.creatorId, key: key.name },
      ...(subject !== undefined && { subject }),
      from: 'api',
      dryRun,
      ...(once !== undefined && { once }),
    });
    return answerOf(outcome);
  },
  async look({ runs }, { parts: { id = '' }, key }) {
    const run = await runs.view(id, { key: key.name });
    return run === undefined ? refused(404, 'CI_RUN_UNKNOWN', 'There is no such run of this key.') : { status: 200, body: run };
  },
};

function answerOf(outcome: RunOutcome): ApiAnswer {
  switch (outcome.kind) {
    case 'accepted':
      return { status: 202, body: { id: outcome.id } };
    case 'planned':
      return { status: 200, body: outcome.plan };
    case 'refused': {
      const { code, fields } = outcome;
      const message = `${outcome.message} ${outcome.remedy}`;
      if (code.endsWith('_UNKNOWN')) return refused(404, code, message);
      if (/_(?:DENIED|LABELS|FORBIDDEN|PERMISSION)$|_GATE_/.test(code)) return refused(403, code, message);
      return wrongFields(code, fields ?? {}, message);
    }
  }
}
