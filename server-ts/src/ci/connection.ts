// One configured CI system: which kind it is, where it is, and the secrets its deliveries prove themselves with.

export interface Connection {
  /** Folder name of the provider, e.g. as in `/webhooks/<provider>`. */
  readonly provider: string;
  /** `default`, or the name of an entry under `connections`. */
  readonly name: string;
  /** Base address without a trailing slash; empty when not set. */
  readonly url: string;
  /** Any of these proves a delivery; two while one is replaced. */
  readonly webhookSecrets: readonly string[];
}
