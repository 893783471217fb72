// Senders that do not give up: each delivery goes to any node again and again until one has taken it, and some go twice.
import type { Random } from './random.ts';
import type { Piece } from './story.ts';

export interface Node {
  readonly url: string;
}

/** Sends all pieces in a random order; resolves when each was taken at least once. */
export async function sendAll(pieces: readonly Piece[], nodes: readonly [Node, ...Node[]], random: Random, width: number): Promise<void> {
  const again = pieces.filter(() => random.below(3) === 0);
  const other = pieces.filter(() => random.below(4) === 0).map((piece) => withAnotherKey(piece, random));
  const waiting = random.shuffle([...pieces, ...again, ...other]);
  const sender = async (): Promise<void> => {
    for (let piece = waiting.pop(); piece !== undefined; piece = waiting.pop()) await sendUntilTaken(piece, nodes, random);
  };
  await Promise.all(Array.from({ length: width }, sender));
}

/** The same news under a new key, as from a second hook. */
function withAnotherKey(piece: Piece, random: Random): Piece {
  const { 'Idempotency-Key': key, ...headers } = { 'Idempotency-Key': undefined, ...piece.headers };
  return key === undefined ? piece : { ...piece, headers: { ...headers, 'Idempotency-Key': `${key}-${random.below(1_000_000)}` } };
}

async function sendUntilTaken(piece: Piece, nodes: readonly [Node, ...Node[]], random: Random): Promise<void> {
  const limit = Date.now() + 240_000;
  for (;;) {
    const status = await send(piece, random.pick(nodes));
    if (status >= 200 && status < 300) return;
    if (status >= 400 && status < 500 && status !== 404 && status !== 429)
      throw new Error(`refused with ${status}: ${piece.body.slice(0, 200)}`);
    if (Date.now() > limit) throw new Error(`not taken within four minutes, last answer ${status}`);
    // A sender's pause before its next try, not a wait for something to happen.
    await new Promise((resolve) => setTimeout(resolve, 100 + random.below(400)));
  }
}

/** 0 when nobody answered. */
async function send({ path, headers, body }: Piece, { url }: Node): Promise<number> {
  try {
    const answer = await fetch(url + path, { method: 'POST', headers, body, signal: AbortSignal.timeout(15_000) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
