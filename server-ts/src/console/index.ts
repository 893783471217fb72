// Table of contents: what the assembly joins.
export { createConfigurationCheck } from './check.ts';
export { createStatus } from './status.ts';
