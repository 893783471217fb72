// What every failure in this folder is: a sentence and a code that callers may compare.

/**
 * `WIRE_CLOSED`: the connection or stream ended. `YAMUX_PROTOCOL`, `GOB_DECODE`: the other side broke the rules.
 * `GOB_ENCODE`: our own value does not fit its type. `BROKER_TIMEOUT`: nobody accepted or dialled within the time.
 */
export type WireCode =
  | 'WIRE_CLOSED'
  | 'YAMUX_PROTOCOL'
  | 'YAMUX_TIMEOUT'
  | 'GOB_DECODE'
  | 'GOB_ENCODE'
  | 'BROKER_TIMEOUT'
  | 'BROKER_PROTOCOL';

export class WireError extends Error {
  override readonly name = 'WireError';
  readonly code: WireCode;

  constructor(code: WireCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The reason as an Error, whatever was thrown. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
