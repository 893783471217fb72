// How other servers are asked over HTTP.

/** How a provider reaches its CI system: trusts what the connection trusts, has time and size limits, throws CiError only. */
export interface Http {
  (address: string, request?: HttpRequest): Promise<HttpAnswer>;
}

export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bytes of the answer that are read at most; what comes after is left out. 5 MiB when not said. */
  readonly limit?: number;
  /** Which end of an answer beyond the limit is kept; the start when not said. */
  readonly keep?: 'start' | 'end';
  /** The answer's bytes are wanted as they are, too. */
  readonly bytes?: true;
  /** A redirect is answered, not followed. */
  readonly stay?: true;
  /** Milliseconds for the whole of it; 30,000 when not said. */
  readonly timeout?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Invalid UTF-8 is replaced. */
  readonly text: string;
  /** There was more than the limit. */
  readonly cut: boolean;
  /** Only where they were asked for. */
  readonly bytes?: Uint8Array;
}
