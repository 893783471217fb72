// Table of contents: what the assembly joins.
export { createAttaching, REPORT, type Attaching } from './attach.ts';
export { createTakeReport } from './take.ts';
export { turnedWords } from './words.ts';
