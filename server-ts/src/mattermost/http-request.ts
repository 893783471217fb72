// Makes a web-standard Request of what the server forwards, and Go's headers of web-standard ones.
import type { PluginHTTPRequestSubset } from './generated/types.ts';

export type GoHeader = Record<string, readonly string[]>;

/** A request as the web has it. Throws TypeError for what the web forbids, such as the method TRACE. */
export function toRequest(from: Partial<PluginHTTPRequestSubset>, body: ReadableStream<Uint8Array> | undefined): Request {
  const method = from.Method ?? 'GET';
  const headers = toHeaders(from.Header ?? {});
  // Node asks for `duplex` with a streamed body; not every declaration of RequestInit knows it.
  const streamed = { method, headers, body: body ?? null, duplex: 'half' } as const;
  return new Request(addressOf(from), hasBody(method) ? streamed : { method, headers });
}

/** The web forbids a body to these, whatever was sent. */
export const hasBody = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

/** The path is the one below the plugin's own, as Go plugins see it; the scheme is unknown here and always http. */
function addressOf({ URL: path = '/', Host: host = '' }: Partial<PluginHTTPRequestSubset>): URL {
  const origin = URL.parse(`http://${host}`)?.origin ?? 'http://plugin.invalid';
  // A path like //evil.example must not become another host.
  return new URL(origin + (path.startsWith('/') ? path : `/${path}`));
}

export function toHeaders(from: Readonly<GoHeader>): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(from)) {
    for (const value of values) headers.append(name, toBytes(value));
  }
  return headers;
}

/** Go's form: canonical names, one entry a value. */
export function fromHeaders(headers: Headers): Record<string, string[]> {
  const header: Record<string, string[]> = {};
  for (const [name, value] of headers) (header[canonical(name)] ??= []).push(fromBytes(value));
  return header;
}

const canonical = (name: string): string => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());

/** Go holds a header's bytes as UTF-8 text, the web as one character a byte. */
const toBytes = (value: string): string => (isAscii(value) ? value : Buffer.from(value, 'utf8').toString('latin1'));
const fromBytes = (value: string): string => (isAscii(value) ? value : Buffer.from(value, 'latin1').toString('utf8'));

const isAscii = (value: string): boolean => !/[\u0080-\uffff]/.test(value);

/** Bytes that the sender promised; undefined when it did not say. */
export function lengthOf(header: Readonly<GoHeader> | undefined): number | undefined {
  const value = header?.['Content-Length']?.[0];
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
