// Table of contents: what the assembly joins, and by what other rooms warn.

export type { Warn } from './warning.ts';
export { createWarnings } from './warnings.ts';
