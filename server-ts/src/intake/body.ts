// Reads a request's body into one buffer, but never more than is allowed.

/** 25 MiB: what the largest sender sends at most. */
export const MAX_BODY = 25 * 1024 * 1024;

export type Body = { readonly kind: 'whole'; readonly bytes: Uint8Array } | { readonly kind: 'too-large' } | { readonly kind: 'too-busy' };

/** Bytes of all bodies that are held at this moment. */
export interface Room {
  /** False when there is no room for so many more. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function createRoom(capacity: number): Room {
  let held = 0;
  return {
    take(bytes) {
      if (held + bytes > capacity) return false;
      held += bytes;
      return true;
    },
    give: (bytes) => void (held -= bytes),
  };
}

/** What it takes of `room` the caller gives back: `bytes.length` when whole, nothing otherwise. Rejects when the sender breaks off. */
export async function readBody(request: Request, room: Room, max = MAX_BODY): Promise<Body> {
  if (Number(request.headers.get('content-length') ?? 0) > max) return { kind: 'too-large' };
  const chunks: Uint8Array[] = [];
  let size = 0;
  let keep = false;
  try {
    for await (const chunk of request.body ?? []) {
      if (size + chunk.length > max) return { kind: 'too-large' };
      if (!room.take(chunk.length)) return { kind: 'too-busy' };
      size += chunk.length;
      chunks.push(chunk);
    }
    keep = true;
    const [only] = chunks;
    return { kind: 'whole', bytes: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size) };
  } finally {
    // Leaving the loop early also cancels the stream.
    if (!keep) room.give(size);
  }
}
