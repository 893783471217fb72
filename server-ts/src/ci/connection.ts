// One configured CI system: which kind it is, where it is, and what both sides prove themselves with.

export interface Connection {
  /** Folder name of the provider, e.g. as in `/webhooks/<provider>`. */
  readonly provider: string;
  /** `default`, or the name of an entry under `connections`. */
  readonly name: string;
  /** Base address without a trailing slash; empty when not set. */
  readonly url: string;
  /** Any of these proves a delivery; two while one is replaced. */
  readonly webhookSecrets: readonly string[];
  /** With which we ask the CI system for what no person asked for: logs, test reports, silences. */
  readonly token?: string;
  /** Where the CI system wants a name beside the token. */
  readonly username?: string;
  /** PEM of certificate authorities that are trusted for this connection besides the system's. */
  readonly ca?: string;
  /** With which people link their accounts. */
  readonly oauth?: OAuthApplication;
  /** The one of its kind that is meant where none is named. */
  readonly preferred?: true;
  /** People's accounts are linked with the right to read only, and nothing is changed through those that may do more. */
  readonly readOnly?: true;
}

/** This plugin, as the CI system knows it: made there by an administrator. */
export interface OAuthApplication {
  readonly clientId: string;
  readonly clientSecret: string;
}
