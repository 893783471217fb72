// What `Request` and `Response` have in common: a body that can be read once, as text, JSON or bytes.
// https://fetch.spec.whatwg.org/#body-mixin

import type { LightHeaders } from './headers.ts';

export type BodyInit = string | Uint8Array | ArrayBuffer | URLSearchParams | ReadableStream<Uint8Array> | null;

export class LightBody {
  readonly headers: LightHeaders;
  /** A stream is made of a text or of bytes only when it is asked for. */
  #content: string | Uint8Array | ReadableStream<Uint8Array> | null;
  #stream: ReadableStream<Uint8Array> | undefined;
  #read = false;

  protected constructor(body: BodyInit, headers: LightHeaders) {
    this.headers = headers;
    const type = typeOf(body);
    if (type !== undefined && !headers.has('content-type')) headers.set('content-type', type);
    this.#content = body instanceof URLSearchParams ? body.toString() : body instanceof ArrayBuffer ? new Uint8Array(body) : body;
  }

  get body(): ReadableStream<Uint8Array> | null {
    if (this.#content === null) return null;
    if (this.#content instanceof ReadableStream) return this.#content;
    return (this.#stream ??= streamOf(typeof this.#content === 'string' ? Buffer.from(this.#content) : this.#content));
  }

  get bodyUsed(): boolean {
    return this.#read || (this.#stream?.locked ?? (this.#content instanceof ReadableStream && this.#content.locked));
  }

  async text(): Promise<string> {
    const content = this.#take();
    if (typeof content === 'string') return withoutMark(content);
    return new TextDecoder().decode(await bytesOf(content));
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async bytes(): Promise<Uint8Array> {
    const content = this.#take();
    return typeof content === 'string' ? new TextEncoder().encode(content) : bytesOf(content);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = await this.bytes();
    return bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
      ? bytes.buffer
      : new Uint8Array(bytes).buffer;
  }

  /** For a second one like it: a stream is divided between both. */
  protected copy(): BodyInit {
    if (this.bodyUsed) throw new TypeError('The body was read already.');
    const content = this.#stream ?? this.#content;
    if (!(content instanceof ReadableStream)) return content;
    const [kept, copied] = content.tee();
    this.#content = kept;
    this.#stream = undefined;
    return copied;
  }

  #take(): string | Uint8Array | ReadableStream<Uint8Array> | null {
    const content = this.#stream ?? this.#content;
    if (this.#read || (content instanceof ReadableStream && content.locked)) throw new TypeError('The body was read already.');
    this.#read = content !== null;
    return content;
  }
}

function typeOf(body: BodyInit): string | undefined {
  if (typeof body === 'string') return 'text/plain;charset=UTF-8';
  return body instanceof URLSearchParams ? 'application/x-www-form-urlencoded;charset=UTF-8' : undefined;
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}

async function bytesOf(content: Uint8Array | ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  if (content === null) return new Uint8Array();
  if (content instanceof Uint8Array) return content;
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

/** As `TextDecoder` does: a byte order mark is no part of the text. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
