// Table of contents: what the assembly joins.
export { createConfigurationCheck } from './check.ts';
export { createSavedText } from './saved-text.ts';
export { createStatus } from './status.ts';
