// Stands between the senders and the plugin: takes each delivery at once, and hands it on as it is, so many a second.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'undici';

export interface Passed {
  readonly body: string;
  /** performance.now() and Date.now() at its first try. */
  readonly sent: number;
  readonly sentAt: number;
  /** Milliseconds of the try that was taken. */
  readonly answered: number;
  /** How often it was put off, or nobody answered, before it was taken. */
  readonly refused: number;
}

export interface TurnstileOptions {
  /** Deliveries a second; those that go a second time come on top. */
  readonly rate: number;
  /** Where the plugin is. More than one: in turn, and the next one after a refusal, as a load balancer does it. */
  readonly to: () => readonly [string, ...string[]];
  /** At its first try. */
  readonly passing?: (body: string, sent: number) => void;
  readonly passed: (delivery: Passed) => void;
  /** The share of deliveries that are told twice, as senders do that missed the answer. */
  readonly twice?: number;
}

export interface Turnstile {
  /** Stands for the server's address. */
  readonly url: string;
  /** How many are still to be handed on. */
  waiting(): number;
  /** How many were handed on and are not taken yet. */
  underWay(): number;
  /** What was refused for good: status and beginning of the body, by how often. */
  readonly lost: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

interface Waiting {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Milliseconds before the next try: senders differ, all wait. */
const PATIENCE = 500;
const TRY_WITHIN = 15_000;
/** What belongs to the connection, not to the delivery. */
const HOPS = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive', 'expect', 'accept-encoding']);

const headersOf = (all: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (typeof value === 'string' && !HOPS.has(name) ? [[name, value] as const] : [])),
  );

/** Opens it on a free loopback port. */
export async function openTurnstile(options: TurnstileOptions): Promise<Turnstile> {
  const waiting: Waiting[] = [];
  const lost = new Map<string, number>();
  const state = { underWay: 0, closed: false, turn: 0 };
  const agent = new Agent({ connections: 64, keepAliveTimeout: 10_000 });

  const send = async ({ path, headers, body }: Waiting): Promise<{ status: number; text: string }> => {
    const targets = options.to();
    state.turn += 1;
    const target = targets[state.turn % targets.length] ?? targets[0];
    try {
      const limits = { headersTimeout: TRY_WITHIN, bodyTimeout: TRY_WITHIN };
      const answer = await request(target + path, { method: 'POST', dispatcher: agent, headers, body, ...limits });
      return { status: answer.statusCode, text: await answer.body.text() };
    } catch {
      return { status: 0, text: '' };
    }
  };
  const insist = async (delivery: Waiting): Promise<void> => {
    const [sent, sentAt] = [performance.now(), Date.now()];
    options.passing?.(delivery.body, sent);
    for (let refused = 0; !state.closed; refused += 1) {
      const tried = performance.now();
      const { status, text } = await send(delivery);
      if (status >= 200 && status < 300)
        return options.passed({ body: delivery.body, sent, sentAt, answered: performance.now() - tried, refused });
      // 404: the plugin is not there at the moment.
      if (status >= 400 && status < 500 && status !== 404 && status !== 429) {
        const what = `${status} ${text.slice(0, 120)}`;
        lost.set(what, (lost.get(what) ?? 0) + 1);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    }
  };
  const handOn = (delivery: Waiting): void => {
    state.underWay += 1;
    void insist(delivery).finally(() => (state.underWay -= 1));
  };

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      waiting.push({ path: incoming.url ?? '/', headers: headersOf(incoming.headers), body: Buffer.concat(chunks).toString() });
      response.writeHead(202, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  // By the clock and not by counting ticks: a late tick hands on all that is due.
  let due = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    for (; due <= now; due += 1000 / options.rate) {
      const next = waiting.shift();
      if (next === undefined) continue;
      handOn(next);
      if (Math.random() < (options.twice ?? 0)) handOn(next);
    }
  }, 10);
  return {
    url: `http://127.0.0.1:${address.port}`,
    waiting: () => waiting.length,
    underWay: () => state.underWay,
    lost,
    async close() {
      state.closed = true;
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await agent.close();
    },
  };
}
