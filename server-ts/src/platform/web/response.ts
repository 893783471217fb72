// The web's `Response` as a server needs it. https://fetch.spec.whatwg.org/#response-class

import { type BodyInit, LightBody } from './body.ts';
import { LightHeaders } from './headers.ts';

interface ResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: ConstructorParameters<typeof LightHeaders>[0];
}

const BODILESS = new Set([101, 103, 204, 205, 304]);

export class LightResponse extends LightBody {
  readonly status: number;
  readonly statusText: string;

  /** Throws RangeError for what is no status, TypeError for a body where none may be. */
  constructor(body?: BodyInit, { status = 200, statusText = '', headers }: ResponseInit = {}) {
    if (!Number.isInteger(status) || status < 200 || status > 599) throw new RangeError(`${status} is no status of an answer.`);
    const content = body ?? null;
    if (content !== null && BODILESS.has(status)) throw new TypeError(`An answer of status ${status} has no body.`);
    super(content, new LightHeaders(headers));
    this.status = status;
    this.statusText = statusText;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  clone(): LightResponse {
    return new LightResponse(this.copy(), this);
  }

  get [Symbol.toStringTag](): string {
    return 'Response';
  }

  static json(data: unknown, init: ResponseInit = {}): LightResponse {
    const headers = new LightHeaders(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new LightResponse(JSON.stringify(data), { ...init, headers });
  }
}
