// Where an event that somebody imagines would go, and why, with the rules in force.
import type { CiPorts } from '../commands/index.ts';
import type { Parts } from './parts.ts';

export function createRouteTest(_parts: Parts): CiPorts['testRoute'] {
  return async () => [];
}
