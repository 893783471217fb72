// One fault of the configuration: what `CiError` says of it, and where it stands for whoever shows it there.

import { CiError } from '../platform/errors.ts';

export interface Spot {
  /** Counted from 1. */
  readonly line: number;
  /** `routes[0].match.event`; empty for the whole. */
  readonly path: string;
}

/** Codes `CI_CONFIG_YAML`, `CI_CONFIG_KEY`, `CI_CONFIG_VALUE`. */
export class ConfigurationFault extends CiError {
  readonly spot: Spot;
  /** Without the place: `is missing.` */
  readonly what: string;

  constructor(code: string, spot: Spot, what: string, remedy: string) {
    super(code, `Configuration, line ${spot.line}${spot.path === '' ? '' : `, ${spot.path}`}: ${what}`, remedy);
    this.spot = spot;
    this.what = what;
  }
}
