// Table of contents: what main.ts joins.
export { createActions, type Actions } from './actions.ts';
export type { ActionPorts, Dialog, Person } from './ports.ts';
