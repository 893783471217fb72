// Lets what people send be read up to a size only: Mattermost sets none for what it hands to plugins.

/** Bytes. The longest that is sent here is the text of an issue, or a form that a log was pasted into. */
const MOST = 1_000_000;

/** The same request; reading its body fails beyond `most` bytes, and takes no more of them. */
export function withSmallBody(request: Request, most = MOST): Request {
  if (request.body === null) return request;
  let size = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.length;
      if (size > most) controller.error(new RangeError(`The body has more than ${most} bytes.`));
      else controller.enqueue(chunk);
    },
  });
  const counted = { body: request.body.pipeThrough(counting), duplex: 'half' } as const;
  return new Request(request, counted);
}
