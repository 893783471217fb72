// Table of contents: what the assembly joins.
export { callerOf } from './caller.ts';
export { createKeyDesk, type KeyDesk } from './desk.ts';
export { createEntry } from './entry.ts';
export { createMachineApi, type MachineApi } from './machine-api.ts';
