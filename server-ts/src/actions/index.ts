// Table of contents: what main.ts joins.
export { createActions } from './actions.ts';
export type { ActionPorts } from './ports.ts';
export { createCalls, type CallPorts } from './calls.ts';
export { createSilenceDesk } from './silence-desk.ts';
