// What a plugin holds of the server before there is a connection, and what gives it one: the API client and the log.
import { callOver, createPlainApi } from './api-client.ts';
import type { PlainApi } from './generated/api.ts';
import { createLog, type Log, LogQueue, type Redact } from './log.ts';
import { createProtocol, type Protocol } from './schema.ts';
import { createStreamApi, type StreamApi } from './stream-api.ts';
import { type Broker, CompiledSchema, RpcClient, type Stream } from './wire/index.ts';

/** Every method of Mattermost's plugin API. A call rejects with ApiError where Go returns an error. */
export type Api = PlainApi & StreamApi;

/** What a plugin is given to work with. The API answers from onActivate on; log lines written before wait for it. */
export interface Host {
  readonly api: Api;
  readonly log: Log;
}

export class HostLink implements Host {
  readonly protocol: Protocol;
  /** Shared by all streams, so that types are worked out once. */
  readonly schema: CompiledSchema;
  readonly api: Api;
  readonly log: Log;
  readonly lines: LogQueue;
  #client: RpcClient | undefined;
  #broker: Broker | undefined;

  constructor(redact?: Redact) {
    this.protocol = createProtocol();
    this.schema = new CompiledSchema(this.protocol.schema);
    const call = callOver(() => this.#client);
    this.api = { ...createPlainApi(this.protocol, call), ...createStreamApi(call, () => this.#connected()) };
    this.lines = new LogQueue(call, redact);
    this.log = createLog(this.lines);
  }

  /** The API's stream has been dialled. Resolves when it ends, with the reason if that was not in good order. */
  connect(stream: Stream, broker: Broker): Promise<Error | undefined> {
    const client = new RpcClient(stream, this.schema);
    this.#client = client;
    this.#broker = broker;
    this.lines.start();
    return client.closed;
  }

  #connected(): Broker {
    if (this.#broker === undefined) throw new Error('The API was called before the plugin was activated.');
    return this.#broker;
  }
}
